"""Asking to be connected, and every answer to it. Who is declined is never told; to her it waits until it closes."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused, Words
from vezi.network.accounts.models import Account
from vezi.network.connections import limits, queries, telling
from vezi.network.connections.models import AskingChoice, ConnectionRequest, Introduction, RequestState, Stage
from vezi.network.connections.services.tying import (
    CannotBeAsked,
    ConnectedAlready,
    NotOpenAnyMore,
    locked,
    refuse_who_is_away,
    tie,
)
from vezi.network.people.models import Person
from vezi.network.ties import queries as facts
from vezi.network.ties import services as ties


class TakesNoRequests(Refused):
    sentence = _("This person takes no requests. Somebody who knows you both may introduce you.")


class AskedAlready(Refused):
    sentence = _("You have asked already. Your request waits.")


class AskedNotLongAgo(Refused):
    sentence: Words = _("You have asked not long ago. You can ask again from {day} on.")

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(str(AskedNotLongAgo.sentence).format(day=date_format(until, "DATE_FORMAT")))
        self.sentence = str(self)


@transaction.atomic
def ask(*, asker: Person, asked: Person, words: str, by: Account | None, now: datetime) -> ConnectionRequest | None:
    """None where the two are connected at once, as the other had asked, or been introduced, too.

    Raises CannotBeAsked, ConnectedAlready, AskedAlready, AskedNotLongAgo, TakesNoRequests, limits.TooMany.
    """
    if asker.pk == asked.pk:
        raise CannotBeAsked
    asker, asked = locked(asker, asked)
    refuse_who_is_away([asker, asked])
    if facts.connected_since(asker.pk, asked.pk) is not None:
        raise ConnectedAlready
    if _open(asked, asker, now=now) is not None or _is_introduced(asked, to=asker, now=now):
        tie(one=asker, other=asked, by=by, now=now)
        audit.record("connections.meet", by=by, at=now, person_id=asker.pk)
        telling.met(asker=asked, answerer=asker, now=now)
        return None
    if _open(asker, asked, now=now) is not None:
        raise AskedAlready
    refuse_too_soon(asker=asker, asked=asked, now=now)
    if not queries.takes_requests(asked):
        raise TakesNoRequests
    limits.hold(asker, now=now)
    _between(asker, asked).filter(state=RequestState.WAITING).update(state=RequestState.CLOSED, ended_at=now)
    request = ConnectionRequest.objects.create(
        asker=asker, asked=asked, words=words.strip(), asked_at=now, closes_at=now + limits.OPEN_FOR
    )
    audit.record("connections.ask", by=by, at=now, subject=request, person_id=asker.pk)
    telling.asked(request, now=now)
    return request


@transaction.atomic
def accept(*, request: ConnectionRequest, by: Account | None, now: datetime) -> ConnectionRequest:
    """The two are connected, nothing changes where they are by it. Raises NotOpenAnyMore, CannotBeAsked."""
    request = locked_request(request)
    if request.state == RequestState.ACCEPTED and facts.connected_since(request.asker_id, request.asked_id):
        return request
    if not request.is_open(now):
        raise NotOpenAnyMore
    refuse_who_is_away([request.asker, request.asked])
    tie(one=request.asked, other=request.asker, by=by, now=now)
    audit.record("connections.accept", by=by, at=now, subject=request, person_id=request.asked_id)
    telling.met(asker=request.asker, answerer=request.asked, now=now)
    request.refresh_from_db()
    return request


@transaction.atomic
def decline(*, request: ConnectionRequest, by: Account | None, now: datetime) -> ConnectionRequest:
    """It leaves the inbox of who was asked; nothing changes for who asked. Raises NotOpenAnyMore."""
    request = locked_request(request)
    if not request.is_open(now):
        raise NotOpenAnyMore
    if request.set_aside_at is None:
        request.set_aside_at = now
        request.save(update_fields=["set_aside_at"])
        audit.record("connections.decline", by=by, at=now, subject=request, person_id=request.asked_id)
        telling.answered(request, now=now)
    return request


@transaction.atomic
def withdraw(*, request: ConnectionRequest, by: Account | None, now: datetime) -> ConnectionRequest:
    """Taken back, from inbox and mail, too. Raises NotOpenAnyMore."""
    request = locked_request(request)
    if request.state != RequestState.WAITING:
        raise NotOpenAnyMore
    _end(request, RequestState.WITHDRAWN, now=now)
    audit.record("connections.withdraw", by=by, at=now, subject=request, person_id=request.asker_id)
    telling.taken_back(request, now=now)
    return request


@transaction.atomic
def end(*, person: Person, other: Person, by: Account | None, now: datetime) -> None:
    """The two are connected no more; the other is not told."""
    ties.disconnect(one=person, other=other, by=by, now=now)


@transaction.atomic
def choose(*, person: Person, takes_requests: bool, by: Account | None, now: datetime) -> AskingChoice:
    """What was asked before may still be answered."""
    found, _made = AskingChoice.objects.update_or_create(person=person, defaults={"takes_requests": takes_requests})
    audit.record("connections.choose", by=by, at=now, subject=found, person_id=person.pk, takes_requests=takes_requests)
    return found


def close_overdue(*, now: datetime, at_most: int = 500) -> int:
    """Requests nobody answered close, declined ones among them, each by itself; who asked is told kindly. How many."""
    overdue = ConnectionRequest.objects.filter(state=RequestState.WAITING, closes_at__lte=now).order_by("closes_at")
    return sum(_close_overdue(one, now=now) for one in overdue.select_related("asker", "asked")[:at_most])


@transaction.atomic
def _close_overdue(request: ConnectionRequest, *, now: datetime) -> bool:
    with suppress(NotOpenAnyMore):
        one = locked_request(request)
        if one.state == RequestState.WAITING and one.closes_at <= now:
            _end(one, RequestState.CLOSED, now=now)
            telling.closed(one, now=now)
            return True
    return False


def keep_apart(*, person: Person, whom: Person, now: datetime) -> None:
    """What the blocker asked is taken back, what she was asked is set aside, without a word to anybody."""
    waiting = ConnectionRequest.objects.filter(state=RequestState.WAITING)
    for request in waiting.filter(asker__in=[person, whom], asked__in=[person, whom]):
        telling.answered(request, now=now)
    waiting.filter(asker=person, asked=whom).update(state=RequestState.WITHDRAWN, ended_at=now)
    waiting.filter(asker=whom, asked=person, set_aside_at__isnull=True).update(set_aside_at=now)


def refuse_too_soon(*, asker: Person, asked: Person, now: datetime) -> None:
    """Raises AskedNotLongAgo."""
    last = _between(asker, asked).exclude(state=RequestState.ACCEPTED).order_by("-asked_at").first()
    if last is not None and (until := last.asked_at + limits.AGAIN_AFTER) > now:
        raise AskedNotLongAgo(until)


def locked_request(request: ConnectionRequest) -> ConnectionRequest:
    """People first, as everybody does who ties them. Raises NotOpenAnyMore where it, or one of them, is gone."""
    try:
        locked(request.asker, request.asked)
    except CannotBeAsked as gone:
        raise NotOpenAnyMore from gone
    rows = ConnectionRequest.objects.select_for_update(of=("self",)).select_related("asker", "asked")
    found = rows.filter(pk=request.pk, asker=request.asker_id, asked=request.asked_id).first()
    if found is None:
        raise NotOpenAnyMore
    return found


def _between(asker: Person, asked: Person) -> QuerySet[ConnectionRequest]:
    return ConnectionRequest.objects.filter(asker=asker, asked=asked)


def _open(asker: Person, asked: Person, *, now: datetime) -> ConnectionRequest | None:
    """As the one who asked knows it: declined or not."""
    return _between(asker, asked).filter(state=RequestState.WAITING, closes_at__gt=now).first()


def _is_introduced(asker: Person, *, to: Person, now: datetime) -> bool:
    """Whether she waits for an answer that way."""
    return Introduction.objects.filter(asker=asker, third=to, stage=Stage.PASSED_ON, closes_at__gt=now).exists()


def _end(request: ConnectionRequest, state: RequestState, *, now: datetime) -> None:
    request.state, request.ended_at = state, now
    request.save(update_fields=["state", "ended_at"])
