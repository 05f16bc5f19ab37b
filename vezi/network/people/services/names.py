"""Deeds on names and the day of birth."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import NameKind, OtherName, Person
from vezi.network.people.services.persons import name_keys
from vezi.network.people.services.values import note, say_so


class NoName(Refused):
    sentence = _("A person needs at least one name.")


@transaction.atomic
def change_name(
    *,
    person: Person,
    given: str,
    family: str,
    preferred: str,
    title: str,
    source: str,
    by: Account | None,
    now: datetime,
) -> Person:
    """Change how the person is called. A surname left behind is kept as a former name, so that classmates find her.

    Raises NoName.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not given.strip() and not family.strip():
        raise NoName
    if person.family and person.family != family.strip():
        keep_former(person, source=source, now=now)
    person.given, person.family = given.strip(), family.strip()
    person.preferred, person.title = preferred.strip(), title.strip()
    name_keys(person)
    say_so(person, source=source, now=now)
    person.save()
    note("change_name", person, by=by, now=now)
    return person


def keep_former(person: Person, *, source: str, now: datetime) -> None:
    OtherName.objects.get_or_create(
        person=person, kind=NameKind.FORMER, given="", family=person.family,
        defaults={"source": source, "recorded_at": now, "confirmed_at": now},
    )  # fmt: skip


@transaction.atomic
def add_other_name(
    *, person: Person, kind: str, given: str, family: str, source: str, by: Account | None, now: datetime, **facts: Any
) -> OtherName:
    """`facts` are fields of `OtherName`. Raises NoName."""
    if not given.strip() and not family.strip():
        raise NoName
    name, _made = OtherName.objects.get_or_create(
        person=person, kind=kind, given=given.strip(), family=family.strip(),
        defaults={"source": source, "recorded_at": now, "confirmed_at": now, **facts},
    )  # fmt: skip
    note("add_other_name", name, by=by, now=now)
    return name


@transaction.atomic
def remove_other_name(*, name: OtherName, by: Account | None, now: datetime) -> None:
    note("remove_other_name", name, by=by, now=now)
    name.delete()


@transaction.atomic
def change_birth(
    *, person: Person, born_on: date | None, birth_year: int | None, by: Account | None, now: datetime
) -> Person:
    """A full date brings its year with it."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    person.born_on = born_on
    person.birth_year = born_on.year if born_on else birth_year
    person.save(update_fields=["born_on", "birth_year"])
    note("change_birth", person, by=by, now=now)
    return person
