"""What phones at the door say: in any order, twice, late, and taken back by another phone."""

import json
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vezi.activities.events import services
from vezi.activities.events.door import arrivals
from vezi.activities.events.models import Arrival, Event, Seat, WalkIn
from vezi.activities.events.queries import arriving, coming, seats
from vezi.activities.events.services.answering import NO, YES, IsHere
from vezi.activities.events.services.arriving import BACK, GONE, HERE, UNREADABLE, WALK_IN, DoorClosed, Heard, Said
from vezi.activities.events.tests.factories import SOON, make_event, says, seeing
from vezi.core.frontend import SOURCE, _node_home
from vezi.core.tests.at_once import at_once
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

EVENING = SOON + timedelta(minutes=20)


def seat_of(person: Person, number: int = 0) -> Seat:
    return Seat.objects.get(registration__person=person, number=number)


def hear(event: Event, *facts: Said, door: str = "north", now: datetime = EVENING) -> Heard:
    return services.hear(event=event, facts=facts, door=door, by=None, now=now)


def here(seat: Seat, key: str = "aaaaaaaa", ago: int = 0) -> Said:
    return Said(key, HERE, place=seat.public_id, ago=timedelta(minutes=ago))


def came(event: Event) -> dict[str, tuple[datetime, str]]:
    return {place: (fact.at, fact.door) for place, fact in arriving.standing(event).items()}


def test_an_arrival_that_is_sent_twice_is_one(club, ada) -> None:
    event = make_event(club)
    says(event, ada)
    fact = here(seat_of(ada), ago=3)

    answers = [hear(event, fact), hear(event, fact, now=EVENING + timedelta(minutes=9)), hear(event, fact, fact)]

    assert [answer.kept for answer in answers] == [["aaaaaaaa"], ["aaaaaaaa"], ["aaaaaaaa"] * 2]
    assert came(event) == {seat_of(ada).public_id: (EVENING - timedelta(minutes=3), "north")}
    assert event.arrivals.count() == 1


def test_of_two_doors_the_first_counts_however_late_it_is_heard(club, ada) -> None:
    event = make_event(club)
    says(event, ada)
    seat = seat_of(ada)

    hear(event, here(seat, "bbbbbbbb", ago=2), door="south")
    hear(event, here(seat, "aaaaaaaa", ago=90), door="north", now=EVENING + timedelta(hours=1))

    assert came(event) == {seat.public_id: (EVENING - timedelta(minutes=30), "north")}


def test_what_was_a_mistake_is_taken_back_and_an_arrival_the_other_phone_saw_stays(club, ada) -> None:
    event = make_event(club)
    says(event, ada)
    seat = seat_of(ada)
    hear(event, here(seat, "aaaaaaaa", ago=20))

    hear(event, here(seat, "bbbbbbbb"), door="south")
    hear(event, Said("cccccccc", BACK, undoes="aaaaaaaa"))

    assert came(event) == {seat.public_id: (EVENING, "south")}


def test_a_mistake_may_be_taken_back_before_it_is_heard(club, ada) -> None:
    event = make_event(club)
    says(event, ada)

    hear(event, Said("cccccccc", BACK, undoes="aaaaaaaa"))
    hear(event, here(seat_of(ada)))

    assert came(event) == {}


def test_seats_of_other_events_and_seats_given_back_are_told(club, ada) -> None:
    event, other = make_event(club), make_event(club, title="Another")
    says(other, ada)

    heard = hear(
        event, here(seat_of(ada)), Said("bbbbbbbb", HERE, place="nowhere"), Said("<b>", HERE), Said("dddddddd", "?")
    )

    assert heard.refused == {"aaaaaaaa": GONE, "bbbbbbbb": GONE, "<b>": UNREADABLE, "dddddddd": UNREADABLE}
    assert (heard.kept, Arrival.objects.count()) == ([], 0)


def test_who_is_here_gives_nothing_back(club, ada) -> None:
    event = make_event(club)
    says(event, ada)
    hear(event, here(seat_of(ada)), now=SOON - timedelta(minutes=30))

    with pytest.raises(IsHere):
        says(event, ada, NO, now=SOON - timedelta(minutes=20))

    hear(event, Said("cccccccc", BACK, undoes="aaaaaaaa"), now=SOON - timedelta(minutes=15))
    says(event, ada, NO, now=SOON - timedelta(minutes=10))
    assert seats.taken(event) == 0


def test_walk_ins_take_seats_and_are_one_however_often_sent(club, ada) -> None:
    event = make_event(club, capacity=3)
    says(event, ada)
    walk_in = Said("aaaaaaaa", WALK_IN, place="bcdfghjkmnpqr", name=" Alan\nTuring ", mail="alan@example.org")

    hear(event, walk_in), hear(event, walk_in)

    assert [(one.name, one.mail) for one in WalkIn.objects.all()] == [("Alan Turing", "alan@example.org")]
    assert (seats.taken(event), arriving.attendance(event)) == (2, arriving.Attendance(1, 0, 1))
    hear(event, Said("cccccccc", BACK, undoes="aaaaaaaa"))
    assert (seats.taken(event), arriving.attendance(event)) == (1, arriving.Attendance(1, 0, 0))


