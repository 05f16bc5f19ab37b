"""Coming to an event counts as an act of engagement: for whoever arrived, by any deeds at the door."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.somebody import erase
from vezi.activities.events import services
from vezi.activities.events.models import Companion, Event, Seat, WalkIn
from vezi.activities.events.queries.arriving import events_of
from vezi.activities.events.services.answering import NO
from vezi.activities.events.services.arriving import BACK, HERE, WALK_IN, Said
from vezi.activities.events.tests.factories import SOON, make_event, says
from vezi.core.errors import Refused
from vezi.network.clubs.models import Club
from vezi.network.engagement.models import Act
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people import merging
from vezi.network.people.merging import undoing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db

EVENING = SOON + timedelta(minutes=20)


def hear(event: Event, *facts: Said, minute: int = 0) -> None:
    services.hear(event=event, facts=facts, door="north", by=None, now=EVENING + timedelta(minutes=minute))


def seat_of(event: Event, person: Person, number: int = 0) -> Seat:
    return Seat.objects.get(registration__event=event, registration__person=person, number=number)


def arrives(event: Event, person: Person, key: str = "aaaaaaaa", number: int = 0) -> None:
    hear(event, Said(key, HERE, place=seat_of(event, person, number).public_id))


def counted(event: Event) -> set[int]:
    return set(Act.objects.filter(source=f"events.event:{event.public_id}").values_list("person", flat=True))


def test_who_came_took_part_and_who_only_said_so_did_not(club) -> None:
    event = make_event(club)
    ada, maja = make_member(club), make_member(club, "Maja", "Novak")
    says(event, ada), says(event, maja)

    arrives(event, ada)

    act = Act.objects.get()
    assert (act.person, act.club, act.mode, act.day) == (ada, club, "experiential", date(2024, 5, 18))
    assert (act.title, str(act.what), act.path) == (event.title, "Came to an event", event.get_absolute_url())


def test_an_arrival_that_is_taken_back_counts_no_more(club) -> None:
    event, ada = make_event(club), make_member(club)
    says(event, ada)
    arrives(event, ada)

    hear(event, Said("bbbbbbbb", BACK, undoes="aaaaaaaa"))

    assert counted(event) == set()


def test_the_host_of_a_companion_who_came_alone_did_not(club) -> None:
    event, ada = make_event(club, most_companions=1), make_member(club)
    says(event, ada, "yes", "Katarina")

    arrives(event, ada, number=1)

    assert counted(event) == set()


def test_a_walk_in_counts_once_somebody_says_who_it_was(club) -> None:
    event, ada = make_event(club), make_member(club)
    hear(event, Said("aaaaaaaa", WALK_IN, place="bcdfghjkmnpqr", name="Ada"))
    before, walk_in = counted(event), WalkIn.objects.get()

    services.match(walk_in=walk_in, person=ada, by=None, now=EVENING)
    matched = counted(event)
    services.match(walk_in=walk_in, person=None, by=None, now=EVENING)

    assert (before, matched, counted(event)) == (set(), {ada.pk}, set())


def test_what_was_given_another_name_later_is_called_so(club) -> None:
    event, ada = make_event(club), make_member(club)
    says(event, ada)
    arrives(event, ada)
    event.written.update(title="The last evening")

    services.change(event=event, plan=plan_of(event, title="The last evening"), by=None, now=EVENING)

    assert [one.title for one in Act.objects.all()] == ["The last evening"]


def plan_of(event: Event, *, title: str) -> services.planning.Plan:
    return services.planning.Plan(facts={}, words={event.club.language: services.planning.Words(title)})


def test_two_records_of_one_who_came_count_once_and_apart_again(club) -> None:
    event = make_event(club)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    says(event, ada), says(event, twin)
    arrives(event, ada), arrives(event, twin, "bbbbbbbb")

    merge = merging.merge(kept=ada, gone=twin, club=club, by=None, now=NOW)
    one = counted(event)
    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=1))

    assert (one, counted(event)) == ({ada.pk}, {ada.pk, twin.pk})


def test_nothing_is_left_of_who_is_erased(club, django_capture_on_commit_callbacks) -> None:
    event, ada = make_event(club), make_member(club)
    says(event, ada)
    arrives(event, ada)

    erase(ada, django_capture_on_commit_callbacks)

    assert Act.objects.count() == 0


def test_she_reads_of_each_act_that_counts(club) -> None:
    event, ada = make_event(club), make_member(club)
    says(event, ada)
    arrives(event, ada)

    page = client_of(ada).get(reverse("profiles:held")).content.decode()

    assert "What counts as your engagement" in page
    assert f'Came to an event: <a class="lk" href="{event.get_absolute_url()}"' in page


# Any deeds at the door, held against an oracle that goes through all of them for each person.

PEOPLE = 4
WHO = st.integers(0, PEOPLE - 1)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["yes", "no", "here", "companion", "walks in as", "online"]), WHO, st.just(0)),
        st.tuples(st.just("walks in"), st.just(0), st.just(0)),
        st.tuples(st.just("back"), st.integers(0, 40), st.just(0)),
        st.tuples(st.just("is"), st.integers(0, 5), st.integers(0, PEOPLE)),
    ),
    min_size=8, max_size=40,
)  # fmt: skip


@dataclass
class Door:
    """What was said at the door: each arrival by its key, its place and minute; a place is a seat, or a walk-in."""

    seats: dict[int, int] = field(default_factory=dict)  # of a person, which of hers it is: given back and taken anew
    walk_ins: dict[str, int | None] = field(default_factory=dict)
    arrivals: list[tuple[str, object, int]] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)
    online: set[int] = field(default_factory=set)  # who opened the link

    def here(self, place: object) -> list[tuple[int, str]]:
        return sorted((at, key) for key, where, at in self.arrivals if where == place and key not in self.undone)

    def came(self, person: int) -> bool:
        places = [("seat", person), *(("walk-in", one) for one, who in self.walk_ins.items() if who == person)]
        return person in self.online or any(self.here(place) for place in places)

    def is_(self, walk_in: str, person: int | None) -> None:
        self.walk_ins[walk_in] = person
        there = self.here(("walk-in", walk_in))
        if person in self.seats and there:
            at, key = there[0]
            if not self.here(("seat", person)):
                self.arrivals.append((f"seat{key}"[:24], ("seat", person), at))
            self.undone.add(key)


@pytest.fixture
def people(club: Club) -> list[Person]:
    return [make_member(club, f"Guest {number}", "Novak") for number in range(PEOPLE)]


@example(deeds=[("walks in", 0, 0), ("yes", 1, 0), ("is", 0, 1), ("back", 0, 0)])
@example(deeds=[("yes", 1, 0), ("walks in", 0, 0), ("is", 0, 1), ("back", 1, 0), ("no", 1, 0), ("walks in as", 1, 0)])
@given(deeds=DEEDS)
@settings(
    max_examples=60, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_any_deeds_at_the_door_count_whoever_is_there(
    club, people: list[Person], deeds: list[tuple[str, int, int]]
) -> None:
    place = {"place": "both", "link": "https://meet.example/room"}
    event, door = make_event(club, most_companions=1, ends_at=SOON + timedelta(hours=9), **place), Door()
    deed_of: dict[str, Callable[[int, int, int], None]] = {
        "yes": lambda who, _n, _m: come(event, people, door, who),
        "no": lambda who, _n, _m: stay(event, people, door, who),
        "here": lambda who, _n, minute: arrive(event, people, door, who, minute, number=0),
        "companion": lambda who, _n, minute: arrive(event, people, door, who, minute, number=1),
        "walks in": lambda _w, _n, minute: walk_in(event, people, door, None, minute),
        "walks in as": lambda who, _n, minute: walk_in(event, people, door, who, minute),
        "online": lambda who, _n, minute: follow(event, people, door, who, minute),
        "back": lambda which, _n, minute: take_back(event, door, which, minute),
        "is": lambda which, who, _m: match(event, people, door, which, who),
    }

    for minute, (deed, first, second) in enumerate(deeds):
        deed_of[deed](first, second, minute)

        assert counted(event) == {one.pk for number, one in enumerate(people) if door.came(number)}


def come(event: Event, people: list[Person], door: Door, who: int) -> None:
    """Answered before the doors open, by how the clock stands there; what is answered decides nothing here."""
    with suppress(Refused):
        says(event, people[who], "yes", "Katarina")
        door.seats[who] = 1


def stay(event: Event, people: list[Person], door: Door, who: int) -> None:
    with suppress(Refused):
        says(event, people[who], NO)
        door.seats.pop(who, None)
        door.arrivals = [one for one in door.arrivals if one[1] not in (("seat", who), ("companion", who))]


def arrive(event: Event, people: list[Person], door: Door, who: int, minute: int, *, number: int) -> None:
    if who in door.seats:
        key = f"arrival{minute:04}"
        hear(event, Said(key, HERE, place=seat_of(event, people[who], number).public_id), minute=minute)
        door.arrivals.append((key, ("companion" if number else "seat", who), minute))


def follow(event: Event, people: list[Person], door: Door, who: int, minute: int) -> None:
    with suppress(Refused):
        services.follow(event=event, person=people[who], now=EVENING + timedelta(minutes=minute))
        door.online.add(who)


def walk_in(event: Event, people: list[Person], door: Door, who: int | None, minute: int) -> None:
    key, place = f"arrival{minute:04}", f"walkin{minute:07}"
    person = people[who] if who is not None else None
    hear(event, Said(key, WALK_IN, place=place, name="Somebody", person=person), minute=minute)
    if who in door.seats:
        door.arrivals.append((key, ("seat", who), minute))
    else:
        door.walk_ins[place] = who
        door.arrivals.append((key, ("walk-in", place), minute))


def take_back(event: Event, door: Door, which: int, minute: int) -> None:
    """Of arrivals there are, or of one that nobody heard of."""
    keys = [key for key, _place, _at in door.arrivals]
    undoes = keys[which % len(keys)] if keys else "nothing0"
    hear(event, Said(f"back{minute:06}", BACK, undoes=undoes), minute=minute)
    door.undone.add(undoes)


def match(event: Event, people: list[Person], door: Door, which: int, who: int) -> None:
    if not door.walk_ins:
        return
    place = list(door.walk_ins)[which % len(door.walk_ins)]
    person = who if who < PEOPLE else None
    found = WalkIn.objects.get(public_id=place, event=event)
    services.match(walk_in=found, person=people[who] if person is not None else None, by=None, now=EVENING)
    door.is_(place, person)


def test_the_page_of_the_office_tells_people_and_no_few(club) -> None:
    """Nine who came are not told, ten are."""
    event = make_event(club)
    people = [make_member(club, f"Guest {number}", "Novak") for number in range(10)]
    officer = client_of(make_officer(club, capabilities=["office"]).person)
    for number, person in enumerate(people):
        says(event, person)
        arrives(event, person, f"arrival{number:04}")
        if number == 8:
            few = officer.get(reverse("engagement:office", args=[club.slug])).content.decode()

    page = officer.get(reverse("engagement:office", args=[club.slug])).content.decode()

    assert ("fewer than 10" in few, "10 people in all" in few) == (True, False)
    assert ("fewer than 10" in page, "10 people in all" in page) == (False, True)


def test_a_member_who_comes_with_another_took_part_when_that_seat_arrived(club) -> None:
    event = make_event(club, most_companions=1)
    ada, bor = make_member(club), make_member(club, "Bor", "Novak")
    says(event, ada, "yes", "Bor Novak"), says(event, bor, NO, is_with_them=True)
    arrives(event, ada)
    before = counted(event)

    arrives(event, ada, "bbbbbbbb", number=1)

    assert (before, counted(event)) == ({ada.pk}, {ada.pk, bor.pk})
    assert [came.event for came in events_of(bor.pk)] == [event]


def test_who_said_it_and_then_something_else_did_not_come_with_another(club) -> None:
    event = make_event(club, most_companions=1)
    ada, bor = make_member(club), make_member(club, "Bor", "Novak")
    says(event, ada, "yes", "Bor Novak"), says(event, bor, NO, is_with_them=True)
    says(event, bor, NO)

    arrives(event, ada, number=1)

    assert counted(event) == set()


def test_a_member_who_comes_with_another_still_does_when_records_become_one(club) -> None:
    event = make_event(club, most_companions=1)
    ada, twin, bor = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Bor", "Novak")
    says(event, ada, "maybe"), says(event, twin, "yes", "Bor Novak"), says(event, bor, NO, is_with_them=True)
    merge = merging.merge(kept=ada, gone=twin, club=club, by=None, now=NOW)

    arrives(event, ada, number=1)

    assert counted(event) == {bor.pk}
    undoing.undo(merge=merge, by=None, now=EVENING)
    assert Companion.objects.get().seat.registration.person == twin
