"""Hearing what phones at the door say. Whatever is said twice, late or out of order, nobody is lost and nobody doubled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import HOLDING, Arrival, Event, FormerSeat, Seat, State, WalkIn
from vezi.activities.events.queries import guests
from vezi.activities.events.queries.arriving import standing
from vezi.activities.events.services.counting import count_who_came
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused, Words
from vezi.core.public_ids import public_id
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person

HERE, BACK, WALK_IN = "here", "back", "walk_in"
MOST = 1_000  # facts at once
OPENS, CLOSES, HEARS = timedelta(hours=24), timedelta(hours=12), timedelta(days=14)
_KEY, _PLACE = re.compile(r"[0-9a-z]{8,24}"), re.compile(r"[0-9a-z]{13}")

GONE: Words = _("This seat is not on the list any more: it was given back.")
UNREADABLE: Words = _("That could not be read.")


class DoorClosed(Refused):
    sentence = _("The door is open from the day before until the morning after.")


@dataclass(frozen=True)
class Said:
    """One fact of a phone. `ago` is how long before it was sent: clocks of phones are wrong, how they run is right."""

    key: str
    deed: str  # HERE, BACK or WALK_IN
    place: str = ""  # the seat or walk-in that is here
    undoes: str = ""  # the arrival that was a mistake
    ago: timedelta = timedelta(0)
    name: str = ""  # of a walk-in
    mail: str = ""
    person: Person | None = None


@dataclass
class Heard:
    """What became of each fact; one that is not in either was not there."""

    kept: list[str] = field(default_factory=list)
    refused: dict[str, Words] = field(default_factory=dict)


def is_open(event: Event, *, now: datetime) -> bool:
    return event.state == State.PUBLISHED and event.starts_at - OPENS <= now <= closes_at(event)


def closes_at(event: Event) -> datetime:
    """Until then a phone keeps the list."""
    return event.ends_at + CLOSES


@transaction.atomic
def hear(*, event: Event, facts: Sequence[Said], door: str, by: Account | None, now: datetime) -> Heard:
    """In the order in which they are given. A phone found in a drawer is listened to for two weeks. Raises DoorClosed."""
    event = locked(event.pk)
    if event.state == State.DRAFT or not event.starts_at - OPENS <= now <= event.ends_at + HEARS:
        raise DoorClosed
    heard = Heard()
    ear = Ear(event, door=clean.line(door)[:40], by=by, now=now)
    known = ear.known(said.key for said in facts)
    for said in facts[:MOST]:
        why = None if said.key in known else ear.keep(said)
        if why is None:
            heard.kept.append(said.key)
            known.add(said.key)
        else:
            heard.refused[said.key] = why
    if ear.kept:
        audit.record("events.door", by=by, at=now, subject=event, club_id=event.club_id, facts=ear.kept, door=ear.door)
        count_who_came(event, now=now)
    return heard


@transaction.atomic
def match(*, walk_in: WalkIn, person: Person | None, by: Account | None, now: datetime) -> None:
    """Say whose record it is, or that it is nobody's. Where she holds a seat, it is she who came, and the walk-in ends."""
    event = locked(walk_in.event_id)
    walk_in.person = person
    walk_in.save(update_fields=["person"])
    audit.record(
        "events.walk_in_is", by=by, at=now, subject=event, club_id=event.club_id,
        person_id=person.pk if person is not None else None,
    )  # fmt: skip
    seat = _seat_of(event, person)
    if seat is not None:
        ear = Ear(event, door="", by=by, now=now)
        ear.move(walk_in, seat)
    elif person is not None:
        telling.walked_in(event, person, now=now)
    count_who_came(event, now=now)


