"""Tying and untying. Who is blocked is told nothing: not by a letter, not by a page, not by the log of her own deeds."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.audience import Audience
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.ties import queries, signals
from vezi.network.ties.models import Block, Connection, TieChoice, WavedAway


class WithOneself(Refused):
    sentence = _("This is you.")


class CannotConnect(Refused):
    sentence = _("These two cannot be connected.")


@transaction.atomic
def connect(*, one: Person, other: Person, by: Account | None, now: datetime) -> Connection:
    """The two are connected; nothing changes where they are. Raises CannotConnect, WithOneself."""
    _both(one, other)
    if queries.are_apart(one.pk, other.pk):
        raise CannotConnect
    Connection.objects.bulk_create(
        [Connection(person=one, other=other, since=now), Connection(person=other, other=one, since=now)],
        ignore_conflicts=True,
    )
    found = Connection.objects.get(person=one, other=other)
    if found.since == now:
        audit.record("ties.connect", by=by, at=now, subject=found, person_id=one.pk)
    return found


@transaction.atomic
def disconnect(*, one: Person, other: Person, by: Account | None, now: datetime) -> None:
    """What stood for connections alone is hidden from this moment on."""
    _both(one, other)
    if _untie(one, other):
        audit.record("ties.disconnect", by=by, at=now, person_id=one.pk)


@transaction.atomic
def block(*, person: Person, whom: Person, by: Account | None, now: datetime) -> Block:
    """Neither finds the other from this moment on, nor are they connected any more. Raises WithOneself."""
    _both(person, whom)
    _untie(person, whom)
    found, is_new = Block.objects.get_or_create(person=person, blocked=whom, defaults={"at": now, "name": whom.name})
    if is_new:
        audit.record("ties.block", by=by, at=now, subject=found, person_id=person.pk)
        signals.kept_apart.send(Block, person=person, whom=whom, now=now)
    return found


@transaction.atomic
def unblock(*, person: Person, whom: Person, by: Account | None, now: datetime) -> None:
    """They may find each other again, unless the other blocked too; connected they are no more."""
    _both(person, whom)
    if Block.objects.filter(person=person, blocked=whom).delete()[0]:
        audit.record("ties.unblock", by=by, at=now, person_id=person.pk)


@transaction.atomic
def wave_away(*, person: Person, whom: Person, by: Account | None, now: datetime) -> None:
    """The person is not suggested `whom` any more. Raises WithOneself."""
    if person.pk == whom.pk:
        raise WithOneself
    found, is_new = WavedAway.objects.get_or_create(person=person, other=whom, defaults={"at": now})
    if is_new:
        audit.record("ties.wave_away", by=by, at=now, subject=found, person_id=person.pk)


@transaction.atomic
def call_back(*, person: Person, whom: Person, by: Account | None, now: datetime) -> None:
    """She may be suggested again."""
    if WavedAway.objects.filter(person=person, other=whom).delete()[0]:
        audit.record("ties.call_back", by=by, at=now, person_id=person.pk)


@transaction.atomic
def choose(
    *, person: Person, is_suggested: bool, list_audience: Audience, by: Account | None, now: datetime
) -> TieChoice:
    said = {"is_suggested": is_suggested, "list_audience": list_audience}
    found, _made = TieChoice.objects.update_or_create(person=person, defaults=said)
    audit.record("ties.choose", by=by, at=now, subject=found, person_id=person.pk, **said)
    return found


def _both(one: Person, other: Person) -> None:
    """Lock the two, in one order for everybody: nobody is connected while being blocked. Raises WithOneself."""
    if one.pk == other.pk:
        raise WithOneself
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk]).order_by("pk"))


def _untie(one: Person, other: Person) -> bool:
    pair = [one.pk, other.pk]
    return bool(Connection.objects.filter(person__in=pair, other__in=pair).delete()[0])
