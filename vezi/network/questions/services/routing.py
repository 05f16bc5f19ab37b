"""Who is asked next, and what time brings about.

Each step is a transaction of its own, and is looked at again when it is due: killed at any moment, a question has asked
somebody or has not, and nobody is asked twice. People are locked before the question, so that two questions at the same
moment never ask somebody more often than she allows.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from vezi.core.viewer import Viewer
from vezi.network.directory.index.store import NoIndex
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.questions import fitting, limits, room, telling
from vezi.network.questions.models import Asked, AskState, Breadth, Question, State
from vezi.network.questions.moments import LOOK_BACK_AFTER, LOOKED_BACK_FOR, moves_on_at
from vezi.network.questions.services.asking import end
from vezi.network.questions.services.holding import call_off, lock_people, locked
from vezi.network.ties import queries as ties

log = logging.getLogger(__name__)

LOOKED_AT = 12  # people who have room, of whom the best are asked
TRIES = 3  # where others took the room of whom was chosen
SEEKING = (State.OPEN, State.NOBODY)
LOOKED_AGAIN = timedelta(days=3)  # whether somebody has room by now, where nobody had


def due(*, now: datetime, at_most: int) -> list[int]:
    """Questions to look at, the longest due first."""
    rows = Question.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    return list(rows.values_list("pk", flat=True)[:at_most])


def go_on_with_all(*, now: datetime, at_most: int = 200) -> int:
    """How many went on. One that cannot be looked at must not keep the others from it."""
    done = 0
    for number in due(now=now, at_most=at_most):
        try:
            go_on(question_id=number, now=now)
            done += 1
        except NoIndex:
            log.info("There is no index to route the question %s by; it is tried again.", number)
        except Exception:
            log.exception("The question %s could not go on.", number)
    return done


def go_on(*, question_id: int, now: datetime) -> None:
    """Whatever is due of the question. Raises NoIndex where there is nobody to ask it of yet."""
    question = Question.objects.filter(pk=question_id, due_at__lte=now).first()
    if question is None:
        return
    if question.state in SEEKING:
        _ask_next(question, now=now)
    else:
        _time_is_up(question, now=now)


@transaction.atomic
def _time_is_up(question: Question, *, now: datetime) -> None:
    lock_people([question.asker_id])
    found = locked(question)
    if found.due_at is None or found.due_at > now:
        return
    if found.state == State.HELPING and found.looked_back_at is None:
        found.looked_back_at, found.due_at = now, now + LOOKED_BACK_FOR
        found.save(update_fields=["looked_back_at", "due_at"])
        if found.helped is None:
            telling.look_back(found, now=now)
    elif found.state == State.HELPING:
        end(found, State.CLOSED, now=now)


def _ask_next(question: Question, *, now: datetime) -> None:
    """Who did not answer in time is asked no more, and others are, as many as are missing."""
    for _try in range(TRIES):
        if not _has_places(question, now=now):
            return
        fits = choose(question, now=now)
        if _asked(question, fits, now=now) or not fits:
            return


@transaction.atomic
def _has_places(question: Question, *, now: datetime) -> bool:
    """Time is up for some, and perhaps for the question; whether somebody more may be asked now."""
    found = locked(question)
    if found.state not in SEEKING or found.due_at is None or found.due_at > now:
        return False
    late = found.asked.filter(state=AskState.WAITING, until__lte=now)
    for one in late.select_related("person", "question__asker"):
        telling.settled(one, now=now)
    late.update(state=AskState.PASSED)
    if found.closes_at is not None and found.closes_at <= now:
        call_off(found, now=now)
        if found.first_help_at is None:
            if found.state == State.OPEN:  # else its asker knows
                telling.nobody(found, now=now)
            end(found, State.OVER, now=now)
        else:
            _helping_again(found, now=now)
        return False
    return True


def _helping_again(found: Question, *, now: datetime) -> None:
    """More were asked after somebody offered help, and nobody more did."""
    found.state = State.HELPING
    since = found.first_help_at or now
    found.due_at = max(now, since + LOOK_BACK_AFTER) if found.looked_back_at is None else now + LOOKED_BACK_FOR
    found.save(update_fields=["state", "due_at"])


def choose(question: Question, *, now: datetime) -> list[tuple[int, float]]:
    """Those who fit and have room, the best first, each with her share; of those who fit alike, who was asked least
    lately. Raises NoIndex."""
    asker = Person.objects.select_related("account").filter(pk=question.asker_id or 0).first()
    if asker is None:
        return []
    viewer = viewer_as(asker, now=now)
    before = set(question.asked.values_list("person_id", flat=True)) | ties.waved_away_ids(asker.pk)
    found = fitting.find(viewer=viewer, text=question.words, breadth=question.breadth, without=before)
    numbers = room.first_with_room(question, found.people, now=now, most=LOOKED_AT)
    fits = fitting.read_fits(viewer, numbers, found.words)
    fits.sort(key=lambda fit: -fit.step)  # stable: among those of one step the order of who has room stands
    return [(fit.seen.person.pk, fit.share) for fit in fits]


@transaction.atomic
def _asked(question: Question, fits: list[tuple[int, float]], *, now: datetime) -> bool:
    """Ask the first of them who still have room. Not where others have just taken the room of too many: it stays due."""
    people = lock_people([question.asker_id, *(number for number, _share in fits)])
    found = locked(question)
    if found.state not in SEEKING or found.asker_id not in people:
        return True
    in_all, waiting = found.asked.count(), found.asked.filter(state=AskState.WAITING).count()
    places = max(0, min(limits.AT_ONCE - waiting, limits.IN_ALL - in_all))
    still = set(room.with_room(found, [fit for fit in fits if fit[0] in people], now=now, most=LOOKED_AT))
    going = [number for number, _share in fits if number in still][:places]
    for number in going:
        put(found, people[number], now=now)
    if going:
        telling.moved(found)
    is_short = len(going) < min(places, len(fits))
    if not is_short:
        _set_due(found, now=now)
    return not is_short


def put(question: Question, person: Person, *, now: datetime, named_by: Person | None = None, word: str = "") -> Asked:
    """The person is asked. Lock her and the question, and ask whether she has room, first."""
    one = Asked.objects.create(
        question=question, person=person, asked_at=now, until=moves_on_at(now), named_by=named_by, word=word
    )
    telling.asked(one, now=now)
    return one


def _set_due(found: Question, *, now: datetime) -> None:
    """When it is looked at again. Where nobody is waited for and nobody is left, its asker hears of it."""
    ends = [
        one
        for one in (found.closes_at, *found.asked.filter(state=AskState.WAITING).values_list("until", flat=True))
        if one
    ]
    is_waited_for = len(ends) > 1
    if not is_waited_for and found.first_help_at is not None:
        _helping_again(found, now=now)
        return
    if not is_waited_for and found.state == State.OPEN:
        telling.nobody(found, now=now)
    found.state = State.OPEN if is_waited_for else State.NOBODY
    found.due_at = min(ends) if is_waited_for else min(*ends, now + LOOKED_AGAIN)
    found.save(update_fields=["due_at", "state"])


def viewer_as(person: Person, *, now: datetime) -> Viewer:
    """The person as a viewer, where nobody is signed in."""
    if person.account is not None:
        return viewer_of(person.account, today=timezone.localdate(now))
    return Viewer(person=person, apart=ties.apart_from(person.pk))


def is_within(question: Question, person: Person) -> bool:
    """Whether the breadth that its asker chose reaches the person."""
    if question.breadth == Breadth.NETWORK:
        return True
    if question.breadth == Breadth.CONNECTIONS:
        return ties.connected_since(question.asker_id or 0, person.pk) is not None
    mine = Membership.objects.active().filter(person=question.asker_id).values("club")
    return Membership.objects.active().filter(person=person, club__in=mine).exists()
