"""Rooms for those who stay: what there is, and who sleeps where. By the organisers' hand, under the lock of the event."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.activities.events.models import Bed, Event, RoomKind, Seat, Standing
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account

MOST_KINDS, MOST_BEDS, MOST_ROOMS = 12, 50, 500


class TitleOfRoomMissing(Refused):
    status = 422
    sentence = _("Say what each kind of room is called.")


class SomebodySleeps(Refused):
    """A room would go, or lose a bed, in which somebody was put."""

    status = 422

    def __init__(self, kind: RoomKind) -> None:
        said = _("Somebody sleeps there already: “%(room)s”. Take them out of it first.")
        super().__init__(said % {"room": kind.title})


class TooFewBeds(Refused):
    status = 422

    def __init__(self, free: int) -> None:
        said = ngettext("There is %(free)d bed free in that room.", "There are %(free)d beds free in that room.", free)
        super().__init__(said % {"free": free} if free else str(_("All beds of that room are taken.")))


class NoSuchRoom(Refused):
    status = 422
    sentence = _("Choose a room.")


class NobodyChosen(Refused):
    status = 422
    sentence = _("Choose who sleeps there.")


@dataclass(frozen=True)
class Rooms:
    """`count` rooms of one kind. `public_id` names one that is there already."""

    title: str
    beds: int
    count: int
    public_id: str = ""


@transaction.atomic
def set_rooms(*, event: Event, rooms: Sequence[Rooms], by: Account | None, now: datetime) -> Event:
    """With none, nobody is asked how she sleeps. Raises TitleOfRoomMissing, SomebodySleeps."""
    event = locked(event.pk)
    there = {one.public_id: one for one in event.room_kinds.all()}
    said = {one.public_id for one in rooms}
    for name, kind in there.items():
        if name not in said:
            if kind.taken.exists():
                raise SomebodySleeps(kind)
            kind.delete()
    for one in rooms:
        if clean.is_blank(one.title):
            raise TitleOfRoomMissing
        kind = there.get(one.public_id) or RoomKind(event=event)
        kind.title = clean.line(one.title)[:80]
        kind.beds, kind.count = min(one.beds, MOST_BEDS), min(one.count, MOST_ROOMS)
        if kind.pk is not None and _is_too_small(kind):
            raise SomebodySleeps(kind)
        kind.save()
    event.asks_rooms = bool(rooms)
    event.save(update_fields=["asks_rooms"])
    audit.record("events.set_rooms", by=by, at=now, subject=event, club_id=event.club_id, count=len(rooms))
    return event


def _is_too_small(kind: RoomKind) -> bool:
    """For those who sleep there."""
    in_room: dict[int, int] = {}
    for room in kind.taken.values_list("room", flat=True):
        in_room[room] = in_room.get(room, 0) + 1
    return any(room > kind.count or count > kind.beds for room, count in in_room.items())


@transaction.atomic
def put(*, event: Event, seats: Collection[str], kind: str, room: int, by: Account | None, now: datetime) -> list[Seat]:
    """All of them or none; who slept elsewhere moves. Raises NobodyChosen, NoSuchRoom, TooFewBeds."""
    event = locked(event.pk)
    of = event.room_kinds.filter(public_id=kind).first()
    if of is None or not 1 <= room <= of.count:
        raise NoSuchRoom
    coming = Seat.objects.filter(registration__event=event, registration__standing=Standing.COMING)
    found = list(coming.filter(public_id__in=seats).select_related("registration"))
    if not found:
        raise NobodyChosen
    others = of.taken.filter(room=room).exclude(seat__in=found).count()
    if others + len(found) > of.beds:
        raise TooFewBeds(of.beds - others)
    for seat in found:
        Bed.objects.update_or_create(seat=seat, defaults={"kind": of, "room": room})
    audit.record("events.put_in_room", by=by, at=now, subject=event, club_id=event.club_id, count=len(found))
    return found


@transaction.atomic
def take_out(*, event: Event, seat: str, by: Account | None, now: datetime) -> None:
    """She stands among those without a room again."""
    gone, _each = Bed.objects.filter(seat__registration__event=event, seat__public_id=seat).delete()
    if gone:
        audit.record("events.take_out_of_room", by=by, at=now, subject=event, club_id=event.club_id)


def copied(event: Event) -> list[Rooms]:
    """For the next one: the rooms, with nobody in them."""
    return [Rooms(one.title, one.beds, one.count) for one in event.room_kinds.all()]
