"""The same person registered by two guests: organisers see it, one press frees one seat, and nobody is dropped by itself."""

import pytest
from django.urls import reverse

from vezi.activities.events import services
from vezi.activities.events.models import Event, Registration, Seat, Standing
from vezi.activities.events.queries import doubles, seats
from vezi.activities.events.services.doubling import BringsOthers, NotDouble
from vezi.activities.events.tests.factories import make_event, says
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(club: Club) -> Event:
    return make_event(club, capacity=4, most_companions=3, starts_at=NOW.replace(year=NOW.year + 20))


@pytest.fixture
def ana(club: Club) -> Person:
    return make_member(club, "Ana", "Kralj")


@pytest.fixture
def bor(club: Club) -> Person:
    return make_member(club, "Bor", "Čuček")


def free(event: Event, seat: Seat) -> None:
    services.free_double(event=event, seat=seat.public_id, by=None, now=NOW)


def test_who_answers_and_is_brought_is_seen_whatever_the_order_of_names(event, ana, bor) -> None:
    says(event, ana, "yes", "cucek  BOR", "Cene"), says(event, bor)

    (double,) = doubles.of(event)

    assert [(one.host, one.seat.number) for one in double.places] == [("Ana Kralj", 1), ("", 0)]


def test_one_press_frees_one_seat_moves_the_queue_and_tells_both(event, club, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček", "Dora"), says(event, bor)
    next_one = says(event, make_member(club, "Maja", "Novak"))

    free(event, Seat.objects.get(name="Bor Čuček"))

    hers = Registration.objects.get(person=ana)
    assert (hers.seats, [(one.number, one.name) for one in hers.people.all()]) == (2, [(0, ""), (1, "Dora")])
    next_one.refresh_from_db()
    assert (next_one.standing, seats.taken(event), doubles.of(event)) == (Standing.OFFERED, 4, [])
    told = set(Notice.objects.filter(kind__startswith="events.double").values_list("person", "kind"))
    assert told == {(ana.pk, "events.double_freed"), (bor.pk, "events.double_kept")}


def test_his_own_seat_may_go_where_he_comes_alone_and_not_where_he_brings_others(event, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček"), says(event, bor, "yes", "Cene")
    own = Seat.objects.get(registration__person=bor, number=0)
    with pytest.raises(BringsOthers):
        free(event, own)
    says(event, bor)

    free(event, Seat.objects.get(registration__person=bor))

    assert Registration.objects.get(person=bor).standing == Standing.NO


def test_pressed_twice_nothing_more_is_freed(event, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček"), says(event, bor)
    seat = Seat.objects.get(name="Bor Čuček")
    free(event, seat)

    with pytest.raises(NotDouble):
        free(event, Seat.objects.get(registration__person=bor))

    assert Registration.objects.get(person=bor).standing == Standing.COMING


def test_two_people_of_one_name_are_not_asked_about_again(event, club, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček"), says(event, bor)
    grace = client_of(make_officer(club).person)
    url = reverse("events:doubles", args=[event.public_id])
    assert "On the list twice?" in grace.get(reverse("events:lists", args=[event.public_id])).content.decode()

    grace.post(url, {"several": [seat.public_id for seat in Seat.objects.all()]})

    assert (doubles.of(event), seats.taken(event)) == ([], 3)


def test_only_organisers_see_and_free(event, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček"), says(event, bor)
    url = reverse("events:doubles", args=[event.public_id])

    codes = [client_of(bor).get(url).status_code, client_of(bor).post(url, {"free": "x"}).status_code]

    assert (codes, Seat.objects.count()) == ([403, 403], 3)


# Asked as she answers herself


def press(event: Event, person: Person, **said: str):
    return client_of(person).post(reverse("events:register", args=[event.public_id]), {"answer": "yes"} | said)


def test_who_is_brought_is_asked_and_nobody_is_named(event, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček")

    answer = press(event, bor)

    form = answer.content.decode().partition('name="double"')
    assert (answer.status_code, bool(form[1]), Registration.objects.count()) == (422, True, 1)


def test_keeping_ones_own_takes_over_the_seat_of_a_full_event(event, club, ana, bor) -> None:
    says(event, ana, "yes", "Bor Čuček", "Dora", "Eva")
    waiting = says(event, make_member(club, "Maja", "Novak"))

    press(event, bor, double="own")

    assert Registration.objects.get(person=bor).standing == Standing.COMING
    assert [one.name for one in Registration.objects.get(person=ana).people.all()] == ["", "Dora", "Eva"]
    waiting.refresh_from_db()
    assert (waiting.standing, seats.taken(event)) == (Standing.WAITING, 4)
    assert Notice.objects.get(kind="events.double_freed").person == ana


@pytest.mark.parametrize(("double", "standing", "taken"), [("with_them", "no", 2), ("else", "coming", 3)])
def test_coming_with_them_takes_no_seat_and_a_namesake_takes_one(event, ana, bor, double, standing, taken) -> None:
    says(event, ana, "yes", "Bor Čuček")

    press(event, bor, double=double)

    assert (Registration.objects.get(person=bor).standing, seats.taken(event)) == (standing, taken)


def test_who_is_brought_by_nobody_frees_nobodys_seat(event, ana, bor) -> None:
    says(event, ana, "yes", "Dora")

    press(event, bor, double="own")

    assert seats.taken(event) == 3


def test_a_code_stays_with_whom_it_was_given_to_when_another_companion_stays_at_home(event, ana) -> None:
    says(event, ana, "yes", "Bor", "Cene")
    codes = {seat.name: seat.public_id for seat in Seat.objects.exclude(number=0)}

    says(event, ana, "yes", "Cene"), says(event, ana, "yes", "Dora", "Cene")

    left = {seat.name: (seat.public_id, seat.number) for seat in Seat.objects.exclude(number=0)}
    assert left["Cene"] == (codes["Cene"], 2)
    assert left["Dora"][0] not in codes.values()


def test_a_companion_whose_name_was_put_right_keeps_her_code(event, ana) -> None:
    says(event, ana, "yes", "Katarna", "Bor")
    code = Seat.objects.get(name="Katarna").public_id

    says(event, ana, "yes", "Bor", "Katarina")

    assert Seat.objects.get(name="Katarina").public_id == code


def test_of_whom_it_was_said_that_they_are_several_it_is_said_after_another_answer(event, ana, bor) -> None:
    says(event, ana, "yes", "Cene", "Bor Čuček"), says(event, bor)
    pair = [seat.public_id for seat in Seat.objects.all() if doubles.name_of(seat) == "Bor Čuček"]
    services.are_several(event=event, seats=pair, by=None, now=NOW)

    says(event, ana, "yes", "Bor Čuček")

    assert doubles.of(event) == []
