"""Who arrived under a record that is merged away has arrived, whatever phones without a network say later."""

import pytest

from vezi.activities.events import services
from vezi.activities.events.door import codes
from vezi.activities.events.models import Arrival, Event, FormerSeat, Registration, Seat, WalkIn
from vezi.activities.events.queries import arriving, door
from vezi.activities.events.services.arriving import HERE, WALK_IN
from vezi.activities.events.services.arriving import Said as Fact
from vezi.activities.events.tests.factories import SOON, make_event, says, seeing
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.people import merging
from vezi.network.people.merging import undoing
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(club: Club) -> Event:
    return make_event(club, most_companions=2)


@pytest.fixture
def twin(club: Club) -> Person:
    return make_record(club, "Ada", "Lovelace")


def hear(event: Event, *facts: Fact):
    return services.hear(event=event, facts=facts, door="Front", by=None, now=SOON)


def here(key: str, seat: Seat | str) -> Fact:
    return Fact(key, HERE, place=seat if isinstance(seat, str) else seat.public_id)


def merged(club: Club, kept: Person, gone: Person):
    return merging.merge(kept=kept, gone=gone, club=club, by=None, now=SOON)


def test_arrivals_go_along_with_their_seats(club, event, ada, twin) -> None:
    says(event, ada), says(event, twin, "yes", "Katarina")
    own, katarina = Registration.objects.get(person=twin).people.all()
    hear(event, here("twin00000001", own), here("kata00000001", katarina))

    merge = merged(club, ada, twin)

    seat = Registration.objects.get(event=event).people.get(number=0)
    assert set(arriving.standing(event)) == {seat.public_id, katarina.public_id}
    assert (arriving.attendance(event).heads, list(arriving.people_who_came(event))) == (2, [ada.pk])

    undoing.undo(merge=merge, by=None, now=SOON)

    assert set(arriving.standing(event)) == {own.public_id, katarina.public_id}
    assert (Arrival.objects.count(), FormerSeat.objects.count()) == (2, 0)


def test_a_phone_that_holds_the_old_list_still_lets_her_in_once(club, event, ada, twin) -> None:
    says(event, ada), says(event, twin)
    mine, old = (Registration.objects.get(person=one).people.get() for one in (ada, twin))
    merged(club, ada, twin)

    heard = hear(event, here("late00000001", old.public_id), here("late00000002", mine))

    assert (heard.refused, set(arriving.standing(event))) == ({}, {mine.public_id})
    assert arriving.attendance(event).heads == 1


def test_a_code_printed_for_the_old_seat_opens_the_door(club, event, ada, twin) -> None:
    grace = make_officer(club).person
    says(event, ada), says(event, twin)
    old = Registration.objects.get(person=twin).people.get().public_id
    merged(club, ada, twin)

    (row,) = door.taken_along(seeing(grace), event).rows

    assert set(codes.digests(event.public_id, old)) <= set(row.digests)


def test_phones_hear_as_news_what_became_of_an_arrival(club, event, ada, twin) -> None:
    says(event, ada), says(event, twin)
    mine, old = (Registration.objects.get(person=one).people.get() for one in (ada, twin))
    hear(event, here("twin00000001", old))
    merged(club, ada, twin)

    news = door.news(event, after=1)

    assert [one.get("place") for one in news] == [mine.public_id, None]
    assert news[1]["undoes"] == "twin00000001"


def test_of_three_records_that_become_one_the_first_name_still_leads_to_her(club, event, ada, twin) -> None:
    third = make_record(club, "Ada", "Byron")
    for one in (ada, twin, third):
        says(event, one)
    first = Registration.objects.get(person=third).people.get().public_id
    merged(club, twin, third), merged(club, ada, twin)

    heard = hear(event, here("late00000001", first))

    assert (heard.refused, list(arriving.people_who_came(event))) == ({}, [ada.pk])


def test_who_waited_and_was_let_in_has_arrived_as_who_said_no(club, ada, twin) -> None:
    event = make_event(club, capacity=1)
    says(event, make_member(club, "Maja", "Novak")), says(event, ada, "no"), says(event, twin)
    hear(event, here("twin00000001", Registration.objects.get(person=twin).people.get()))

    merged(club, ada, twin)

    assert ada.pk in arriving.people_who_came(event)


def test_who_walked_in_under_one_record_and_holds_a_seat_by_the_other_came_once(club, event, ada, twin) -> None:
    says(event, ada)
    hear(event, Fact("walk00000001", WALK_IN, place="p" * 13, name="Ada", person=twin))
    assert WalkIn.objects.get().person == twin

    merge = merged(club, ada, twin)

    assert set(arriving.standing(event)) == {Registration.objects.get().people.get().public_id}
    undoing.undo(merge=merge, by=None, now=SOON)
    assert (set(arriving.standing(event)), WalkIn.objects.get().person) == ({"p" * 13}, twin)


def test_who_walked_in_twice_came_once(club, event, ada, twin) -> None:
    for key, person in (("walk00000001", ada), ("walk00000002", twin)):
        hear(event, Fact(key, WALK_IN, place=key + "x", name="Ada", person=person))

    merged(club, ada, twin)

    assert (arriving.attendance(event).heads, list(arriving.people_who_came(event))) == (1, [ada.pk])
