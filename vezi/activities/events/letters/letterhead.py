"""What stands in every letter about an event, and who it is from: whoever sends it, with an address of its own for a plain
reply (`receivers`), and a link that answers without a sign-in (`answers`)."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vezi.activities.events import answers
from vezi.activities.events.models import Event
from vezi.activities.events.saying import when
from vezi.core.mail import gate, inbound, tints
from vezi.core.mail.gate import Letter
from vezi.core.mail.inbound.quoting import MARK
from vezi.network.people.models import Person

TEMPLATE = "events/mail/event"
ANSWERED = "events"  # core.mail.inbound: who takes a reply
#: What else would answer it by itself need not (Exchange's).
QUIET = {"X-Auto-Response-Suppress": "All"}


def letter(
    event: Event, person: Person, *, to: str, key: str, kind: str, context: dict[str, Any], language: str, signed: str = "",
    year: int | None = None, enclosed: str = "",
) -> Letter:  # fmt: skip
    """One that was asked for, to one person."""
    said = about(
        event, context, called=person.called or person.name, year=tints.year(year), signed=signed, language=language
    )  # fmt: skip
    return posted(
        event, person, to=to, key=key, kind=kind, purpose=gate.SERVICE, language=language, context=said, enclosed=enclosed
    )  # fmt: skip


def posted(
    event: Event, person: Person, *, to: str, key: str, kind: str, purpose: str, language: str, **more: Any
) -> Letter:  # fmt: skip
    """A reply to it reaches the organisers."""
    with translation.override(language):
        sender = str(event.club)
    replies = inbound.address_of(ANSWERED, person.public_id, event.public_id) or event.club.contact_mail
    return Letter(
        key=key, kind=kind, purpose=purpose, to=to, to_name=person.name, language=language, template=TEMPLATE,
        club=event.club, person_id=person.pk, sender_name=sender, reply_to=replies, headers=QUIET, **more,
    )  # fmt: skip


def about(
    event: Event, context: dict[str, Any], *, called: str, year: tints.Year | None, signed: str, language: str
) -> dict[str, Any]:  # fmt: skip
    """What stands in every letter about an event."""
    is_taken = bool(settings.INBOUND_ADDRESS)
    with translation.override(language):
        said = {
            "event": event, "called": called, "facts": _facts(event), "year": year, "signed": signed or str(event.club),
            "reply_to": signed and (is_taken or event.club.contact_mail), "mark": MARK if is_taken else "",
        }  # fmt: skip
        if called and not signed and (is_taken or event.club.contact_mail):
            reaches = _("Answer this mail and it reaches the organisers.")
            said["after_deed"] = [*context.get("after_deed", ()), reaches]
    return context | said


def _facts(event: Event) -> list[str]:
    """When and where, each on a line of its own, the first the one that counts."""
    place = ", ".join(filter(None, [event.where, event.address])) if event.is_somewhere else ""
    online = _("Online") if event.is_online and not place else _("and online") if event.is_online else ""
    where = ", ".join(filter(None, [place, online]))
    zone = f" ({event.city_of_zone})" if event.zone != event.club.time_zone else ""
    return [one for one in (f"{when(event)}{zone}", where, event.words.way_there if event.is_somewhere else "") if one]


def answer_by(event: Event) -> str:
    return _("Answers are taken until %(day)s.") % {"day": date_format(event.last_answer_there, "DATE_FORMAT")}


def way_to_answer(event: Event, person: Person) -> str:
    """Where she answers without a sign-in."""
    return settings.SITE_ADDRESS + answers.address_of(event, person)


def three_ways(event: Event, place: str) -> dict[str, Any]:
    """Yes, perhaps and no, each a link that opens with the answer chosen."""
    return {
        "button": {"words": pgettext("answer to an event", "I’m coming"), "url": f"{place}?say=yes"},
        "answers": [
            {"words": pgettext("answer to an event", "Perhaps"), "url": f"{place}?say=maybe"},
            {"words": pgettext("answer to an event", "I can’t this time"), "url": f"{place}?say=no"},
        ],
        "after_deed": [
            _("No password is asked. You can change your mind on the page that opens."), answer_by(event),
        ],
    }  # fmt: skip