@transaction.atomic
def disown(*, walk_in: WalkIn, by: Account | None, now: datetime) -> None:
    """It was not she, or she does not want it kept: name, mail and the tie to her go; that somebody came stays."""
    event = locked(walk_in.event_id)
    audit.record(
        "events.disown_walk_in", by=by, at=now, subject=event, club_id=event.club_id, person_id=walk_in.person_id
    )
    walk_in.person, walk_in.name, walk_in.mail = None, "", ""
    walk_in.save(update_fields=["person", "name", "mail"])
    count_who_came(event, now=now)


def _seat_of(event: Event, person: Person | None) -> Seat | None:
    held = Seat.objects.filter(registration__event=event, registration__standing__in=HOLDING, number=0)
    return held.filter(registration__person=person).first() if person is not None else None


class Ear:
    """Writes facts down, numbered as they come. The event is locked by then."""

    def __init__(self, event: Event, *, door: str, by: Account | None, now: datetime) -> None:
        self.event, self.door, self.by, self.now = event, door, by, now
        self.last = event.arrivals.aggregate(last=Max("number"))["last"] or 0
        self.kept = 0

    def known(self, keys: Iterable[str]) -> set[str]:
        return set(self.event.arrivals.filter(key__in=list(keys)).values_list("key", flat=True))

    def keep(self, said: Said) -> Words | None:
        """None, or why it is not kept."""
        if not _KEY.fullmatch(said.key):
            return UNREADABLE
        if said.deed == HERE:
            what: dict[str, Any] = self._place(said.place)
            if not what:
                return GONE
        elif said.deed == BACK and _KEY.fullmatch(said.undoes):
            what = {"undoes": said.undoes}
        elif said.deed == WALK_IN and not clean.is_blank(said.name) and _PLACE.fullmatch(said.place):
            what = self._walk_in(said)
        else:
            return UNREADABLE
        self.write(said.key, self.now - min(max(said.ago, timedelta(0)), HEARS), **what)
        return None

    def move(self, walk_in: WalkIn, seat: Seat) -> None:
        """Her arrival becomes that of the seat; unless the seat arrived by itself."""
        arrived = standing(self.event)
        came = arrived.get(walk_in.public_id)
        if came is None:
            return
        if seat.public_id not in arrived or arrived[seat.public_id].is_online:
            self.write(f"seat{came.key}"[:24], came.at, seat=seat)
        self.write(f"back{came.key}"[:24], self.now, undoes=came.key)

    def follow(self, seat: Seat) -> None:
        """She opened the link. No phone knows the name of it, so none takes it back."""
        self.write(f"online{public_id()}", self.now, seat=seat, is_online=True)

    def _place(self, name: str) -> dict[str, Seat | WalkIn]:
        seat = Seat.objects.filter(registration__event=self.event, public_id=name).first()
        if seat is None:
            former = FormerSeat.objects.filter(event=self.event, public_id=name).select_related("seat").first()
            seat = former.seat if former is not None else None
        if seat is not None:
            return {"seat": seat}
        walk_in = WalkIn.objects.filter(event=self.event, public_id=name).first()
        return {"walk_in": walk_in} if walk_in is not None else {}

    def _walk_in(self, said: Said) -> dict[str, Seat | WalkIn]:
        """Whoever holds a seat after all is let in by it."""
        seat = _seat_of(self.event, said.person)
        if seat is not None:
            return {"seat": seat}
        name, mail = clean.line(said.name)[:100], clean.line(said.mail)[:254]
        typed = {"name": name, "mail": mail, "person": said.person, "goes_at": guests.goes_at(self.event)}
        made, is_new = WalkIn.objects.get_or_create(event=self.event, public_id=said.place, defaults=typed)
        if made.person is not None and is_new:
            telling.walked_in(self.event, made.person, now=self.now)
        return {"walk_in": made}

    def write(self, key: str, at: datetime, **what: Any) -> None:
        self.last += 1
        self.kept += 1
        Arrival.objects.create(
            event=self.event, key=key, number=self.last, at=at, heard_at=self.now, door=self.door, by=self.by, **what
        )
