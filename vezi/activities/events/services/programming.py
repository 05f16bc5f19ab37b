"""The parts of an event that people choose, each with its hours and its seats."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.activities.events import telling
from vezi.activities.events.models import PROMISED, Event, Part, Seat, State
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account

MOST_PARTS = 60


class TitleOfPartMissing(Refused):
    status = 422
    sentence = _("Say what happens in each part.")


class PartEndsTooSoon(Refused):
    status = 422

    def __init__(self, title: str) -> None:
        super().__init__(str(_("“%(part)s” ends before it begins.") % {"part": title}))


class FewerThanChose(Refused):
    status = 422

    def __init__(self, part: Part, count: int) -> None:
        said = ngettext(
            "%(count)d chose “%(part)s” already. Leave at least that many seats.",
            "%(count)d chose “%(part)s” already. Leave at least that many seats.", count,
        )  # fmt: skip
        super().__init__(said % {"count": count, "part": part.title})


class SomebodyChose(Refused):
    """A part would go that people come to."""

    status = 422

    def __init__(self, part: Part, count: int) -> None:
        self.part = part
        said = ngettext(
            "%(count)d chose “%(part)s”. Remove it once more if it goes all the same, and tell them.",
            "%(count)d chose “%(part)s”. Remove it once more if it goes all the same, and tell them.", count,
        )  # fmt: skip
        super().__init__(said % {"count": count, "part": part.title})


@dataclass(frozen=True)
class Line:
    """A line of the programme. `public_id` names one that is there already."""

    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    is_chosen: bool = False
    capacity: int | None = None
    public_id: str = ""


def chosen_by(part: Part) -> int:
    """How many come to it, or are promised it with the seat they wait for."""
    return Seat.objects.filter(parts=part, registration__standing__in=PROMISED).count()


def write_programme(event: Event, lines: Sequence[Line]) -> None:
    """Lines that are there keep who chose them; those no longer said go, with the choices of them."""
    event.parts.exclude(public_id__in=[one.public_id for one in lines]).delete()
    there = {part.public_id: part for part in event.parts.all()}
    for line in lines:
        part = there.get(line.public_id) or Part(event=event)
        part.title, part.starts_at, part.ends_at = clean.line(line.title)[:140], line.starts_at, line.ends_at
        part.is_chosen, part.capacity = line.is_chosen, line.capacity if line.is_chosen else None
        part.save()


@transaction.atomic
def set_parts(
    *, event: Event, lines: Sequence[Line], by: Account | None, now: datetime, surely: Collection[str] = ()
) -> Event:
    """Those no longer said go; one that people chose only where it is named in `surely`.

    Raises TitleOfPartMissing, PartEndsTooSoon, FewerThanChose, SomebodyChose.
    """
    event = locked(event.pk)
    there = {part.public_id: part for part in event.parts.all()}
    for line in lines:
        if clean.is_blank(line.title):
            raise TitleOfPartMissing
        if line.ends_at is not None and line.ends_at <= line.starts_at:
            raise PartEndsTooSoon(line.title)
        part = there.get(line.public_id)
        if part is None or not part.is_chosen:
            continue
        count = chosen_by(part)
        if line.is_chosen and line.capacity is not None and line.capacity < count and line.capacity != part.capacity:
            raise FewerThanChose(part, count)
        if not line.is_chosen and count and part.public_id not in surely:
            raise SomebodyChose(part, count)
    said = {line.public_id for line in lines}
    for name, part in there.items():
        if name not in said and name not in surely and (count := chosen_by(part)):
            raise SomebodyChose(part, count)
    chose = {name: _registrations(part) for name, part in there.items() if part.is_chosen}
    write_programme(event, lines)
    if event.state == State.PUBLISHED and event.ends_at > now:
        _tell(event, there, chose, now=now)
    for part in event.parts.filter(is_chosen=False):
        part.seats.clear()
    audit.record("events.set_parts", by=by, at=now, subject=event, club_id=event.club_id, count=len(lines))
    return event


def _registrations(part: Part) -> set[int]:
    """Of those who chose it."""
    chose = Seat.objects.filter(parts=part, registration__standing__in=PROMISED)
    return set(chose.values_list("registration", flat=True))


def _tell(event: Event, was: Mapping[str, Part], chose: Mapping[str, set[int]], *, now: datetime) -> None:
    """Who had chosen what is gone, or is at another hour now. What is for all again is taken from nobody."""
    parts = {part.public_id: part for part in event.parts.all()}
    for name, among in chose.items():
        part, before = parts.get(name), was[name]
        if not among:
            continue
        if part is None:
            telling.part_gone(event, before.title, among=among, now=now)
        elif (part.starts_at, part.ends_at) != (before.starts_at, before.ends_at):
            part.event = event
            telling.part_moved(part, among=among, now=now)