def test_a_walk_in_who_holds_a_seat_is_let_in_by_it(club, ada) -> None:
    event = make_event(club)
    says(event, ada)

    hear(event, Said("aaaaaaaa", WALK_IN, place="bcdfghjkmnpqr", name="Ada", person=ada))

    assert (list(came(event)), WalkIn.objects.count()) == ([seat_of(ada).public_id], 0)


def test_a_walk_in_matched_afterwards_is_not_counted_twice(club, ada) -> None:
    event = make_event(club)
    says(event, ada)
    hear(event, Said("aaaaaaaa", WALK_IN, place="bcdfghjkmnpqr", name="A. Lovelace", ago=timedelta(minutes=5)))

    for _twice in range(2):
        services.match(walk_in=WalkIn.objects.get(), person=ada, by=None, now=EVENING)

    assert came(event) == {seat_of(ada).public_id: (EVENING - timedelta(minutes=5), "")}
    assert list(arriving.people_who_came(event)) == [ada.pk]


def test_a_walk_in_whose_record_is_known_came_herself(club, ada) -> None:
    event = make_event(club)
    hear(event, Said("aaaaaaaa", WALK_IN, place="bcdfghjkmnpqr", name="Ada"))

    services.match(walk_in=WalkIn.objects.get(), person=ada, by=None, now=EVENING)

    assert list(arriving.people_who_came(event)) == [ada.pk]
    assert [(one.event, one.at) for one in arriving.events_of(ada.pk)] == [(event, EVENING)]


def test_companions_are_heads_and_not_people_who_came(club, ada) -> None:
    event = make_event(club, most_companions=1)
    says(event, ada, "yes", "Katarina Žagar")

    hear(event, here(seat_of(ada, 1)))

    assert list(arriving.people_who_came(event)) == []
    assert arriving.attendance(event) == arriving.Attendance(2, 1, 0)


@pytest.mark.parametrize("when", [SOON - timedelta(hours=25), SOON + timedelta(days=15)])
def test_nothing_is_heard_long_before_or_after(club, ada, when: datetime) -> None:
    event = make_event(club)
    says(event, ada)

    with pytest.raises(DoorClosed):
        hear(event, here(seat_of(ada)), now=when)


def test_what_was_said_cannot_be_changed(club, ada) -> None:
    event = make_event(club)
    says(event, ada)
    hear(event, here(seat_of(ada)))

    with pytest.raises(DatabaseError), transaction.atomic():
        Arrival.objects.update(at=NOW)


def test_hearing_a_hundred_facts_costs_no_question_a_known_one(club, ada, django_assert_max_num_queries) -> None:
    event = make_event(club)
    says(event, ada)
    facts = [here(seat_of(ada), f"key{number:05}") for number in range(100)]
    hear(event, *facts)

    with django_assert_max_num_queries(6):
        hear(event, *facts)


# Several phones, in any order: held against an oracle that knows one thing at a time.

PHONES, SEATS = 3, 4


def evening(random: Random) -> list[tuple[int, dict[str, object]]]:
    """What phones do in an evening, and who of them: each marks what it likes and takes back what it knows of."""
    made: list[tuple[int, dict[str, object]]] = []
    known: list[list[dict[str, object]]] = [[] for _ in range(PHONES)]
    for minute in range(random.randint(1, 18)):
        phone = random.randrange(PHONES)
        mine = [fact for fact in known[phone] if "place" in fact]
        if mine and random.random() < 0.35:
            fact: dict[str, object] = {"undoes": random.choice(mine)["key"]}
        else:
            fact = {"place": f"seat{random.randrange(SEATS)}"}
        fact |= {"key": f"key{minute:05}", "at": random.randrange(6), "door": f"door{phone}"}
        made.append((phone, fact))
        known[phone].append(fact)
        if random.random() < 0.3:  # the network is there: they hear of one another
            other = random.randrange(PHONES)
            known[other].extend(fact for fact in known[phone] if fact not in known[other])
    return made


def oracle(facts: Sequence[dict[str, object]]) -> dict[str, tuple[object, object]]:
    """Slowly: an arrival counts unless some fact undoes it, and no other that counts for its place was before it."""
    counts = [
        fact for fact in facts if "place" in fact and not any(other.get("undoes") == fact["key"] for other in facts)
    ]
    return {
        str(one["place"]): (one["at"], one["key"])
        for one in counts
        if all((one["at"], one["key"]) <= (two["at"], two["key"]) for two in counts if two["place"] == one["place"])
    }


def heard_anyhow(facts: Sequence[dict[str, object]], random: Random) -> list[dict[str, object]]:
    """Shuffled, and some of them twice."""
    again = [*facts, *random.sample(list(facts), random.randint(0, len(facts)))]
    random.shuffle(again)
    return again


