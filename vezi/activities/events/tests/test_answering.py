"""Saying yes, perhaps and no; seats, and the queue for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vezi.activities.events import services
from vezi.activities.events.models import Event, Registration, Standing
from vezi.activities.events.queries import seats
from vezi.activities.events.queries.arriving import people_who_came
from vezi.activities.events.services.answering import (
    MAYBE,
    NO,
    YES,
    CalledOff,
    NoRoom,
    NotOpen,
    PartIsFull,
    TooMany,
)
from vezi.activities.events.services.arriving import HERE
from vezi.activities.events.services.arriving import Said as Fact
from vezi.activities.events.services.planning import FewerThanTaken, Plan, Words
from vezi.activities.events.services.programming import Line
from vezi.activities.events.services.queueing import SeatIsGone
from vezi.activities.events.tests.factories import SOON, letters_leave, make_event, says
from vezi.core.models import MailState, OutgoingMail
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.notices import choosing
from vezi.network.notices.letters import write_due
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def standings(event: Event) -> dict[str, str]:
    return {one.person.given: one.standing for one in Registration.objects.filter(event=event).select_related("person")}


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_yes_takes_a_seat_for_each_who_comes(club, people) -> None:
    event = make_event(club, capacity=10, most_companions=2)

    mine = says(event, people[0], YES, "Katarina", "Jure")

    assert (mine.standing, mine.seats, seats.free(event)) == (Standing.COMING, 3, 7)
    assert [seat.name for seat in mine.people.all()] == ["", "Katarina", "Jure"]


def test_perhaps_and_no_take_none(club, people) -> None:
    event = make_event(club, capacity=1)

    says(event, people[0], MAYBE), says(event, people[1], NO)

    assert (standings(event), seats.free(event)) == ({"Ada": "maybe", "Grace": "no"}, 1)


def test_more_companions_than_are_allowed_are_refused(club, people) -> None:
    event = make_event(club, most_companions=1)

    with pytest.raises(TooMany):
        says(event, people[0], YES, "Katarina", "Jure")


def test_who_comes_when_it_is_full_waits_in_order(club, people) -> None:
    event = make_event(club, capacity=1)
    for person in people:
        says(event, person)

    assert standings(event) == {"Ada": "coming", "Grace": "waiting", "Maja": "waiting", "Žiga": "waiting"}
    assert [seats.ahead_of(Registration.objects.get(person=one)) for one in people[1:]] == [0, 1, 2]


def test_without_a_waiting_list_full_is_full(club, people) -> None:
    event = make_event(club, capacity=1, has_waiting_list=False)
    says(event, people[0])

    with pytest.raises(NoRoom):
        says(event, people[1])


def test_a_seat_given_back_is_kept_for_the_next_who_is_told(club, people) -> None:
    event = make_event(club, capacity=1)
    ada, grace = says(event, people[0]), says(event, people[1])

    services.give_back(registration=ada, by=None, now=NOW)

    grace.refresh_from_db()
    assert (grace.standing, grace.kept_until) == (Standing.OFFERED, NOW + DAY)
    assert told(people[1]) == ["events.waiting", "events.kept"]


def test_who_takes_the_kept_seat_comes(club, people) -> None:
    event = make_event(club, capacity=1)
    ada, grace = says(event, people[0]), says(event, people[1])
    services.give_back(registration=ada, by=None, now=NOW)

    services.take_kept(registration=grace, by=None, now=NOW + DAY / 2)

    assert standings(event) == {"Ada": "no", "Grace": "coming"}


def test_a_kept_seat_nobody_takes_goes_on_to_the_next(club, people) -> None:
    event = make_event(club, capacity=1)
    ada, grace, _maja = [says(event, one) for one in people[:3]]
    services.give_back(registration=ada, by=None, now=NOW)

    letters_leave(now=NOW)

    services.close_overdue(now=NOW + DAY)

    assert standings(event) == {"Ada": "no", "Grace": "no", "Maja": "offered"}
    assert told(people[1])[-1] == "events.lapsed"
    with pytest.raises(SeatIsGone):
        services.take_kept(registration=grace, by=None, now=NOW + DAY)


def test_whose_letter_waits_for_the_mail_server_has_her_fair_time_all_the_same(club, people) -> None:
    event = make_event(club, capacity=1)
    ada, grace, _maja = [says(event, one) for one in people[:3]]
    services.give_back(registration=ada, by=None, now=NOW)

    services.close_overdue(now=NOW + DAY)  # nobody carries letters out
    grace.refresh_from_db()
    waits = (grace.standing, grace.kept_until)
    write_due(person_ids=[people[1].pk], now=NOW + DAY, alone=True)
    OutgoingMail.objects.filter(kind="events.kept").update(state=MailState.SENT, sent_at=NOW + DAY + HOUR)
    services.close_overdue(now=NOW + 2 * DAY)
    grace.refresh_from_db()
    heard = (grace.standing, grace.kept_until)
    services.close_overdue(now=NOW + 2 * DAY + HOUR)

    assert waits == (Standing.OFFERED, NOW + 2 * DAY)
    assert heard == (Standing.OFFERED, NOW + 2 * DAY + HOUR)
    assert standings(event) == {"Ada": "no", "Grace": "no", "Maja": "offered"}


def test_who_comes_later_is_not_let_past_the_queue(club, people) -> None:
    event = make_event(club, capacity=3, most_companions=2)
    ada = says(event, people[0], YES, "Katarina", "Jure")
    says(event, people[1], YES, "Ivan", "Eva")
    says(event, people[0], YES, "Katarina")  # one seat is free now, and the first in the queue wants three

    says(event, people[2])

    assert standings(event) == {"Ada": "coming", "Grace": "waiting", "Maja": "waiting"}
    services.give_back(registration=ada, by=None, now=NOW)
    assert standings(event) == {"Ada": "no", "Grace": "offered", "Maja": "waiting"}


def test_who_holds_a_seat_keeps_it_when_there_is_no_room_for_more(club, people) -> None:
    event = make_event(club, capacity=2, most_companions=2)
    says(event, people[0])

    with pytest.raises(NoRoom):
        says(event, people[0], YES, "Katarina", "Jure")
    assert (standings(event), seats.taken(event)) == ({"Ada": "coming"}, 1)


def test_near_the_end_the_fair_time_is_shorter_and_never_past_it(club, people) -> None:
    event = make_event(club, capacity=1)
    ada, grace = says(event, people[0]), says(event, people[1])
    late = SOON - timedelta(hours=2)

    services.give_back(registration=ada, by=None, now=late)

    grace.refresh_from_db()
    assert grace.kept_until == late + timedelta(hours=1)


def test_answers_are_taken_until_the_last_moment_and_not_after(club, people) -> None:
    event = make_event(club, answers_until=SOON - DAY)

    says(event, people[0], now=SOON - DAY - timedelta(seconds=1))

    with pytest.raises(NotOpen):
        says(event, people[1], now=SOON - DAY)


def test_a_draft_takes_no_answers(club, people) -> None:
    event = make_event(club, draft=True)

    with pytest.raises(NotOpen):
        says(event, people[0])


def test_who_answered_hears_that_it_is_called_off_and_why(club, people) -> None:
    event = make_event(club)
    says(event, people[0])

    services.call_off(event=event, why="The river has come.", by=None, now=NOW)

    from vezi.network.notices import rounds

    rounds.tell_all(now=NOW)
    assert told(people[0])[-1] == "events.called_off"
    with pytest.raises(CalledOff):
        says(event, people[1])


def plan_of(event: Event, **facts) -> Plan:
    return Plan(facts=facts, words={"en": Words(event.title)}, circles=[])


def test_there_are_never_fewer_seats_than_are_taken(club, people) -> None:
    event = make_event(club, capacity=5)
    for person in people[:3]:
        says(event, person)

    with pytest.raises(FewerThanTaken):
        services.change(event=event, plan=plan_of(event, capacity=2), by=None, now=NOW)
    assert services.change(event=event, plan=plan_of(event, capacity=3), by=None, now=NOW).capacity == 3


def test_more_seats_go_to_those_who_wait(club, people) -> None:
    event = make_event(club, capacity=1)
    for person in people[:3]:
        says(event, person)

    services.change(event=event, plan=plan_of(event, capacity=2), by=None, now=NOW)

    assert standings(event) == {"Ada": "coming", "Grace": "offered", "Maja": "waiting"}


def test_a_part_has_seats_of_its_own(club, people) -> None:
    event = make_event(club)
    lines = [Line("A walk", SOON, is_chosen=True, capacity=1)]
    plan = Plan(facts={}, words={"en": Words("A weekend")}, programme=lines)
    services.change(event=event, plan=plan, by=None, now=NOW)
    walk = event.parts.get()
    says(event, people[0], parts=[walk])

    with pytest.raises(PartIsFull):
        says(event, people[1], parts=[walk])
    assert standings(event) == {"Ada": "coming"}


def test_the_page_of_an_event_with_a_plain_programme_is_there_for_who_may_answer(club) -> None:
    ada, starts_at = make_member(club), timezone.now() + timedelta(days=9)
    event = make_event(club, starts_at=starts_at)
    services.set_parts(event=event, lines=[Line("Doors open", starts_at)], by=None, now=NOW)

    page = client_of(ada).get(event.get_absolute_url())

    assert (page.status_code, "Doors open" in page.content.decode()) == (200, True)


def test_a_kept_seat_is_not_taken_after_answers_have_ended(club, people) -> None:
    event = make_event(club, capacity=1, answers_until=SOON - DAY)
    ada, grace = says(event, people[0]), says(event, people[1])
    says(event, people[2])
    services.give_back(registration=ada, by=None, now=SOON - DAY - timedelta(hours=1))

    with pytest.raises(SeatIsGone):
        services.take_kept(registration=grace, by=None, now=SOON - DAY)
    services.close_overdue(now=SOON - DAY)

    assert (standings(event), seats.taken(event)) == ({"Ada": "no", "Grace": "no", "Maja": "waiting"}, 0)
    assert told(people[1])[-1] == "events.lapsed"


def test_who_was_let_in_at_the_door_keeps_the_seat_that_was_kept_for_her(club, people) -> None:
    event = make_event(club, capacity=1)
    ada, grace = says(event, people[0]), says(event, people[1])
    services.give_back(registration=ada, by=None, now=SOON - timedelta(hours=3))
    fact = Fact("grace0000001", HERE, place=grace.people.get().public_id)
    services.hear(event=event, facts=[fact], door="", by=None, now=SOON - timedelta(hours=2, minutes=30))

    letters_leave(now=SOON - timedelta(hours=2))

    services.close_overdue(now=SOON - timedelta(hours=1))

    grace.refresh_from_db()
    assert (grace.standing, list(people_who_came(event))) == (Standing.COMING, [people[1].pk])


def test_who_said_perhaps_waits_where_it_is_full_by_now(club, people) -> None:
    event = make_event(club, capacity=1)
    says(event, people[0], MAYBE), says(event, people[1])

    says(event, people[0])

    assert standings(event) == {"Ada": "waiting", "Grace": "coming"}


def test_that_a_seat_is_kept_waits_for_no_digest_however_much_the_club_wrote_this_week(club, people) -> None:
    choosing.keep_rhythm(person=people[1], letters_a_week=1, now=NOW)
    event = make_event(club, capacity=1)
    ada, _grace = says(event, people[0]), says(event, people[1])
    write_due(person_ids=[people[1].pk], now=NOW, alone=True)  # that she waits
    services.give_back(registration=ada, by=None, now=NOW)

    write_due(person_ids=[people[1].pk], now=NOW, alone=True)

    assert list(OutgoingMail.objects.filter(person_id=people[1].pk).values_list("kind", flat=True).order_by("pk")) == [
        "events.waiting",
        "events.kept",
    ]
