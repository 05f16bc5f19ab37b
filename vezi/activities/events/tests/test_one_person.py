"""Two records that become one person, and a person who is erased."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.somebody import erase
from vezi.activities.events import services
from vezi.activities.events.models import Bed, Registration, Seat, Standing
from vezi.activities.events.queries import seats
from vezi.activities.events.services.answering import MAYBE, YES
from vezi.activities.events.services.programming import Line
from vezi.activities.events.services.rooming import Rooms
from vezi.activities.events.tests.factories import letters_leave, make_event, organise, says
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.notices.models import Notice
from vezi.network.people import merging
from vezi.network.people.merging import undoing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


def merged(club: Club, kept, gone):
    return merging.merge(kept=kept, gone=gone, club=club, by=None, now=NOW)


def test_who_answered_twice_keeps_the_better_place_and_all_she_brings(club) -> None:
    event = make_event(club, capacity=3, most_companions=2)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    says(event, ada, MAYBE), says(event, twin, YES, "Katarina")
    code = Seat.objects.get(name="Katarina").public_id

    merge = merged(club, ada, twin)

    mine = Registration.objects.get(event=event)
    assert (mine.person, mine.standing, mine.seats, seats.taken(event)) == (ada, Standing.COMING, 2, 2)
    assert [(seat.number, seat.name) for seat in mine.people.all()] == [(0, ""), (1, "Katarina")]
    assert mine.people.get(number=1).public_id == code

    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=1))

    again = {one.person_id: (one.standing, one.seats) for one in Registration.objects.filter(event=event)}
    assert again == {ada.pk: ("maybe", 1), twin.pk: ("coming", 2)}


def test_a_seat_held_twice_is_free_for_the_next(club) -> None:
    event = make_event(club, capacity=2)
    ada, twin, maja = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    for person in (ada, twin, maja):
        says(event, person)

    merged(club, ada, twin)

    assert (seats.taken(event), Registration.objects.get(person=maja).standing) == (2, Standing.OFFERED)


def test_the_seats_of_who_is_erased_go_to_the_next(club, django_capture_on_commit_callbacks) -> None:
    ahead = timezone.now() + timedelta(days=30)  # she is erased today
    event = make_event(club, capacity=2, most_companions=1, starts_at=ahead)
    ada, maja = make_member(club), make_member(club, "Maja", "Novak")
    says(event, ada, YES, "Katarina"), says(event, maja)

    erase(ada, django_capture_on_commit_callbacks)

    assert [(one.person, one.standing) for one in Registration.objects.all()] == [(maja, Standing.OFFERED)]
    assert Seat.objects.filter(name="Katarina").count() == 0


def test_what_others_wrote_of_who_is_erased_is_said_without_her_name(club, django_capture_on_commit_callbacks) -> None:
    event = make_event(club, most_companions=1, starts_at=timezone.now() + timedelta(days=30))
    ada, maja = make_member(club), make_member(club, "Maja", "Novak")
    says(event, maja, YES, "Ada Lovelace", words="With Ada Lovelace, if she may.")

    erase(ada, django_capture_on_commit_callbacks)

    left = Registration.objects.get()
    assert "Lovelace" not in left.words + "".join(seat.name for seat in left.people.all())
    assert services.give_back(registration=left, by=None, now=NOW).standing == Standing.NO


def test_who_waited_with_others_brings_them_along_only_where_there_is_room(club) -> None:
    event = make_event(club, capacity=2, most_companions=2)
    ada, twin, maja = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    says(event, maja), says(event, twin), says(event, ada, YES, "Katarina")

    merge = merged(club, ada, twin)

    mine = Registration.objects.get(person=ada)
    assert (mine.standing, mine.seats, seats.taken(event)) == (Standing.COMING, 1, 2)

    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=1))

    again = Registration.objects.get(person=ada)
    assert (again.standing, again.seats, [one.name for one in again.people.all()]) == ("waiting", 2, ["", "Katarina"])


def test_who_waited_twice_waits_where_she_came_first(club) -> None:
    event = make_event(club, capacity=1, most_companions=1)
    ada, twin, maja = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    says(event, make_member(club, "Žiga", "Čuček"))
    says(event, twin, YES, "Katarina"), says(event, maja), says(event, ada)

    merged(club, ada, twin)

    waiting = Registration.objects.filter(standing=Standing.WAITING).order_by("waits_as")
    assert [(one.person, one.seats) for one in waiting] == [(ada, 2), (maja, 1)]


def test_an_answer_that_comes_back_has_its_own_place_in_the_queue(club) -> None:
    event = make_event(club, capacity=1)
    ada, twin, maja = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    says(event, ada), says(event, twin)
    merge = merged(club, ada, twin)
    says(event, maja)

    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=1))

    waiting = Registration.objects.filter(standing=Standing.WAITING).order_by("waits_as")
    assert [one.person_id for one in waiting] == [twin.pk, maja.pk]


def test_what_stood_with_a_seat_goes_along_with_it(club) -> None:
    event = make_event(club, most_companions=1, starts_at=NOW + timedelta(days=30))
    services.set_parts(
        event=event, lines=[Line("Dinner", event.starts_at, is_chosen=True)], by=None, now=NOW
    )  # fmt: skip
    services.set_rooms(event=event, rooms=[Rooms("Double room", beds=2, count=1)], by=None, now=NOW)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    says(event, ada, MAYBE)
    hers = says(
        event, twin, YES, "Katarina", parts=[event.parts.get()], is_shown=False, sleeps="with", sleeps_with="Bo"
    )
    named = [seat.public_id for seat in hers.people.all()]
    services.put(event=event, seats=named, kind=event.room_kinds.get().public_id, room=1, by=None, now=NOW)

    merge = merged(club, ada, twin)

    mine = Registration.objects.get(event=event)
    assert (mine.is_shown, mine.sleeps, mine.sleeps_with) == (False, "with", "Bo")
    assert [(seat.bed.room, seat.parts.count()) for seat in mine.people.all()] == [(1, 1), (1, 1)]

    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=1))

    assert sorted(Bed.objects.values_list("seat__registration__person", "room")) == [(twin.pk, 1)] * 2
    assert Registration.objects.get(person=ada).is_shown


def test_of_two_beds_of_one_person_one_is_free(club) -> None:
    event = make_event(club)
    services.set_rooms(event=event, rooms=[Rooms("Single room", beds=1, count=2)], by=None, now=NOW)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    for room, person in ((1, ada), (2, twin)):
        seat = says(event, person).people.get().public_id
        services.put(event=event, seats=[seat], kind=event.room_kinds.get().public_id, room=room, by=None, now=NOW)

    merged(club, ada, twin)

    assert [(bed.seat.registration.person, bed.room) for bed in Bed.objects.all()] == [(ada, 1)]


def told(person: Person, kind: str) -> int:
    return Notice.objects.filter(person=person, kind=f"events.{kind}").count()


def test_where_a_merge_undone_leaves_more_people_than_seats_the_organisers_are_told(club, edith) -> None:
    event = make_event(club, capacity=2)
    ada, twin, maja = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    organise(event, edith)
    for person in (ada, twin, maja):
        says(event, person)
    merge = merged(club, ada, twin)
    services.take_kept(registration=Registration.objects.get(person=maja), by=None, now=NOW)
    place = reverse("events:coming", args=[event.public_id])
    before = client_of(edith).get(place).content.decode()

    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=1))

    notice = Notice.objects.get(person=edith, kind="events.overbooked")
    assert (notice.path, notice.words["more"]) == (place, "Two people who were held for one both come.")
    assert (seats.taken(event), seats.free(event)) == (3, 0)
    page = client_of(edith).get(place).content.decode()
    assert ["1 seat more is taken than there are." in one for one in (before, page)] == [False, True]


def test_a_seat_that_was_kept_for_the_next_and_lapsed_is_no_seat_too_many(club, edith) -> None:
    event = make_event(club, capacity=2)
    ada, twin, maja = make_member(club), make_record(club, "Ada", "Lovelace"), make_member(club, "Maja", "Novak")
    organise(event, edith)
    for person in (ada, twin, maja):
        says(event, person)
    merge = merged(club, ada, twin)
    letters_leave(now=NOW)

    undoing.undo(merge=merge, by=None, now=NOW + timedelta(days=3))

    assert (seats.taken(event), told(edith, "overbooked"), told(maja, "lapsed")) == (2, 0, 1)


def test_an_undone_merge_that_left_room_tells_nobody(club, edith) -> None:
    event = make_event(club, capacity=2)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    organise(event, edith)
    says(event, ada), says(event, twin)

    undoing.undo(merge=merged(club, ada, twin), by=None, now=NOW)

    assert (seats.taken(event), told(edith, "overbooked")) == (2, 0)


@pytest.mark.parametrize("ada_holds", [True, False])
def test_who_waited_for_more_than_there_is_room_for_is_told_that_they_are_on_no_list(club, ada_holds: bool) -> None:
    event = make_event(club, capacity=1, most_companions=2)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    first, then = (ada, twin) if ada_holds else (twin, ada)
    says(event, first), says(event, then, YES, "Ben")

    merge = merged(club, ada, twin)

    mine = Registration.objects.get(event=event)
    assert (mine.person, mine.standing, mine.seats, told(ada, "left_behind")) == (ada, Standing.COMING, 1, 1)
    undoing.undo(merge=merge, by=None, now=NOW)
    assert told(ada, "left_behind") == 1


def test_who_waited_for_nobody_else_is_told_nothing(club) -> None:
    event = make_event(club, capacity=1)
    ada, twin = make_member(club), make_record(club, "Ada", "Lovelace")
    says(event, twin), says(event, ada)

    merged(club, ada, twin)

    assert (Registration.objects.get(event=event).standing, told(ada, "left_behind")) == (Standing.COMING, 0)
