"""What the door kept of somebody who turns out to be somebody else, too: her arrivals go along when records become one.

Companions keep the seats they were given, and arrivals of these come word for word. Where both records held a seat of the
same person one is left: what its phones heard of the other is said anew of it, under a name they take for news, and
the name of the other leads to it from then on, on codes that were printed and in what a phone without a network says later.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db.models import Max

from vezi.activities.events.door import arrivals
from vezi.activities.events.models import HOLDING, Arrival, Event, FormerSeat, Registration, Seat, WalkIn
from vezi.activities.events.queries.arriving import at_door, standing
from vezi.network.people.merging import steps
from vezi.network.people.models import Merge


def carry(
    merge: Merge, like: Registration, was: Iterable[dict[str, Any]], *, seats: dict[int, Seat], now: datetime
) -> None:
    """`was` is all that ended with the registration; `seats` where each of its seats is now, by the number of its row."""
    rows = [one for one in was if one["model"] in ("events.arrival", "events.formerseat", "events.seat")]
    names = {one["pk"]: one["fields"]["public_id"] for one in rows if one["model"] == "events.seat"}
    said = [one for one in rows if one["model"] == "events.arrival"]
    said.sort(key=lambda one: one["fields"]["number"])
    hers = {number: [one for one in said if one["fields"]["seat"] == number] for number in seats}
    for number, seat in seats.items():
        if seat.public_id == names[number]:
            _bring(merge, hers[number], seat)
    for number, seat in seats.items():
        if seat.public_id != names[number]:
            _former(merge, like.event, names[number], seat)
            _say_anew(merge, like.event, names[number], hers[number], seat, now=now)
    for one in rows:
        if one["model"] == "events.formerseat" and one["fields"]["seat"] in seats:
            _former(merge, like.event, one["fields"]["public_id"], seats[one["fields"]["seat"]])


def _former(merge: Merge, event: Event, name: str, seat: Seat) -> None:
    found, made = FormerSeat.objects.get_or_create(event=event, public_id=name, defaults={"seat": seat})
    if made:
        steps.made(merge, found)


def _bring(merge: Merge, said: Iterable[dict[str, Any]], seat: Seat) -> None:
    """Under the names and numbers by which phones know them."""
    for one in said:
        (found,) = serializers.deserialize("python", [one | {"fields": one["fields"] | {"seat": seat.pk}}])
        found.object.pk = None
        found.object.save()
        steps.made(merge, found.object)


def _say_anew(
    merge: Merge, event: Event, name: str, said: Iterable[dict[str, Any]], seat: Seat, *, now: datetime
) -> None:
    """The earliest that stands is an arrival of the seat that is left, unless that has come; each is taken back."""
    rows: list[Any] = [next(serializers.deserialize("python", [one])).object for one in said]
    undone = set(event.arrivals.exclude(undoes="").values_list("undoes", flat=True))
    last = max((one.number for one in rows), default=0)
    facts = [arrivals.Fact(one.at, one.key, name, "", one.door, one.is_online) for one in rows if one.key not in undone]
    for came in arrivals.standing(facts).values():
        here = standing(event).get(seat.public_id)
        if here is None or here.is_online > came.is_online:
            more = {"seat": seat, "door": came.door, "is_online": came.is_online}
            write(merge, event, f"seat{came.key}", came.at, now=now, after=last, **more)
    for fact in facts:
        write(merge, event, f"back{fact.key}", now, now=now, after=last, undoes=fact.key)


def walk_ins(merge: Merge, *, now: datetime) -> None:
    """Who walked in under one record and holds a seat under the other came once."""
    walked = WalkIn.objects.filter(person=merge.kept_id).values("event")
    for event in Event.objects.filter(pk__in=walked).select_for_update(of=("self",)).order_by("pk"):
        _once(merge, event, now=now)


def _once(merge: Merge, event: Event, *, now: datetime) -> None:
    here = standing(event)
    came = [one for one in event.walk_ins.filter(person=merge.kept_id) if one.public_id in here]
    came.sort(key=lambda one: here[one.public_id])
    held = Seat.objects.filter(registration__event=event, registration__standing__in=HOLDING, number=0)
    seat = held.filter(registration__person=merge.kept_id).first()
    place: Seat | WalkIn | None = seat or (came[0] if came else None)
    for one in came:
        fact = here[one.public_id]
        if one == place:
            continue
        if seat is not None and seat.public_id not in at_door(event):
            write(merge, event, f"seat{fact.key}", fact.at, now=now, seat=seat, door=fact.door)
        write(merge, event, f"back{fact.key}", now, now=now, undoes=fact.key)


def write(
    merge: Merge, event: Event, key: str, at: datetime, *, now: datetime, after: int = 0, **what: Any
) -> None:  # fmt: skip
    """A fact because of the merge; said once, and taken away with it. Its number is above those phones have heard, of what
    ended, too (`after`). The event is locked by then."""
    last = max(after, event.arrivals.aggregate(last=Max("number"))["last"] or 0)
    given = what | {"number": last + 1, "at": at, "heard_at": now}
    made, is_new = Arrival.objects.get_or_create(event=event, key=key[:24], defaults=given)
    if is_new:
        steps.made(merge, made)
