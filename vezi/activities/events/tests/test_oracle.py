"""Any deeds in any order: who comes, who waits, whose seat is kept is what the slow oracle says."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from vezi.activities.events import services
from vezi.activities.events.models import Event, Registration, Standing
from vezi.activities.events.queries import seats
from vezi.activities.events.services.answering import MAYBE, NO, YES
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.tests.factories import letters_leave, make_event, says
from vezi.core.errors import Refused
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db

PEOPLE, A_WHILE = 6, timedelta(hours=5)
WHO = st.integers(0, PEOPLE - 1)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("yes"), WHO, st.integers(0, 2)),
        st.tuples(st.sampled_from(["yes", "maybe", "no", "take"]), WHO, st.just(0)),
        st.tuples(st.just("seats"), st.integers(1, 6), st.just(0)),
        st.tuples(st.just("wait"), st.integers(1, 8), st.just(0)),
    ),
    min_size=10, max_size=40,
)  # fmt: skip


@dataclass
class Place:
    standing: str
    seats: int = 1
    kept_until: datetime | None = None


@dataclass
class Oracle:
    """A list of places in the order in which people came to wait, gone through from the first after each deed."""

    capacity: int
    now: datetime
    places: dict[int, Place] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return sum(one.seats for one in self.places.values() if one.standing in ("coming", "offered"))

    def settle(self) -> None:
        for who in list(self.queue):
            place = self.places[who]
            if place.standing == "offered" and place.kept_until is not None and place.kept_until <= self.now:
                self.leave(who, "no")
        for who in self.queue:
            place = self.places[who]
            if place.standing == "waiting":
                if self.taken + place.seats > self.capacity:
                    return
                place.standing, place.kept_until = "offered", self.now + timedelta(hours=24)

    def hears(self, who: int, deed: str, companions: int) -> None:
        if deed == "yes":
            self.yes(who, companions)
        elif deed == "take":
            self.take(who)
        else:
            self.leave(who, deed)

    def leave(self, who: int, standing: str) -> None:
        if who in self.queue:
            self.queue.remove(who)
        self.places[who] = Place(standing)

    def yes(self, who: int, companions: int) -> None:
        place, wanted = self.places.get(who, Place("none")), 1 + companions
        if place.standing in ("coming", "offered"):
            if self.taken - place.seats + wanted > self.capacity and wanted > place.seats:
                return
            if who in self.queue:
                self.queue.remove(who)
            self.places[who] = Place("coming", wanted)
        elif place.standing == "waiting":
            place.seats = wanted
        elif any(one.standing == "waiting" for one in self.places.values()) or self.taken + wanted > self.capacity:
            self.places[who] = Place("waiting", wanted)
            self.queue.append(who)
        else:
            self.places[who] = Place("coming", wanted)

    def take(self, who: int) -> None:
        if self.places.get(who, Place("none")).standing == "offered":
            self.queue.remove(who)
            self.places[who] = Place("coming", self.places[who].seats)


@settings(
    max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(deeds=DEEDS)
@example(
    deeds=[("yes", 0, 2), ("yes", 1, 2), ("yes", 0, 0), ("yes", 2, 0), ("yes", 1, 0)]
)  # a party makes itself smaller
@example(deeds=[("yes", 0, 0), ("yes", 1, 2), ("yes", 2, 0), ("seats", 6, 0), ("wait", 8, 0), ("take", 1, 0)])
def test_seats_and_queue_are_what_the_oracle_says(deeds) -> None:
    with transaction.atomic():
        run(deeds)
        transaction.set_rollback(True)


def run(deeds: list[tuple[str, int, int]]) -> None:
    club = make_club("economics")
    people = [make_member(club, "Ada", f"N{number}") for number in range(PEOPLE)]
    event = make_event(club, capacity=3, most_companions=2, starts_at=NOW + timedelta(days=400))
    oracle, now = Oracle(3, NOW), NOW
    for deed, which, companions in deeds:
        letters_leave(now=now)
        if deed == "wait":
            now += which * A_WHILE
            oracle.now = now
            services.move_up(event=event, now=now)
        elif deed == "seats":
            with suppress(Refused):
                resize(event, which, now=now)
                oracle.capacity = which
        else:
            do(event, people[which], deed, companions, now=now)
            oracle.settle()
            oracle.hears(which, deed, companions)
        oracle.settle()
        hold(event, people, oracle)


def resize(event: Event, capacity: int, *, now: datetime) -> None:
    plan = Plan(facts={"capacity": capacity}, words={"en": Words("Supper")})
    services.change(event=event, plan=plan, by=None, now=now)


def do(event: Event, person: Person, deed: str, companions: int, *, now: datetime) -> None:
    with suppress(Refused):
        if deed == "take":
            mine = Registration.objects.filter(event=event, person=person).first()
            if mine is not None:
                services.take_kept(registration=mine, by=None, now=now)
        else:
            said = {"yes": YES, "maybe": MAYBE, "no": NO}[deed]
            says(event, person, said, *[f"Companion {number}" for number in range(companions)], now=now)


def hold(event: Event, people: list[Person], oracle: Oracle) -> None:
    rows = {row.person_id: row for row in Registration.objects.filter(event=event)}
    found = {who: (row.standing, row.seats) for who, row in enumerate(rows.get(one.pk) for one in people) if row}
    assert found == {who: (one.standing, one.seats) for who, one in oracle.places.items()}
    queue = sorted((row for row in rows.values() if row.waits_as), key=lambda row: row.waits_as)
    assert [row.person_id for row in queue] == [people[who].pk for who in oracle.queue]
    assert seats.taken(event) == oracle.taken <= oracle.capacity
    for row in rows.values():
        there = row.people.count()
        assert there == (0 if row.standing in (Standing.NO, Standing.MAYBE) else row.seats)