@given(seed=st.integers(0, 2**32))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_order_leaves_the_same_people(seed: int) -> None:
    random = Random(seed)
    facts = [fact for _phone, fact in evening(random)]

    found = arrivals.standing(
        arrivals.Fact(
            EVENING + timedelta(minutes=fact["at"]), fact["key"], fact.get("place", ""), fact.get("undoes", "")
        )  # type: ignore[arg-type]
        for fact in heard_anyhow(facts, random)
    )

    expected = {place: (EVENING + timedelta(minutes=at), key) for place, (at, key) in oracle(facts).items()}  # type: ignore[arg-type]
    assert {place: (fact.at, fact.key) for place, fact in found.items()} == expected


def test_phones_reckon_as_the_house_does() -> None:
    """The script of the page itself, on the same evenings."""
    random = Random(7)
    evenings = [[fact for _phone, fact in evening(random)] for _ in range(400)]
    mixed = [heard_anyhow(facts, random) for facts in evenings]
    reckon = f"""
        import {{ standing }} from "{(SOURCE / "door" / "arrivals.js").as_uri()}";
        let given = "";
        for await (const part of process.stdin) given += part;
        const shown = (facts) => [...standing(facts)].map(([place, fact]) => [place, [fact.at, fact.key]]);
        const said = JSON.parse(given).map((facts) => Object.fromEntries(shown(facts)));
        process.stdout.write(JSON.stringify(said));
    """

    done = subprocess.run(
        [str(_node_home() / "bin" / "node"), "--input-type=module", "-e", reckon],
        input=json.dumps(mixed), capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(done.stdout) == [
        {place: list(counts) for place, counts in oracle(facts).items()} for facts in evenings
    ]


@pytest.mark.django_db
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_house_hears_phones_in_any_order(club, seed: int) -> None:
    random = Random(seed)
    event = make_event(club, most_companions=SEATS)
    guest = make_member(club, "Guest", str(seed))
    says(event, guest, "yes", *[f"Companion {number}" for number in range(1, SEATS)])
    named = {f"seat{number}": seat_of(guest, number).public_id for number in range(SEATS)}
    facts = [fact for _phone, fact in evening(random)]

    for sent in batches(heard_anyhow(facts, random), random):
        said = [
            Said(
                str(fact["key"]), HERE if "place" in fact else BACK, place=named.get(str(fact.get("place")), ""),
                undoes=str(fact.get("undoes", "")), ago=timedelta(minutes=30 - int(str(fact["at"]))),
            )
            for fact in sent
        ]  # fmt: skip
        hear(event, *said)

    expected = {named[place]: key for place, (_at, key) in oracle(facts).items()}
    assert {place: fact.key for place, fact in arriving.standing(event).items()} == expected
    assert list(event.arrivals.order_by("number").values_list("number", flat=True)) == list(range(1, len(facts) + 1))


def batches(facts: list[dict[str, object]], random: Random) -> list[list[dict[str, object]]]:
    cuts = sorted(random.sample(range(len(facts) + 1), min(3, len(facts))))
    return [facts[start:end] for start, end in zip([0, *cuts], [*cuts, len(facts)], strict=True)]


@pytest.mark.django_db(transaction=True)
def test_phones_that_speak_at_once_lose_nobody_and_double_nobody() -> None:
    club = make_club("economics")
    event = make_event(club, most_companions=9)
    guest = make_member(club)
    says(event, guest, "yes", *[f"Companion {number}" for number in range(1, 10)])
    all_seats = list(Seat.objects.values_list("public_id", flat=True))

    def speak(phone: int) -> None:
        for number, seat in [*enumerate(all_seats), *enumerate(all_seats)]:  # each says all of it twice
            said = Said(f"phone{phone}seat{number}", HERE, place=seat, ago=timedelta(minutes=phone))
            services.hear(event=event, facts=[said], door=f"door{phone}", by=None, now=EVENING)

    at_once(*(partial(speak, phone) for phone in range(4)))

    assert sorted(event.arrivals.values_list("number", flat=True)) == list(range(1, 41))
    assert {fact.door for fact in arriving.standing(event).values()} == {"door3"}
    assert len(arriving.standing(event)) == 10


@pytest.mark.parametrize("is_over", [False, True])
def test_once_it_is_over_those_who_came_are_shown_and_not_all_who_said_they_would(club, edith, people, is_over) -> None:
    event = make_event(club, most_companions=1)
    came_along, came_alone, *_stayed_away = people
    for one in people:
        says(event, one, YES, "Katarina")
    hear(
        event,
        here(seat_of(came_along)),
        here(seat_of(came_along, 1), "bbbbbbbb"),
        here(seat_of(came_alone), "cccccccc"),
    )

    who = coming.who_comes(seeing(edith), event, now=event.ends_at if is_over else EVENING)

    assert (who.were_seen, who.people, who.companions) == ((True, 2, 1) if is_over else (False, 4, 4))
    assert len([*who.known, *who.others]) == who.people


def test_where_nobody_kept_the_door_those_who_said_yes_are_shown_when_it_is_over(club, ada, edith) -> None:
    event = make_event(club)
    says(event, ada)

    who = coming.who_comes(seeing(edith), event, now=event.ends_at)

    assert (who.were_seen, who.people) == (False, 1)
