"""What becomes of an event, told to all who come, wait or may come; and a word of its organisers."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from vezi.activities.events.letters import about_invitation
from vezi.activities.events.models import Event, Part
from vezi.activities.events.queries import guests
from vezi.activities.events.queries.addresses import to_one
from vezi.activities.events.telling.ways import HEARS, about, tell_all
from vezi.network.notices import services as notices
from vezi.network.people.models import Person

#: In the language of whoever reads it.
_in_words = lazy(date_format, str)


def moved(event: Event, *, now: datetime) -> None:
    """Guests whose names are kept for longer by that are told until when; from then on it is so, of nobody else."""
    goes_at = guests.goes_at(event)
    hearing = event.registrations.filter(standing__in=HEARS).values("person")
    sooner = guests.in_hand(event).filter(goes_at__lt=goes_at, person__in=hearing)
    longer = [one.person.pk for one in sooner if one.person and to_one(one.person, event.club)]
    tell_all(event, "moved", now=now, to_some={one: {"kept": _kept_until(event.there(goes_at))} for one in longer})
    event.guests.filter(person__in=longer).update(goes_at=goes_at)


def _said_until(day: datetime) -> str:
    said = _("Your name and your mail address are kept for it until %(day)s.")
    return said % {"day": date_format(day, "DATE_FORMAT")}


_kept_until = lazy(_said_until, str)


def part_gone(event: Event, title: str, *, among: Iterable[int], now: datetime) -> None:
    """Those who had chosen it."""
    tell_all(event, "part_gone", now=now, among=among, thing=f":{title}", part=title)


def part_moved(part: Part, *, among: Iterable[int], now: datetime) -> None:
    """Those who had chosen it; when it begins now stands on the page, and beneath in the letter."""
    begins = _in_words(part.starts_there, "DATETIME_FORMAT")
    tell_all(part.event, "part_moved", now=now, among=among, thing=f":{part.public_id}", part=part.title, begins=begins)


def called_off(event: Event, *, now: datetime) -> None:
    notices.settle_all(about=about(event), now=now)
    notices.settle_all(about=about_invitation(event), now=now)
    tell_all(event, "called_off", now=now, reason=event.called_off_because)


def closed(event: Event, *, now: datetime) -> None:
    """Answers are taken no more: no invitation waits for one."""
    notices.settle_all(about=about_invitation(event), now=now)


def word(event: Event, text: str, *, by: Person | None, now: datetime) -> int:
    """How many hear it."""
    return tell_all(event, "word", by=by, now=now, more=text)
