"""What becomes of questions when somebody is erased, leaves, is blocked, or turns out to be somebody known already."""

from datetime import datetime

from django.db.models import F, Model

from vezi.core import jobs
from vezi.core.wording.leaving_out import leave_out_of, looked_for
from vezi.network.memberships.models import Membership
from vezi.network.people import merging
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person
from vezi.network.questions import telling
from vezi.network.questions.models import LIVE, Asked, AskState, Question, Report, State
from vezi.network.questions.services.asking import end
from vezi.network.questions.services.holding import call_off, lock_people, locked

SAID: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Question, ("words", "thanks", "hidden_because")), (Asked, ("line", "word")), (Report, ("reason",)),
)  # fmt: skip


def forget(*, traces: Traces, now: datetime) -> None:
    """Her questions are taken back, and their words are gone; they still count for the club. What she was asked moves
    on to others. What others wrote to her they keep: it is theirs."""
    hers = Question.objects.filter(asker__in=traces.ids)
    hers.filter(state=State.DRAFT).delete()
    for question in hers.order_by("pk"):
        if question.is_live:
            call_off(question, now=now, keeps_words=False)
            end(question, State.WITHDRAWN, now=now)
    hers.update(words="", thanks="", hidden_because="")
    Asked.objects.filter(named_by__in=traces.ids).update(word="")
    for one in Asked.objects.filter(person__in=traces.ids, state=AskState.WAITING).select_related("question"):
        one.state = AskState.OFF
        one.save(update_fields=["state"])
        _next(one.question, now=now)
    _leave_out(traces)


def _leave_out(traces: Traces) -> None:
    said = looked_for(traces.names | traces.addresses | traces.numbers)
    for model, names in SAID:
        for name in names:
            leave_out_of(model._base_manager.all(), name, said)


def keep_apart(*, person: Person, whom: Person, now: datetime) -> None:
    """What either waits for of the other ends without a word; the next one is asked."""
    pair = [person.pk, whom.pk]
    waiting = Asked.objects.filter(person__in=pair, question__asker__in=pair, state=AskState.WAITING)
    for one in waiting.select_related("person", "question__asker").order_by("question_id"):
        telling.settled(one, now=now, keeps_words=False)
        Asked.objects.filter(pk=one.pk).update(state=AskState.OFF)
        _next(one.question, now=now)
    telling.forget_letters(person, whom)


def end_with_membership(*, person: Person, now: datetime) -> None:
    """Who is a member nowhere any more neither asks nor is asked."""
    if Membership.objects.active().filter(person=person).exists():
        return
    for one in Asked.objects.filter(person=person, state=AskState.WAITING).select_related("person", "question__asker"):
        telling.settled(one, now=now, keeps_words=False)
        Asked.objects.filter(pk=one.pk).update(state=AskState.OFF)
        _next(one.question, now=now)
    for question in Question.objects.filter(asker=person, state__in=LIVE).order_by("pk"):
        lock_people([person.pk])
        found = locked(question)
        call_off(found, now=now, keeps_words=False)
        end(found, State.WITHDRAWN, now=now)


def follow_merge(*, kept: Person, merge: Merge, now: datetime) -> None:
    """Somebody was asked her own question."""
    own = Asked.objects.filter(question__asker=F("person"), person=kept, state=AskState.WAITING)
    for one in own.select_related("person", "question__asker").order_by("pk"):
        merging.changed(merge, one, name="state", was=one.state, becomes=AskState.OFF)
        Asked.objects.filter(pk=one.pk).update(state=AskState.OFF)
        telling.settled(one, now=now)


def _next(question: Question, *, now: datetime) -> None:
    """Looked at again a moment later, when the deed that caused it is done."""
    if Question.objects.filter(pk=question.pk, state=State.OPEN).update(due_at=now):
        jobs.ask_for("vezi.network.questions.tasks.go_on", question_id=question.pk)
