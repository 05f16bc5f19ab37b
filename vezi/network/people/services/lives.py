"""Deeds on a life: studies, work, the town one lives in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import Affiliation, Person, Position, Residence, Source
from vezi.network.people.services.values import note, say_so
from vezi.network.people.signals import value_said

SAID_OF_WORK = ("title", "employer", "is_current")


class NotYours(Refused):
    sentence = _("Degrees come from the registrar. Write to the club to have one corrected.")


@transaction.atomic
def add_position(*, person: Person, source: str, by: Account | None, now: datetime, **facts: Any) -> Position:
    """`facts` are fields of `Position`."""
    position = Position.objects.create(person=person, source=source, recorded_at=now, confirmed_at=now, **facts)
    note("add_position", position, by=by, now=now)
    value_said.send(Position, value=position, was=None, source=source, now=now)
    return position


@transaction.atomic
def change_position(*, position: Position, source: str, by: Account | None, now: datetime, **facts: Any) -> Position:
    was = {field: getattr(position, field) for field in SAID_OF_WORK}
    for field, value in facts.items():
        setattr(position, field, value)
    say_so(position, source=source, now=now)
    position.save()
    note("change_position", position, by=by, now=now)
    value_said.send(Position, value=position, was=was, source=source, now=now)
    return position


@transaction.atomic
def remove_position(*, position: Position, by: Account | None, now: datetime) -> None:
    note("remove_position", position, by=by, now=now)
    position.delete()


@transaction.atomic
def add_affiliation(*, person: Person, source: str, by: Account | None, now: datetime, **facts: Any) -> Affiliation:
    """`facts` are fields of `Affiliation`."""
    said = {"confirmed_at": now, **facts}
    affiliation = Affiliation.objects.create(person=person, source=source, recorded_at=now, **said)
    note("add_affiliation", affiliation, by=by, now=now)
    return affiliation


@transaction.atomic
def change_affiliation(
    *, affiliation: Affiliation, source: str, by: Account | None, now: datetime, **facts: Any
) -> Affiliation:
    """What the registrar says only officers change. Raises NotYours."""
    hold_to_the_registrar(affiliation, source)
    for field, value in facts.items():
        setattr(affiliation, field, value)
    say_so(affiliation, source=source, now=now)
    affiliation.save()
    note("change_affiliation", affiliation, by=by, now=now)
    return affiliation


@transaction.atomic
def remove_affiliation(*, affiliation: Affiliation, source: str, by: Account | None, now: datetime) -> None:
    """Raises NotYours."""
    hold_to_the_registrar(affiliation, source)
    note("remove_affiliation", affiliation, by=by, now=now)
    affiliation.delete()


def hold_to_the_registrar(affiliation: Affiliation, source: str) -> None:
    if source == Source.SELF and affiliation.source != Source.SELF:
        raise NotYours


@transaction.atomic
def move_to(
    *, person: Person, city: str, country: str, source: str, by: Account | None, now: datetime
) -> Residence | None:
    """The town one lives in; nothing given takes it away. The audience stays as chosen."""
    residence = Residence.objects.select_for_update().filter(person=person).first() or Residence(person=person)
    if not city.strip() and not country:
        if residence.pk:
            note("move_away", residence, by=by, now=now)
            residence.delete()
        return None
    was = {"city": residence.city, "country": residence.country} if residence.pk else None
    residence.city, residence.country = city.strip(), country
    say_so(residence, source=source, now=now)
    residence.save()
    note("move_to", residence, by=by, now=now)
    value_said.send(Residence, value=residence, was=was, source=source, now=now)
    return residence
