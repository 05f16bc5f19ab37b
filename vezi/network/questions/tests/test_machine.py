"""All deeds in any order, by a clock that only goes on: nobody is asked more often than she allows, no question asks too
many, none is stuck, and nobody is asked by whom she keeps apart from.

The model is a list of who was asked when, and what each allowed at that moment.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vezi.core.errors import Refused
from vezi.network.clubs.tests.factories import make_club
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.questions import limits
from vezi.network.questions.models import Asked, AskState, Question, State
from vezi.network.questions.services import answering, asking, routing
from vezi.network.questions.tests.factories import make_expert
from vezi.network.ties import services as ties
from vezi.network.ties.models import Block
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
PEOPLE = 7
WHO = st.integers(0, PEOPLE - 1)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ("ask", "ask", "ask", "go on", "go on", "go on", "help", "decline", "name", "withdraw", "close", "others",
             "room", "block", "wait a day", "wait a day", "wait a week", "helped", "widen")
        ),
        WHO, WHO,
    ),
    min_size=10, max_size=50,
)  # fmt: skip
in_any_order = settings(
    max_examples=30, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@dataclass
class Run:
    people: list[Person]
    now: datetime = NOW
    allowed: dict[int, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)  # who was asked, by the numbers of their rows

    def do(self, deed: str, one: Person, other: Person) -> None:
        about: dict[str, Any] = {"by": None, "now": self.now}
        mine = Question.objects.filter(asker=one).exclude(state=State.DRAFT).order_by("-pk").first()
        hers = Asked.objects.filter(person=one).select_related("question__asker", "person").order_by("-pk").first()
        deeds: dict[str, Callable[[], Any]] = {
            "ask": lambda: asking.ask(question=asking.keep(person=one, words="Who knows hedging?", **about), **about),
            "go on": lambda: routing.go_on_with_all(now=self.now),
            "help": lambda: hers and answering.help_with(asked=hers, line="Yes.", **about),
            "decline": lambda: hers and answering.decline(asked=hers, **about),
            "name": lambda: hers and answering.name(asked=hers, other=other, word="", **about),
            "withdraw": lambda: mine and asking.withdraw(question=mine, **about),
            "close": lambda: mine and asking.close(question=mine, **about),
            "others": lambda: mine and asking.ask_others(question=mine, **about),
            "helped": lambda: mine and asking.say_helped(question=mine, helped=True, **about),
            "widen": lambda: mine and asking.widen(question=mine, **about),
            "room": lambda: self.set_room(one, other.pk % 4),
            "block": lambda: ties.block(person=one, whom=other, **about),
        }
        if deed.startswith("wait"):
            self.now += timedelta(days=7 if "week" in deed else 1)
            return
        with suppress(Refused):
            deeds[deed]()

    def set_room(self, person: Person, monthly: int) -> None:
        asking.choose_room(person=person, monthly=monthly, refused=[], by=None, now=self.now)
        self.allowed[person.pk] = monthly

    def hold(self) -> None:
        rows = list(Asked.objects.select_related("question"))
        for one in rows:
            if one.pk in self.seen:
                continue
            self.seen.add(one.pk)
            month = [
                each
                for each in rows
                if each.person_id == one.person_id and each.asked_at > self.now - timedelta(days=30)
            ]
            assert len(month) <= self.allowed.get(one.person_id, 2), "asked more often than she allows"
            assert one.person_id != one.question.asker_id
            apart = Block.objects.filter(person__in=[one.person_id, one.question.asker_id or 0])
            assert not apart.filter(blocked__in=[one.person_id, one.question.asker_id or 0]).exists()
        for question in Question.objects.exclude(state=State.DRAFT):
            mine = [one for one in rows if one.question_id == question.pk]
            waiting = [one for one in mine if one.state == AskState.WAITING]
            assert len(mine) <= limits.IN_ALL
            assert len(waiting) <= limits.AT_ONCE + sum(one.named_by_id is not None for one in waiting)
            assert not waiting or question.state == State.OPEN, "somebody is waited for and nobody asks"
            assert question.state != State.OPEN or waiting or (question.due_at and question.due_at <= self.now), "stuck"
            assert question.state != State.HELPING or question.first_help_at
        untold = Notice.objects.filter(kind="questions.asked", settled_at=None).values_list("person", flat=True)
        waited_for = Asked.objects.filter(state=AskState.WAITING).values_list("person", flat=True)
        assert sorted(untold) == sorted(waited_for), "a notice waits without a question, or the other way round"


@pytest.fixture
def people(index_now) -> list[Person]:
    club = make_club("economics")
    found = [make_expert(club, "Maja", f"Kovač {number}", email=f"m{number}@example.org") for number in range(PEOPLE)]
    make_connection(found[0], found[1])
    make_connection(found[0], found[2])
    make_connection(found[3], found[4])
    index_now()
    return found


@in_any_order
@given(deeds=DEEDS)
def test_whatever_is_done_nobody_is_asked_too_often_and_nothing_is_stuck(people, deeds) -> None:
    def walk() -> None:
        run = Run(people)
        for deed, one, other in deeds:
            run.do(deed, people[one], people[other])
            run.hold()
        for _week in range(12):  # all of it comes to an end by itself
            run.now += timedelta(days=7)
            routing.go_on_with_all(now=run.now)
            run.hold()
        assert not Question.objects.filter(state__in=[State.OPEN, State.NOBODY, State.HELPING]).exists()

    sure = transaction.atomic()
    sure.__enter__()
    try:
        walk()
    finally:
        transaction.set_rollback(True)
        sure.__exit__(None, None, None)
