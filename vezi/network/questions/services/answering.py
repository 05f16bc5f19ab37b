"""What somebody who was asked says: I can help, someone else, not me."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vezi.core import audit, jobs
from vezi.core.enclosing import Enclosed
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.memberships.access import people_visible_to
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person
from vezi.network.questions import limits, room, telling
from vezi.network.questions.models import LONGEST_LINE, Asked, AskState, Question, State
from vezi.network.questions.moments import LOOK_BACK_AFTER
from vezi.network.questions.queries import matter_of
from vezi.network.questions.services import routing
from vezi.network.questions.services.holding import NotOpenAnyMore, call_off, lock_people, locked_asked
from vezi.network.ties.queries import are_apart, connected_since
from vezi.network.ties.signals import word_given


class CannotBeNamed(Refused):
    """Says nothing of the reason: it may be a block, a lack of room, or that she was asked before."""

    sentence = gettext_lazy("This person cannot be asked just now. Name somebody else, or leave it to us.")


class NamedEnough(Refused):
    sentence = gettext_lazy("You have named three people for this question. That is kind; we take it from here.")


@transaction.atomic
def help_with(*, asked: Asked, line: str = "", shares_mail: bool = False, by: Account | None, now: datetime) -> Asked:
    """Asker and helper learn of each other; nobody else is waited for. Pressed twice it says the newer line.

    Raises NotOpenAnyMore.
    """
    found = locked_asked(asked)
    line = clean.text(line[: 2 * LONGEST_LINE])[:LONGEST_LINE]
    if found.state == AskState.HELPS and found.question.is_live:
        if line and line != found.line:
            found.line, found.shares_mail = line, shares_mail or found.shares_mail
            found.save(update_fields=["line", "shares_mail"])
            _say(found, now=now)
        return found
    _refuse_what_is_over(found, now=now)
    found.state, found.answered_at, found.line, found.shares_mail = AskState.HELPS, now, line, shares_mail
    found.save(update_fields=["state", "answered_at", "line", "shares_mail"])
    question = found.question
    question.state, question.first_help_at = State.HELPING, question.first_help_at or now
    question.due_at = now + LOOK_BACK_AFTER
    question.looked_back_at = None
    question.save(update_fields=["state", "first_help_at", "due_at", "looked_back_at"])
    audit.record("questions.help", by=by, at=now, subject=question, person_id=found.person_id)
    telling.settled(found, now=now)
    call_off(question, now=now)
    telling.helped(found, now=now)
    _say(found, now=now)
    return found


def _say(found: Asked, *, now: datetime) -> None:
    """Their conversation begins with the line, or goes on with it. Where the asker lets fewer people write to her, or has
    said no to this one, the line stands with the question alone."""
    asker = found.question.asker
    if asker is None:
        return
    with translation.override(language_of(asker, None)):
        text = found.line or _("I can help.")
    with suppress(Refused), transaction.atomic():
        word_given.send(
            sender=Asked, by=found.person, to=asker, text=text, matter=matter_of(found.question), told=True, now=now
        )


@transaction.atomic
def write_back(*, asked: Asked, text: str, files: Sequence[Enclosed], token: str, now: datetime) -> None:
    """By mail: its asker answers who helps, in their conversation. Raises NotOpenAnyMore, and what keeps the two apart."""
    if asked.state != AskState.HELPS or asked.question.asker is None or asked.question.state == State.HIDDEN:
        raise NotOpenAnyMore
    said = word_given.send(
        sender=Asked, by=asked.question.asker, to=asked.person, text=text, matter=matter_of(asked.question), told=False,
        files=files, token=token, now=now,
    )  # fmt: skip
    if not said:
        raise NotOpenAnyMore


@transaction.atomic
def follow_words(*, by: Person, question_id: str, was: str, text: str) -> None:
    """What was said in the conversation reads otherwise, or was taken back: so does the line with the question."""
    mine = Asked.objects.filter(person=by, question__public_id=question_id, state=AskState.HELPS).exclude(line="")
    for one in mine.filter(line=was).select_related("question__asker"):
        one.line = text[:LONGEST_LINE]
        one.save(update_fields=["line"])
        telling.line_changed(one)
        telling.moved(one.question)


@transaction.atomic
def decline(*, asked: Asked, someone_else: bool = False, by: Account | None, now: datetime) -> Asked:
    """Not me, or someone else without a name: the next one is asked at once. Raises NotOpenAnyMore."""
    found = locked_asked(asked)
    says = AskState.SOMEONE_ELSE if someone_else else AskState.NOT_ME
    if found.state == says:
        return found
    _refuse_what_is_over(found, now=now)
    _said(found, says, by=by, now=now)
    _next(found.question, now=now)
    return found


@transaction.atomic
def name(*, asked: Asked, other: Person, word: str, by: Account | None, now: datetime) -> Asked:
    """Somebody among the connections of who was asked is asked in her place, by the same rules as anybody.

    Raises CannotBeNamed, NamedEnough, NotOpenAnyMore.
    """
    people = lock_people([asked.person_id, asked.question.asker_id, other.pk])
    found = locked_asked(asked)
    _refuse_what_is_over(found, now=now)
    question = found.question
    if question.asked.filter(named_by=found.person).count() >= limits.NAMED_BY_ONE:
        raise NamedEnough
    if other.pk not in people or question.asker is None or not _may_name(found, people[other.pk], now=now):
        raise CannotBeNamed
    _said(found, AskState.SOMEONE_ELSE, by=by, now=now)
    word = clean.line(word)[:300]
    made = routing.put(question, people[other.pk], now=now, named_by=found.person, word=word)
    if question.state == State.NOBODY or (question.due_at and question.due_at > made.until):
        question.state, question.due_at = State.OPEN, min(made.until, question.closes_at or made.until)
        question.save(update_fields=["state", "due_at"])
    _next(question, now=now)
    return found


def _may_name(found: Asked, other: Person, *, now: datetime) -> bool:
    question = found.question
    if question.asker is None or other.pk in (question.asker_id, found.person_id):
        return False
    if connected_since(found.person_id, other.pk) is None or are_apart(found.person_id, other.pk):
        return False
    if question.asked.count() >= limits.IN_ALL or not routing.is_within(question, other):
        return False
    viewer = routing.viewer_as(question.asker, now=now)
    is_seen = people_visible_to(viewer).filter(pk=other.pk).exists()
    return is_seen and bool(room.with_room(question, [(other.pk, 1.0)], now=now, most=1))


def _refuse_what_is_over(found: Asked, *, now: datetime) -> None:
    if not found.may_answer(now) or found.question.asker is None:
        raise NotOpenAnyMore
    if are_apart(found.person_id, found.question.asker_id or 0):
        raise NotOpenAnyMore


def _said(found: Asked, says: AskState, *, by: Account | None, now: datetime) -> None:
    found.state, found.answered_at = says, now
    found.save(update_fields=["state", "answered_at"])
    audit.record("questions.decline", by=by, at=now, subject=found.question, person_id=found.person_id)
    telling.settled(found, now=now)


def _next(question: Question, *, now: datetime) -> None:
    if question.state == State.OPEN:
        question.due_at = now
        question.save(update_fields=["due_at"])
        jobs.ask_for("vezi.network.questions.tasks.go_on", question_id=question.pk)
