"""A question from its asker to somebody who helps, or to nobody."""

from datetime import timedelta

import pytest

from vezi.core.models import OutgoingMail
from vezi.network.notices.models import Notice
from vezi.network.people.tests.factories import NOW
from vezi.network.questions import limits
from vezi.network.questions.models import AskState, State
from vezi.network.questions.services import answering, asking, routing
from vezi.network.questions.services.holding import NotOpenAnyMore
from vezi.network.questions.tests.factories import asked_of, make_expert, make_question, make_routed

pytestmark = pytest.mark.django_db


def told(person, kind: str) -> int:
    return Notice.objects.filter(person=person, kind=f"questions.{kind}", settled_at__isnull=True).count()


def test_a_question_comes_to_who_fits_by_notice_and_mail(ada, maja, index_now) -> None:
    index_now()

    question = make_routed(ada)

    assert [one.person for one in asked_of(question)] == [maja]
    letter = OutgoingMail.objects.get(kind="questions.asked")
    assert (letter.to, letter.text.count("/questions/answer/")) == (maja.account.email, 3)
    assert "?say=not_me" in letter.text
    assert "?say=else" in letter.text
    assert told(maja, "asked") == 1


def test_at_most_three_are_asked_at_a_time(ada, club, index_now) -> None:
    for number in range(5):
        make_expert(club, "Maja", f"Kovač {number}", email=f"m{number}@example.org")
    index_now()

    question = make_routed(ada)

    assert len(asked_of(question)) == limits.AT_ONCE


def test_who_can_help_is_told_to_who_asked_and_the_others_are_let_go(ada, maja, ziga, index_now) -> None:
    index_now()
    question = make_routed(ada)
    first, second = asked_of(question)

    answering.help_with(asked=first, line="Call me on Friday.", by=None, now=NOW)

    question.refresh_from_db()
    second.refresh_from_db()
    assert (question.state, second.state) == (State.HELPING, AskState.OFF)
    assert (told(ada, "answered"), told(first.person, "asked"), told(second.person, "asked")) == (1, 0, 0)
    assert "Call me on Friday." in OutgoingMail.objects.get(kind="questions.answered").text


def test_not_me_moves_on_at_once(ada, club, index_now) -> None:
    for number in range(4):
        make_expert(club, "Maja", f"Kovač {number}", email=f"m{number}@example.org")
    index_now()
    question = make_routed(ada)

    answering.decline(asked=asked_of(question)[0], by=None, now=NOW)
    routing.go_on(question_id=question.pk, now=NOW)

    assert [one.state for one in asked_of(question)] == [AskState.NOT_ME, *[AskState.WAITING] * 3]
    assert told(ada, "nobody") == 0


def test_who_says_nothing_is_let_go_after_four_working_days(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada)  # a Thursday

    routing.go_on_with_all(now=NOW + timedelta(days=5))
    assert [one.state for one in asked_of(question)] == [AskState.WAITING]
    routing.go_on_with_all(now=NOW + timedelta(days=6))

    question.refresh_from_db()
    assert ([one.state for one in asked_of(question)], question.state) == ([AskState.PASSED], State.NOBODY)
    assert (told(ada, "nobody"), told(maja, "asked")) == (1, 0)


def test_who_was_let_go_may_still_help(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada)
    later = NOW + timedelta(days=6)
    routing.go_on_with_all(now=later)

    answering.help_with(asked=asked_of(question)[0], by=None, now=later)

    question.refresh_from_db()
    assert question.state == State.HELPING


def test_where_nobody_fits_the_asker_hears_of_it_and_may_widen(ada, index_now) -> None:
    from vezi.core.audience import Audience
    from vezi.network.clubs.tests.factories import make_club

    law = make_club("law", default_audience=Audience.NETWORK)
    other = make_expert(law, name_audience=Audience.NETWORK)
    type(other).objects.filter(pk=other.pk).update(ask_audience=Audience.NETWORK)
    index_now()
    question = make_routed(ada)
    assert (question.state, told(ada, "nobody")) == (State.NOBODY, 1)

    asking.widen(question=question, by=None, now=NOW)
    routing.go_on(question_id=question.pk, now=NOW)

    assert [one.person for one in asked_of(question)] == [other]


def test_where_nobody_had_room_it_is_looked_again_without_telling_twice(ada, maja, index_now) -> None:
    index_now()
    asking.choose_room(person=maja, monthly=0, refused=[], by=None, now=NOW)
    question = make_routed(ada)
    for day in (3, 6):
        routing.go_on_with_all(now=NOW + timedelta(days=day))
    assert (told(ada, "nobody"), asked_of(question)) == (1, [])

    asking.choose_room(person=maja, monthly=1, refused=[], by=None, now=NOW)
    routing.go_on_with_all(now=NOW + timedelta(days=9))

    question.refresh_from_db()
    assert (question.state, [one.person for one in asked_of(question)]) == (State.OPEN, [maja])


def test_when_its_time_is_over_it_ends_and_its_asker_hears_once(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada, days=7)

    for day in (6, 7, 8):
        routing.go_on_with_all(now=NOW + timedelta(days=day))

    question.refresh_from_db()
    assert (question.state, told(ada, "nobody")) == (State.OVER, 1)


def test_what_is_taken_back_is_answered_no_more(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada)

    asking.withdraw(question=question, by=None, now=NOW)

    with pytest.raises(NotOpenAnyMore):
        answering.help_with(asked=asked_of(question)[0], by=None, now=NOW)
    assert Notice.objects.get(person=maja, kind="questions.asked").words == {}


def test_two_weeks_later_it_is_asked_once_whether_it_helped(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada)
    answering.help_with(asked=asked_of(question)[0], by=None, now=NOW)

    for day in (13, 14, 15):
        routing.go_on_with_all(now=NOW + timedelta(days=day))
    assert told(ada, "look_back") == 1
    asking.say_helped(question=question, helped=True, by=None, now=NOW + timedelta(days=15))

    question.refresh_from_db()
    assert (question.helped, told(ada, "look_back")) == (True, 0)


def test_closed_with_thanks_who_helped_reads_them(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada)
    answering.help_with(asked=asked_of(question)[0], by=None, now=NOW)

    asking.close(question=question, thanks="That was it.", by=None, now=NOW)

    question.refresh_from_db()
    assert (question.state, told(maja, "thanks")) == (State.CLOSED, 1)


def test_one_has_three_questions_under_way_at_most(ada) -> None:
    for _number in range(limits.UNDER_WAY):
        make_question(ada)

    with pytest.raises(limits.TooMany):
        make_question(ada)
