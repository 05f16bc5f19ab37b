"""Writing a question down, sending it on its way, taking it back, closing it with thanks."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.questions import limits, telling
from vezi.network.questions.models import (
    LIVE,
    LONGEST,
    LONGEST_LINE,
    AskState,
    Breadth,
    OfClub,
    Question,
    Room,
    State,
    Wanted,
)
from vezi.network.questions.services.holding import NotOpenAnyMore, call_off, lock_people, locked

PRESSED_TWICE = timedelta(minutes=1)
WIDER = {Breadth.CONNECTIONS: Breadth.CLUBS, Breadth.CLUBS: Breadth.NETWORK}


class NothingAsked(Refused):
    status = 422
    sentence = _("Write your question in a sentence or two.")


class TooLong(Refused):
    status = 422
    sentence = _("A question has room for a thousand characters. Nothing of it is lost: shorten it here.")


class TooManyDrafts(Refused):
    sentence = _("You keep twenty drafts. Ask or throw away one of them first.")


class MembersAlone(Refused):
    sentence = _("Only members of a club ask the network.")


class EverybodyWasAsked(Refused):
    sentence = _("Twelve people were asked already. Ask again in other words.")


@transaction.atomic
def keep(
    *,
    person: Person,
    words: str,
    wanted: str = Wanted.ANSWER,
    breadth: str = Breadth.CLUBS,
    days: int = 14,
    draft: Question | None = None,
    by: Account | None,
    now: datetime,
) -> Question:
    """As a draft, which nobody else sees; a draft that is there already says what it says now. One of the very same
    words is the same draft: a button is easily pressed twice.

    Raises NothingAsked, TooLong, TooManyDrafts, NotOpenAnyMore.
    """
    words = clean.text(words[: 2 * LONGEST])
    if clean.is_blank(words):
        raise NothingAsked
    if len(words) > LONGEST:
        raise TooLong
    lock_people([person.pk])
    mine = Question.objects.filter(asker=person, state=State.DRAFT)
    draft = mine.filter(words=words).first() if draft is None else draft
    if draft is None:
        if mine.count() >= limits.DRAFTS:
            raise TooManyDrafts
        draft = Question(asker=person)
    else:
        draft = locked(draft)
        if draft.asker_id != person.pk or draft.state != State.DRAFT:
            raise NotOpenAnyMore
    draft.words, draft.wanted, draft.breadth, draft.days, draft.written_at = words, wanted, breadth, days, now
    draft.save()
    audit.record("questions.keep", by=by, at=now, subject=draft, person_id=person.pk)
    return draft


@transaction.atomic
def ask(*, question: Question, by: Account | None, now: datetime, is_pressed: bool = False) -> Question:
    """The draft goes on its way: the first people are asked in the background, a moment later. `is_pressed`: by a
    button, so that the same twice in a minute is one question.

    Raises NotOpenAnyMore, MembersAlone, limits.TooMany.
    """
    lock_people([question.asker_id])
    found = locked(question)
    if found.state != State.DRAFT or found.asker is None:
        raise NotOpenAnyMore
    clubs = list(Membership.objects.active().filter(person=found.asker_id).values_list("club_id", flat=True))
    if not clubs:
        raise MembersAlone
    if is_pressed and (there := _asked_just_now(found, now=now)):
        found.delete()
        return there
    limits.hold(found.asker, now=now)
    found.state, found.asked_at, found.due_at = State.OPEN, now, now
    found.closes_at = now + timedelta(days=found.days)
    found.save()
    OfClub.objects.bulk_create([OfClub(question=found, club_id=number) for number in clubs], ignore_conflicts=True)
    audit.record("questions.ask", by=by, at=now, subject=found, person_id=found.asker_id)
    _on_its_way(found)
    return found


def _asked_just_now(draft: Question, *, now: datetime) -> Question | None:
    mine = Question.objects.filter(asker=draft.asker_id, words=draft.words, state__in=LIVE)
    return mine.filter(asked_at__gt=now - PRESSED_TWICE).first()


@transaction.atomic
def throw_away(*, question: Question, by: Account | None, now: datetime) -> None:
    """A draft is gone. Raises NotOpenAnyMore."""
    found = locked(question)
    if found.state != State.DRAFT:
        raise NotOpenAnyMore
    audit.record("questions.throw_away", by=by, at=now, person_id=found.asker_id)
    found.delete()


@transaction.atomic
def withdraw(*, question: Question, by: Account | None, now: datetime) -> Question:
    """It goes from the lists of who was asked, with its words. Raises NotOpenAnyMore."""
    found = _live(question)
    call_off(found, now=now, keeps_words=False)
    return end(found, State.WITHDRAWN, deed="questions.withdraw", by=by, now=now)


@transaction.atomic
def close(*, question: Question, thanks: str = "", by: Account | None, now: datetime) -> Question:
    """It is done. Who helped reads the thanks, if there are any. Raises NotOpenAnyMore."""
    found = _live(question)
    found.thanks = clean.text(thanks[: 2 * LONGEST_LINE])[:LONGEST_LINE]
    found.save(update_fields=["thanks"])
    call_off(found, now=now)
    end(found, State.CLOSED, deed="questions.close", by=by, now=now)
    if not clean.is_blank(found.thanks):
        for one in found.asked.filter(state=AskState.HELPS).select_related("person", "question__asker"):
            telling.thanked(one, now=now)
    return found


@transaction.atomic
def say_helped(*, question: Question, helped: bool, by: Account | None, now: datetime) -> Question:
    """The one question about it; one may change one's mind. Raises NotOpenAnyMore where nobody helped."""
    lock_people([question.asker_id])
    found = locked(question)
    if found.first_help_at is None or found.state not in (State.HELPING, State.CLOSED, State.OVER):
        raise NotOpenAnyMore
    found.helped = helped
    found.save(update_fields=["helped"])
    telling.no_more_asked(found, now=now)
    audit.record("questions.say_helped", by=by, at=now, subject=found, person_id=found.asker_id)
    return found


