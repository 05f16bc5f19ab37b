"""All that a club's books say of people, as plain values that can be compared."""

from typing import Any

from django.db import models

from vezi.network.clubs.models import Club, Institution, Programme
from vezi.network.memberships.models import Membership
from vezi.network.people.models import (
    Affiliation,
    ContactValue,
    Identifier,
    OtherName,
    Person,
    Position,
    Residence,
)

VALUES: tuple[type[models.Model], ...] = (
    OtherName, Identifier, Affiliation, Position, Residence, ContactValue, Membership,
)  # fmt: skip
NAMED = {"institution_id": Institution, "programme_id": Programme}


def everything(club: Club) -> dict[str, list[dict[str, Any]]]:
    """Every row, with its number and its source: two that are equal hold the same to the letter."""
    people = Person.objects.filter(memberships__club=club)
    found = {"Person": rows_of(people)}
    for model in VALUES:
        found[model.__name__] = rows_of(model._default_manager.filter(person__in=people))
    for kind in (Institution, Programme):
        found[kind.__name__] = rows_of(kind._default_manager.all())
    return found


def rows_of(found: models.QuerySet[Any]) -> list[dict[str, Any]]:
    return [
        {key: bytes(value) if isinstance(value, memoryview) else value for key, value in row.items()}
        for row in found.order_by("pk").values()
    ]


def meaning(club: Club) -> list[tuple[Any, ...]]:
    """What is said of each person, whatever the numbers of rows and whoever said it."""
    people = Person.objects.filter(memberships__club=club, merged_into__isnull=True).distinct()
    return sorted((of_person(person) for person in people), key=repr)


def of_person(person: Person) -> tuple[Any, ...]:
    return (
        (person.family, person.given, person.preferred, person.title, str(person.born_on), person.birth_year),
        tuple(sorted((name.kind, name.family) for name in person.other_names.all())),
        tuple(sorted(number.value for number in person.identifiers.all())),
        tuple(sorted(map(study, person.affiliations.all()), key=repr)),
        tuple(sorted((work.employer, work.title) for work in person.positions.all())),
        tuple((home.city, home.country) for home in Residence.objects.filter(person=person)),
        tuple(sorted((value.kind, value.value, value.is_primary) for value in person.contacts.all())),
    )


def study(affiliation: Affiliation) -> tuple[Any, ...]:
    return (
        affiliation.institution.name if affiliation.institution else "",
        affiliation.programme.name if affiliation.programme else "",
        affiliation.degree, affiliation.kind, affiliation.class_year, affiliation.started_year, affiliation.ended_year,
    )  # fmt: skip
