"""What invitations and reminders say, to members and to people on record alike, each in her language."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.activities.events.letters.letterhead import three_ways
from vezi.activities.events.models import Event, PostingKind
from vezi.activities.events.saying import day, when
from vezi.core.mail import frames
from vezi.core.mail.letters import Written

FEWEST_TOLD = 3  # that one or two come is no reason to come


@dataclass(frozen=True)
class Common:
    """What all letters of one posting share."""

    event: Event
    signed: str = ""  # the name of the organiser who sends it
    coming: int = 0
    years: dict[int, int] = field(default_factory=dict)  # person -> the class year beside her name
    framed: dict[tuple[str, bool], Written] = field(
        default_factory=dict
    )  # by language, and whether a year stands there


def _asking(event: Event, place: str, common: Common, *, subject: str, first: str) -> dict[str, Any]:
    said = [first, event.words.lede]
    counted = ngettext("%(count)d is coming.", "%(count)d are coming.", common.coming) % {"count": common.coming}
    told = counted if common.coming >= FEWEST_TOLD else ""
    why = _("You get this because %(club)s keeps a record of you, and invites you.") % {"club": event.club}
    return three_ways(event, place) | {
        "subject_words": subject, "headline": event.title, "paragraphs": [one for one in said if one], "counted": told,
        "preheader": " ".join(filter(None, [f"{when(event)}.", told, _("Answer from here.")])), "why": why,
    }  # fmt: skip


def invitation(event: Event, place: str, common: Common) -> dict[str, Any]:
    subject = f"{event.title}, {date_format(event.starts_there, 'DATE_FORMAT')}"
    return _asking(event, place, common, subject=subject, first="")


def silent(event: Event, place: str, common: Common) -> dict[str, Any]:
    subject = _("Will you come? %(event)s") % {"event": event.title}
    return _asking(event, place, common, subject=subject, first=_("we have not heard from you yet. Will you come?"))


def perhaps(event: Event, place: str, common: Common) -> dict[str, Any]:
    subject = _("You said perhaps: %(event)s") % {"event": event.title}
    said = _asking(event, place, common, subject=subject, first=_("you said perhaps. How does it look by now?"))
    return said | {"why": _("You get this because you said perhaps. Say no, and you hear nothing more of it.")}


def eve(event: Event, place: str, _common: Common) -> dict[str, Any]:
    begins = day(event.starts_there)
    said = [_("soon we see each other."), event.words.lede]
    link = [{"words": _("The link for those who come"), "url": frames.place("online")}] if event.way_online else []
    return {
        "subject_words": _("Soon: %(event)s") % {"event": event.title}, "headline": event.title,
        "paragraphs": [one for one in said if one], "preheader": f"{begins}. {event.where}",
        "button": {"words": _("Look at it"), "url": settings.SITE_ADDRESS + event.get_absolute_url()},
        "answers": [*link, {"words": _("I can’t come after all"), "url": f"{place}?say=no"}],
        "why": _("You get this because you said that you come."),
    }  # fmt: skip


CONTEXTS = {
    PostingKind.INVITE: invitation,
    PostingKind.NUDGE: silent,
    PostingKind.SILENT: silent,
    PostingKind.MAYBE: perhaps,
    PostingKind.EVE: eve,
}
