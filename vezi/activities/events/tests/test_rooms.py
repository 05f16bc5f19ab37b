"""Rooms: which there are, how people would sleep, and who is put where."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.somebody import erase
from vezi.activities.events import services
from vezi.activities.events.models import Bed, Event, Registration, RoomKind, Seat, Sleeps
from vezi.activities.events.queries import lists
from vezi.activities.events.queries.rooms import Rooming, room_of, rooming
from vezi.activities.events.services.answering import NO, YES
from vezi.activities.events.services.rooming import (
    NobodyChosen,
    NoSuchRoom,
    Rooms,
    SomebodySleeps,
    TitleOfRoomMissing,
    TooFewBeds,
)
from vezi.activities.events.tests.factories import make_event, organise, says, seeing
from vezi.core.errors import Refused
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(club, ada) -> Event:
    """A weekend with two double rooms and one single."""
    made = make_event(club, most_companions=2)
    organise(made, ada)
    return give(made, Rooms("Double room", 2, 2), Rooms("Single room", 1, 1))


def give(event: Event, *rooms: Rooms) -> Event:
    return services.set_rooms(event=event, rooms=rooms, by=None, now=NOW)


def put(event: Event, title: str, room: int, *seats: Seat) -> None:
    kind = RoomKind.objects.get(event=event, title=title)
    services.put(event=event, seats=[one.public_id for one in seats], kind=kind.public_id, room=room, by=None, now=NOW)


def seats_of(person: Person) -> list[Seat]:
    return list(Seat.objects.filter(registration__person=person).order_by("number"))


def shown(event: Event, viewer: Person) -> Rooming:
    return rooming(event, lists.heads(seeing(viewer), event))


def who(event: Event, viewer: Person) -> tuple[dict[str, list[str]], list[str]]:
    found = shown(event, viewer)
    return {one.title: [head.name for head in one.sleepers] for one in found.rooms if one.sleepers}, [
        head.name for head in found.without
    ]


def test_who_comes_stands_without_a_room_until_put_into_one(event, ada) -> None:
    says(event, ada, YES, "Katarina", "Marija")

    put(event, "Double room", 2, *seats_of(ada)[:2])

    assert who(event, ada) == ({"Double room 2": ["Ada Lovelace", "Katarina"]}, ["Marija"])
    assert room_of(Registration.objects.get()) == "Double room 2"


def test_the_only_room_of_its_kind_needs_no_number(event, ada) -> None:
    says(event, ada)

    put(event, "Single room", 1, *seats_of(ada))

    assert who(event, ada) == ({"Single room": ["Ada Lovelace"]}, [])


def test_who_sleeps_elsewhere_is_not_looked_for(event, ada) -> None:
    says(event, ada, sleeps=Sleeps.ELSEWHERE)

    found = shown(event, ada)

    assert ([head.name for head in found.elsewhere], found.without, found.lacking) == (["Ada Lovelace"], [], 0)


def test_more_than_the_beds_of_a_room_are_not_put_into_it(event, ada) -> None:
    says(event, ada, YES, "Katarina", "Marija")
    put(event, "Double room", 1, seats_of(ada)[0])

    with pytest.raises(TooFewBeds, match=r"There is 1 bed free in that room\."):
        put(event, "Double room", 1, *seats_of(ada)[1:])

    assert who(event, ada) == ({"Double room 1": ["Ada Lovelace"]}, ["Katarina", "Marija"])


@pytest.mark.parametrize(("title", "room"), [("Double room", 3), ("Double room", 0), ("Single room", 2)])
def test_a_room_that_is_not_there_takes_nobody(event, ada, title: str, room: int) -> None:
    says(event, ada)

    with pytest.raises(NoSuchRoom):
        put(event, title, room, *seats_of(ada))


def test_rooms_and_guests_of_another_event_are_not_there(event, ada, club) -> None:
    other = give(make_event(club, title="Another"), Rooms("Hut", 4, 1))
    says(other, ada)
    hut = RoomKind.objects.get(title="Hut")

    with pytest.raises(NobodyChosen):
        put(event, "Single room", 1, *seats_of(ada))
    with pytest.raises(NoSuchRoom):
        services.put(event=event, seats=["x"], kind=hut.public_id, room=1, by=None, now=NOW)


def test_who_cannot_come_after_all_leaves_her_bed(event, ada) -> None:
    says(event, ada, YES, "Katarina")
    put(event, "Double room", 1, *seats_of(ada))

    says(event, ada, YES)
    without_katarina = Bed.objects.count()
    says(event, ada, NO)

    assert (without_katarina, Bed.objects.count()) == (1, 0)


def test_rooms_in_which_somebody_sleeps_stay(event, ada) -> None:
    says(event, ada, YES, "Katarina")
    put(event, "Double room", 2, *seats_of(ada))
    double = RoomKind.objects.get(title="Double room").public_id

    for fewer in ([], [Rooms("Double room", 2, 1, double)], [Rooms("Double room", 1, 2, double)]):
        with pytest.raises(SomebodySleeps):
            give(event, *fewer)
    with pytest.raises(TitleOfRoomMissing):
        give(event, Rooms(" ", 2, 2, double))

    assert give(event, Rooms("Twin room", 2, 2, double)).asks_rooms
    assert who(event, ada) == ({"Twin room 2": ["Ada Lovelace", "Katarina"]}, [])


def test_the_next_event_begins_with_the_same_rooms_and_nobody_in_them(event, ada) -> None:
    says(event, ada)
    put(event, "Single room", 1, *seats_of(ada))

    made = services.copy(event=event, starts_at=services.a_year_on(event), organiser=ada, by=None, now=NOW)

    assert [(one.title, one.sleepers) for one in shown(made, ada).rooms] == [
        ("Double room 1", []), ("Double room 2", []), ("Single room", []),
    ]  # fmt: skip


def test_where_there_are_no_rooms_nobody_is_asked(club, ada) -> None:
    event = make_event(club, starts_at=soon())

    page = client_of(ada).get(event.get_absolute_url()).content.decode()

    assert 'name="sleeps"' not in page


def soon() -> datetime:
    return timezone.now() + timedelta(days=9)


@pytest.fixture
def ahead(club, ada) -> Event:
    made = make_event(club, starts_at=soon(), most_companions=1)
    organise(made, ada)
    return give(made, Rooms("Double room", 2, 2))


def test_she_says_with_whom_she_shares_and_it_stands_there_again(ahead, ada) -> None:
    client = client_of(ada)
    said = {"answer": "yes", "sleeps": "with", "sleeps_with": "Žiga Čuček"}

    client.post(reverse("events:register", args=[ahead.public_id]), said)

    mine = Registration.objects.get()
    assert (mine.sleeps, mine.sleeps_with) == (Sleeps.WITH, "Žiga Čuček")
    assert 'value="Žiga Čuček"' in client.get(ahead.get_absolute_url()).content.decode()


def test_an_organiser_ticks_people_and_chooses_a_room(ahead, ada) -> None:
    says(ahead, ada, YES, "Katarina", sleeps=Sleeps.OURS)
    client, kind = client_of(ada), RoomKind.objects.get()
    address = reverse("events:rooms", args=[ahead.public_id])
    seats = [one.public_id for one in seats_of(ada)]

    client.post(address, {"who": seats, "room": f"{kind.public_id}-2"})
    inside = who(ahead, ada)
    client.post(address, {"out": seats[1]})

    assert inside == ({"Double room 2": ["Ada Lovelace", "Katarina"]}, [])
    assert who(ahead, ada) == ({"Double room 2": ["Ada Lovelace"]}, ["Katarina"])
    assert 'You sleep here: <b dir="auto">Double room 2</b>' in client.get(ahead.get_absolute_url()).content.decode()


def test_what_cannot_be_is_said_and_the_ticks_stay(ahead, ada) -> None:
    says(ahead, ada)
    seat = seats_of(ada)[0].public_id

    answers = [
        client_of(ada).post(reverse("events:rooms", args=[ahead.public_id]), {"who": [seat], "room": room})
        for room in ("", "nothing-1", "nothing-x", "-")
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert f'value="{seat}" checked' in answers[0].content.decode()


def test_rooms_are_written_in_rows(club, ada) -> None:
    event = make_event(club)
    organise(event, ada)
    rows = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-title": "Hut", "form-0-beds": "4", "form-0-count": "3",
        "form-1-title": "",
    }  # fmt: skip

    client_of(ada).post(reverse("events:room_kinds", args=[event.public_id]), rows)

    assert list(RoomKind.objects.values_list("title", "beds", "count")) == [("Hut", 4, 3)]


def test_the_list_tells_rooms_on_the_page_and_in_the_file(ahead, ada) -> None:
    says(ahead, ada, YES, "Katarina", sleeps=Sleeps.WITH, sleeps_with="Grace")
    put(ahead, "Double room", 1, seats_of(ada)[0])
    client: Client = client_of(ada)

    page = client.get(reverse("events:lists", args=[ahead.public_id]), {"show": "rooms"}).content.decode()
    file = b"".join(client.post(reverse("events:list_file", args=[ahead.public_id]))).decode()

    assert ("Double room 1" in page, "Without a room" in page, ': <span dir="auto">Grace</span>' in page) == (
        True,
        True,
        False,
    )
    assert [line.count("Double room 1") for line in file.splitlines()] == [0, 1, 0]
    assert "With somebody else who comes" in file


def test_who_is_named_as_a_roommate_is_forgotten_with_her_record(
    club, ada, ahead, django_capture_on_commit_callbacks
) -> None:
    grace = make_member(club, "Grace", "Hopper")
    says(ahead, ada, sleeps=Sleeps.WITH, sleeps_with="Grace Hopper and Marija")

    erase(grace, django_capture_on_commit_callbacks)

    assert "Hopper" not in Registration.objects.get().sleeps_with


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sets(st.integers(0, 5), max_size=3), st.integers(0, 4)),
        st.tuples(st.just("out"), st.sets(st.integers(0, 5), min_size=1, max_size=1), st.just(0)),
        st.tuples(st.just("no"), st.sets(st.integers(0, 2), min_size=1, max_size=1), st.just(0)),
        st.tuples(st.just("yes"), st.sets(st.integers(0, 2), min_size=1, max_size=1), st.just(0)),
    ),
    max_size=20,
)  # fmt: skip
ROOMS = (("Double room", 1, 2), ("Double room", 2, 2), ("Single room", 1, 1))


@pytest.fixture
def guests(club) -> list[Person]:
    return [make_member(club, f"Guest {number}", "Novak") for number in range(3)]


@given(deeds=DEEDS)
@settings(
    max_examples=40, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_any_deeds_leave_everybody_in_one_room_at_most_and_no_room_too_full(club, guests, deeds) -> None:
    """Heads 0–5 are three guests, each with a companion. The oracle keeps where each was put."""
    event = give(make_event(club, most_companions=1), Rooms("Double room", 2, 2), Rooms("Single room", 1, 1))
    coming, sleeps = set[int](), dict[int, int]()

    for deed, heads, room in deeds:
        wanted = {head for head in heads if head // 2 in coming}
        if deed in ("yes", "no"):
            guest = next(iter(heads))
            says(event, guests[guest], deed, *(["Katarina"] if deed == "yes" else []))
            coming = coming | {guest} if deed == "yes" else coming - {guest}
            sleeps = {head: where for head, where in sleeps.items() if head // 2 in coming}
        elif deed == "out":
            services.take_out(event=event, seat=seat_at(event, guests, next(iter(heads))), by=None, now=NOW)
            sleeps.pop(next(iter(heads)), None)
        else:
            seats = [seat_at(event, guests, head) for head in heads]
            title, number, beds = ROOMS[room] if room < len(ROOMS) else ("Double room", 9, 0)
            kind = RoomKind.objects.get(event=event, title=title).public_id
            others = {head for head, where in sleeps.items() if where == room} - wanted
            try:
                services.put(event=event, seats=seats, kind=kind, room=number, by=None, now=NOW)
            except Refused:
                assert room >= len(ROOMS) or not wanted or len(others | wanted) > beds
            else:
                assert len(others | wanted) <= beds
                sleeps |= dict.fromkeys(wanted, room)

        assert dict(there(event)) == {seat_at(event, guests, head): ROOMS[where][:2] for head, where in sleeps.items()}


def seat_at(event: Event, guests: list[Person], head: int) -> str:
    seat = Seat.objects.filter(registration__event=event, registration__person=guests[head // 2], number=head % 2)
    found = seat.values_list("public_id", flat=True).first()
    return found or "nobody"


def there(event: Event) -> list[tuple[str, tuple[str, int]]]:
    beds = Bed.objects.filter(kind__event=event).values_list("seat__public_id", "kind__title", "room")
    return [(seat, (title, room)) for seat, title, room in beds]


def test_the_page_of_rooms_asks_as_often_for_one_as_for_many(event, ada, club) -> None:
    counts = []
    for number in range(12):
        says(event, make_member(club, f"Guest {number}", "Novak"))
        with CaptureQueriesContext(connection) as asked:
            shown(event, ada)
        counts.append(len(asked))

    assert [two - one for one, two in pairwise(counts[1:])] == [0] * 10
