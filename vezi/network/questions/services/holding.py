"""What every deed stands on: people locked before the question, in one order for everybody."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.people.models import Person
from vezi.network.questions import telling
from vezi.network.questions.models import Asked, AskState, Question


class NotOpenAnyMore(Refused):
    sentence = _("This question is not open any more.")


def lock_people(person_ids: Iterable[int | None]) -> dict[int, Person]:
    """As they are now; who is merged or erased is not among them."""
    ids = {number for number in person_ids if number is not None}
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    return {one.pk: one for one in rows if one.merged_into_id is None and one.erased_at is None}


def locked(question: Question) -> Question:
    """Lock its people first. Raises NotOpenAnyMore where it is gone."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("asker__account")
    found = rows.filter(pk=question.pk).first()
    if found is None:
        raise NotOpenAnyMore
    return found


def locked_asked(asked: Asked) -> Asked:
    """With its people and its question. Raises NotOpenAnyMore where it, or who was asked, is gone."""
    people = lock_people([asked.person_id, asked.question.asker_id])
    question = locked(asked.question)
    rows = Asked.objects.select_for_update(of=("self",)).select_related("person__account", "named_by")
    found = rows.filter(pk=asked.pk).first()
    if found is None or found.person_id not in people:
        raise NotOpenAnyMore
    found.question = question
    return found


def call_off(question: Question, *, now: datetime, keeps_words: bool = True) -> None:
    """Nobody is waited for any more; it goes from their lists and into no letter."""
    for one in question.asked.filter(state=AskState.WAITING).select_related("person", "question__asker"):
        telling.settled(one, now=now, keeps_words=keeps_words)
    if not keeps_words:
        for one in question.asked.exclude(state=AskState.WAITING).select_related("person", "question__asker"):
            telling.settled(one, now=now, keeps_words=False)
    question.asked.filter(state=AskState.WAITING).update(state=AskState.OFF)
