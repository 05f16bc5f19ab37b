"""Questions of members drawn by a seed, routed to people who fit; and how many fit, as a page says it while one types.

Everybody has an account. One of six said how many questions she takes, and each of the most has been asked of late, so
that room has to be looked for.
"""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.steps.told import ACCOUNTS
from vezi.network.directory import queries as directory
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.questions import queries
from vezi.network.questions.models import Breadth, Question, State
from vezi.network.questions.services import routing

WARMING = 8
ASKED = (
    "Who has founded a company in Austria and remembers the first year?",
    "Kdo se spozna na davke v Italiji in bi mi svetoval pri prodaji hiše?",
    "Who works in banking in Vienna and could tell me how they hire?",
    "I am looking for an architect in Ljubljana who has restored an old farm.",
    "Which engineers know something about water turbines and small rivers?",
    "Does anybody here speak Portuguese and understand shipping insurance?",
    "Kdo je delal v farmaciji na Hrvaškem ali v Srbiji?",
    "Who could introduce me to a treasurer of a large employer in Trieste or Koper?",
)
#: What a run before has asked is forgotten.
CLEARED = (
    "truncate questions_question, questions_asked, questions_room, questions_ofclub, questions_report, notices_notice"
)
#: What the most were asked before: 100,000 rows, of which a third were asked this month.
BEFORE = """
insert into questions_question (public_id, words, wanted, breadth, state, days, written_at, asked_at, closes_at, ended_at,
    thanks, hidden_because)
select 'bench' || n, 'x', 'answer', 'network', 'over', 14, %(now)s, %(now)s, %(now)s, %(now)s, '', ''
from generate_series(1, 100) n on conflict do nothing
"""
PEOPLE_ASKED = """
insert into questions_asked (public_id, question_id, person_id, state, asked_at, until, line, shares_mail, word)
select 'b' || p.id, q.id, p.id, 'passed', %(now)s - mod(p.id, 90) * interval '1 day', %(now)s, '', false, ''
from people_person p join questions_question q on q.public_id = 'bench' || (1 + mod(p.id, 100))
where mod(p.id, 3) = 0 and p.merged_into_id is null on conflict do nothing
"""
ROOMS = """
insert into questions_room (person_id, monthly, refused)
select id, mod(id, 4), case when mod(id, 5) = 0 then '{talk}'::varchar[] else '{}' end from people_person
where mod(id, 6) = 0 on conflict do nothing
"""


def run(count: int, seed: int) -> dict[str, Any]:
    now, chance = timezone.now(), random.Random(seed)
    with connection.cursor() as cursor:
        for statement in (CLEARED, ACCOUNTS, BEFORE, PEOPLE_ASKED, ROOMS):
            cursor.execute(statement, {"now": now})
        cursor.execute("vacuum analyze")
    numbers = list(Membership.objects.active().order_by("person_id").values_list("person_id", flat=True).distinct())
    askers = list(Person.objects.filter(pk__in=chance.sample(numbers, count + WARMING)).select_related("account"))
    questions = [question_of(asker, ASKED[place % len(ASKED)], now) for place, asker in enumerate(askers)]
    viewers = [viewer_of(asker.account, today=now.date()) for asker in askers]
    found = {
        "chosen": timed(lambda place: routing.choose(questions[place], now=now), len(questions)),
        "typed": timed(
            lambda place: queries.preview(viewers[place], words=questions[place].words, breadth="network"),
            len(questions),
        ),
        "routed": timed(lambda place: routing.go_on(question_id=questions[place].pk, now=now), len(questions)),
        "floor": timed(
            lambda place: directory.search(viewer=viewers[place], words="vienna banking", with_facets=False),
            len(questions),
        ),
    }
    asked = [question.asked.count() for question in questions]
    return {**found, "asked": sum(asked), "questions": len(questions)}


def question_of(asker: Person, words: str, now: Any) -> Question:
    return Question.objects.create(
        asker=asker, words=words, breadth=Breadth.NETWORK, state=State.OPEN, written_at=now, asked_at=now, due_at=now,
        closes_at=now + timedelta(days=14),
    )  # fmt: skip


def timed(deed: Callable[[int], object], many: int) -> list[float]:
    """Seconds of each, in the order of their places, without those that warm up."""
    taken = []
    for place in range(many):
        begun = time.perf_counter()
        deed(place)
        taken.append(time.perf_counter() - begun)
    return taken[WARMING:]