@transaction.atomic
def widen(*, question: Question, by: Account | None, now: datetime) -> Question:
    """More people may be asked: connections, then the clubs, then the network. Raises NotOpenAnyMore."""
    found = _live(question)
    if found.breadth not in WIDER or found.state == State.HELPING:
        raise NotOpenAnyMore
    found.breadth = WIDER[Breadth(found.breadth)]
    found.save(update_fields=["breadth"])
    audit.record("questions.widen", by=by, at=now, subject=found, person_id=found.asker_id)
    return _again(found, now=now)


@transaction.atomic
def ask_others(*, question: Question, by: Account | None, now: datetime) -> Question:
    """Somebody offered to help, and yet more are asked. Raises NotOpenAnyMore, EverybodyWasAsked."""
    found = _live(question)
    if found.state != State.HELPING:
        raise NotOpenAnyMore
    if found.asked.count() >= limits.IN_ALL:
        raise EverybodyWasAsked
    audit.record("questions.ask_others", by=by, at=now, subject=found, person_id=found.asker_id)
    return _again(found, now=now)


def _again(found: Question, *, now: datetime) -> Question:
    least = now + timedelta(days=7)  # else it might end before anybody has had time to answer
    found.state, found.due_at = State.OPEN, now
    found.closes_at = max(found.closes_at or least, least)
    found.save(update_fields=["state", "due_at", "closes_at"])
    _on_its_way(found)
    return found


def _on_its_way(question: Question) -> None:
    jobs.ask_for("vezi.network.questions.tasks.go_on", question_id=question.pk)


def _live(question: Question) -> Question:
    lock_people([question.asker_id])
    found = locked(question)
    if not found.is_live:
        raise NotOpenAnyMore
    return found


def end(found: Question, state: State, *, deed: str = "", by: Account | None = None, now: datetime) -> Question:
    """Lock it first, and call off who is waited for."""
    found.state, found.ended_at, found.due_at = state, now, None
    found.save(update_fields=["state", "ended_at", "due_at"])
    telling.no_more_asked(found, now=now)
    if deed:
        audit.record(deed, by=by, at=now, subject=found, person_id=found.asker_id)
    return found


@transaction.atomic
def choose_room(*, person: Person, monthly: int, refused: list[str], by: Account | None, now: datetime) -> Room:
    """How many questions she takes in thirty days, and of which kinds none; what she was asked before stays."""
    lock_people([person.pk])
    refused = [kind for kind in Wanted.values if kind in refused]
    found, _made = Room.objects.update_or_create(person=person, defaults={"monthly": monthly, "refused": refused})
    audit.record("questions.choose_room", by=by, at=now, subject=found, person_id=person.pk, monthly=monthly)
    return found
