"""Questions for tests."""

from datetime import datetime

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.questions.models import Asked, Question
from vezi.network.questions.services import answering, asking, routing

WORDS = "Who knows how hedging works for a small exporter?"


def make_question(asker: Person, words: str = WORDS, *, now: datetime = NOW, **facts) -> Question:
    """On its way; nobody is asked yet."""
    draft = asking.keep(person=asker, words=words, by=asker.account, now=now, **facts)
    return asking.ask(question=draft, by=asker.account, now=now)


def make_routed(asker: Person, words: str = WORDS, *, now: datetime = NOW, **facts) -> Question:
    """The first people are asked. Make the index first."""
    question = make_question(asker, words, now=now, **facts)
    routing.go_on(question_id=question.pk, now=now)
    question.refresh_from_db()
    return question


def make_expert(
    club: Club, given: str = "Maja", family: str = "Kovač", about: str = "Hedging and treasury", **facts
) -> Person:
    """Somebody who can be asked, as members of her club see."""
    return make_member(club, given, family, ask_about=about, ask_audience=Audience.CLUB, **facts)


def asked_of(question: Question) -> list[Asked]:
    return list(question.asked.select_related("person", "question__asker").order_by("pk"))


def make_asked(asker: Person, person: Person, words: str = WORDS, *, now: datetime = NOW, **facts) -> Asked:
    """Somebody is asked a question, whether it fits her or not."""
    question = make_question(asker, words, now=now, **facts)
    one = routing.put(question, person, now=now)
    Question.objects.filter(pk=question.pk).update(due_at=one.until)
    return one


def make_helped(asker: Person, person: Person, words: str = WORDS, *, line: str = "", now: datetime = NOW) -> Asked:
    """And she helps."""
    return answering.help_with(asked=make_asked(asker, person, words, now=now), line=line, by=None, now=now)
