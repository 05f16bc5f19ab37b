"""Two answers of one person become one: the better of both places, with all who hold a seat by either.

Who only waited comes along where there is room and nobody else waits; else she ends, as with whoever holds a seat and wants
more. Everything is written down as a step of the merge, so that undoing it takes the two apart again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from vezi.activities.events import telling
from vezi.activities.events.models import (
    HOLDING,
    PROMISED,
    Bed,
    Companion,
    Registration,
    RoomKind,
    Seat,
    Standing,
    State,
    TwoPeople,
)
from vezi.activities.events.queries import seats
from vezi.activities.events.services import carrying
from vezi.core.features import OnErase, OnMerge, PersonTie
from vezi.network.people.merging import fields, steps
from vezi.network.people.models import Merge

#: Of two answers the one that says more; the later in this order.
ORDER = (Standing.NO, Standing.MAYBE, Standing.WAITING, Standing.OFFERED, Standing.COMING)
#: By which the steps of a merge name a seat that ends.
OF_SEAT = PersonTie("events.Seat", "registration", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, "")


@dataclass(frozen=True)
class Ended:
    """The answer that ended beside its like, with all that ended with it."""

    fields: dict[str, Any]
    rows: Sequence[dict[str, Any]]

    @property
    def standing(self) -> Standing:
        return Standing(self.fields["standing"])

    @property
    def rank(self) -> int:
        return ORDER.index(self.standing)

    @property
    def has_come(self) -> bool:
        return any(self.of("arrival"))

    def of(self, model: str) -> Iterable[dict[str, Any]]:
        return (one for one in self.rows if one["model"] == f"events.{model}")

    @property
    def names(self) -> set[str]:
        return {one["fields"]["name"] for one in self.seats}

    @property
    def seats(self) -> list[dict[str, Any]]:
        return sorted(self.of("seat"), key=lambda one: one["fields"]["number"])


def join(merge: Merge, like: Registration, ended: Ended, *, now: datetime) -> None:
    """The event is locked by then."""
    rank = ORDER.index(Standing(like.standing))
    brought = ended.seats if ended.standing in PROMISED or ended.has_come else []
    wanted = _names(like) | {one["fields"]["name"] for one in brought}
    if ended.standing in HOLDING and like.standing == Standing.WAITING and not _has_room(like, ended):
        _leave_behind(merge, like, ended)
    elif ended.standing == Standing.WAITING and like.holds and not (ended.has_come or _has_room(like, ended)):
        brought = [one for one in brought if one["fields"]["name"] in _names(like)]
    places = _bring_along(merge, like, brought)
    carrying.carry(merge, like, ended.rows, seats=places, now=now)
    _put_to_bed(merge, ended, places)
    _still_several(merge, ended, places)
    _still_with_them(merge, like, ended, places)
    _say(merge, like, _said(like, ended, is_better=ended.rank > rank))
    if wanted - _names(like) and like.event.state == State.PUBLISHED and now < like.event.starts_at:
        telling.left_behind(like, merge_id=merge.pk, now=now)


def _names(like: Registration) -> set[str]:
    return {seat.name for seat in like.people.all()}


def _has_room(like: Registration, ended: Ended) -> bool:
    """For those who only waited, by whichever of the two; those who hold a seat by the other have theirs."""
    more = len(_names(like) | ended.names) - (like.seats if like.holds else 0)
    free = seats.free(like.event)
    others = like.event.registrations.filter(standing=Standing.WAITING).exclude(pk=like.pk)
    return (free is None or more <= free) and not others.exists()


def _leave_behind(merge: Merge, like: Registration, ended: Ended) -> None:
    for seat in like.people.exclude(number=0):
        if seat.name not in ended.names:
            steps.drop(merge, OF_SEAT, seat, like=None)


def _bring_along(merge: Merge, like: Registration, rows: list[dict[str, Any]]) -> dict[int, Seat]:
    """Under the codes they were given: what was printed stays good. By the number of its row, where each seat is now."""
    names, places = {seat.name: seat for seat in like.people.all()}, dict[int, Seat]()
    numbers = {seat.number for seat in names.values()}
    for row in rows:
        seat = row["fields"]
        if seat["name"] in names:
            places[row["pk"]] = names[seat["name"]]
            continue
        number = max(numbers, default=-1) + 1 if seat["number"] else 0
        numbers.add(number)
        given = {name: seat[name] for name in ("public_id", "name", "meal", "needs", "price")}
        given |= {"ticket_id": seat["ticket"], "code_id": seat["code"]}
        places[row["pk"]] = made = Seat.objects.create(registration=like, number=number, **given)
        made.parts.set(like.event.parts.filter(pk__in=seat["parts"]))
        steps.made(merge, made)
    if (count := max(like.people.count(), 1)) != like.seats:
        steps.changed(merge, like, name="seats", was=like.seats, becomes=count)
        Registration.objects.filter(pk=like.pk).update(seats=count)
    return places


def _put_to_bed(merge: Merge, ended: Ended, places: dict[int, Seat]) -> None:
    """Into the room she was put into, unless she has another by the answer that is left."""
    for row in ended.of("bed"):
        seat, said = places.get(row["fields"]["seat"]), row["fields"]
        kind = RoomKind.objects.filter(pk=said["kind"]).first()
        if seat is None or kind is None or Bed.objects.filter(seat=seat).exists():
            continue
        steps.made(merge, Bed.objects.create(seat=seat, kind=kind, room=said["room"]))


def _still_several(merge: Merge, ended: Ended, places: dict[int, Seat]) -> None:
    """Of whom it was said that they are two people, and is said of the seats that are left of them."""
    for row in ended.of("twopeople"):
        pair = [row["fields"]["one"], row["fields"]["other"]]
        found = Seat.objects.filter(pk__in=[places[one].pk if one in places else one for one in pair]).order_by("pk")
        if len(both := list(found)) == 2:
            said, is_new = TwoPeople.objects.get_or_create(one=both[0], other=both[1])
            if is_new:
                steps.made(merge, said)


def _still_with_them(merge: Merge, like: Registration, ended: Ended, places: dict[int, Seat]) -> None:
    """Members who said that they come as one of those who are brought."""
    for row in ended.of("companion"):
        seat, person = places.get(row["fields"]["seat"]), row["fields"]["person"]
        there = Companion.objects.filter(Q(seat=seat) | Q(event=like.event_id, person=person))
        if seat is not None and not there.exists():
            steps.made(merge, Companion.objects.create(event=like.event, seat=seat, person_id=person))


def _said(like: Registration, ended: Ended, *, is_better: bool) -> dict[str, Any]:
    """What the answer that is left says from now on, its place first."""
    other, now = ended.fields, dict[str, Any]()
    if is_better:
        now |= {name: other[name] for name in ("standing", "waits_as", "kept_until", "ask_on")}
    elif like.standing == ended.standing == Standing.WAITING:
        now["waits_as"] = min(like.waits_as or 0, other["waits_as"])
    elif like.standing == ended.standing == Standing.OFFERED:
        assert like.kept_until is not None
        now["kept_until"] = max(like.kept_until, datetime.fromisoformat(other["kept_until"]))
    if ended.standing in PROMISED:
        # Who wants to be shown by one answer and not by the other is not.
        both = like.standing in PROMISED and like.is_shown
        now["is_shown"] = other["is_shown"] and (both or like.standing not in PROMISED)
        now |= {name: getattr(like, name) or other[name] for name in ("words", "sleeps", "sleeps_with")}
    return now


def _say(merge: Merge, like: Registration, said: dict[str, Any]) -> None:
    new = {name: value for name, value in said.items() if getattr(like, name) != value}
    if new:
        was, becomes = [fields.said(getattr(like, name)) for name in new], fields.said(next(iter(new.values())))
        steps.changed(merge, like, name=" ".join(new), was=was if len(was) > 1 else was[0], becomes=becomes)
        Registration.objects.filter(pk=like.pk).update(**new)
