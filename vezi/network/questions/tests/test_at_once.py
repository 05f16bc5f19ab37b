"""Many at the same moment, on a real database with real transactions; and a worker that is killed."""

from collections import Counter

import pytest
from django.utils import timezone

from vezi.core import jobs
from vezi.core.models import OutgoingMail
from vezi.core.tests.at_once import refusals
from vezi.core.tests.workers import kill_worker_once, work_off_all_jobs
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.questions import limits, tasks
from vezi.network.questions.models import Asked, AskState, Question, State
from vezi.network.questions.services import answering, asking, routing
from vezi.network.questions.tests.factories import asked_of, make_expert, make_question, make_routed
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def club():
    return make_club("economics")


@pytest.fixture
def askers(club) -> list[Person]:
    return [make_member(club, "Ada", f"Lovelace {number}", email=f"a{number}@example.org") for number in range(6)]


def experts(club, number: int, *, monthly: int) -> list[Person]:
    found = [make_expert(club, "Maja", f"Kovač {one}", email=f"m{one}@example.org") for one in range(number)]
    for one in found:
        asking.choose_room(person=one, monthly=monthly, refused=[], by=None, now=NOW)
    return found


@pytest.mark.parametrize("monthly", [1, 2])
def test_six_questions_at_once_ask_nobody_more_often_than_she_allows(askers, club, index_now, monthly) -> None:
    experts(club, 4, monthly=monthly)
    index_now()
    questions = [make_question(asker) for asker in askers]

    said = refusals(*(lambda one=one: routing.go_on(question_id=one.pk, now=NOW) for one in questions))
    routing.go_on_with_all(now=NOW)  # what could not go on at that moment

    asked = Counter(Asked.objects.values_list("person", flat=True))
    assert said == [""] * 6
    assert set(asked.values()) == {monthly}
    assert all(one.asked.count() <= limits.AT_ONCE for one in questions)


def test_one_question_looked_at_by_two_at_once_asks_three(askers, club, index_now) -> None:
    experts(club, 8, monthly=5)
    index_now()
    question = make_question(askers[0])

    said = refusals(*[lambda: routing.go_on(question_id=question.pk, now=NOW)] * 3)

    assert said == [""] * 3
    assert question.asked.count() == limits.AT_ONCE
    assert OutgoingMail.objects.filter(kind="questions.asked").count() == limits.AT_ONCE


def test_two_who_help_at_the_same_moment_or_one_of_them(askers, club, index_now) -> None:
    experts(club, 2, monthly=9)
    index_now()
    question = make_routed(askers[0])
    first, second = asked_of(question)

    said = refusals(
        lambda: answering.help_with(asked=first, by=None, now=NOW),
        lambda: answering.help_with(asked=second, by=None, now=NOW),
    )

    assert sorted(said) == ["", "NotOpenAnyMore"]
    assert sorted(one.state for one in asked_of(question)) == [AskState.HELPS, AskState.OFF]


def test_helping_while_it_is_taken_back_is_one_or_the_other(askers, club, index_now) -> None:
    experts(club, 1, monthly=9)
    index_now()
    question = make_routed(askers[0])

    said = refusals(
        lambda: answering.help_with(asked=asked_of(question)[0], by=None, now=NOW),
        lambda: asking.withdraw(question=question, by=None, now=NOW),
    )

    question.refresh_from_db()
    assert said in (["", ""], ["NotOpenAnyMore", ""])
    assert question.state == State.WITHDRAWN


def test_blocking_while_the_question_goes_on_leaves_nobody_asked(askers, club, index_now) -> None:
    (maja,) = experts(club, 1, monthly=9)
    index_now()
    question = make_question(askers[0])

    said = refusals(
        lambda: routing.go_on(question_id=question.pk, now=NOW),
        lambda: ties.block(person=maja, whom=askers[0], by=None, now=NOW),
    )

    assert said == ["", ""]
    assert not question.asked.filter(state=AskState.WAITING).exists()


def test_who_is_asked_by_hand_and_by_routing_is_asked_once(askers, club, index_now) -> None:
    first, second = experts(club, 2, monthly=1)
    make_connection(first, second)
    index_now()
    question, other = make_routed(askers[0]), make_question(askers[1])
    question.asked.filter(person=second).delete()

    refusals(
        lambda: answering.name(asked=question.asked.get(person=first), other=second, word="", by=None, now=NOW),
        lambda: routing.go_on(question_id=other.pk, now=NOW),
    )

    assert Asked.objects.filter(person=second).count() == 1


def test_kill_9_while_questions_go_on_asks_nobody_twice_and_forgets_none(askers, club, index_now) -> None:
    experts(club, 9, monthly=20)
    index_now()
    questions = [make_question(asker, now=timezone.now()) for asker in askers for _ in range(2)]
    jobs.ask_for(tasks.go_on_with_questions, timestamp=0)

    for after in (1, 8, 20):
        kill_worker_once(lambda after=after: Asked.objects.count() >= after)
    work_off_all_jobs()

    assert [one.asked.count() for one in questions] == [limits.AT_ONCE] * len(questions)
    assert OutgoingMail.objects.filter(kind="questions.asked").count() == limits.AT_ONCE * len(questions)
    assert set(Question.objects.values_list("state", flat=True)) == {State.OPEN}
