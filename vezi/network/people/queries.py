"""What a reader sees of a person: the one place where audiences are applied, for pages, search, vCards and exports.

A reader has a reach (core.audience); the person's clubs have a default for values without a choice. Names and
affiliations without an audience follow it; contact values, work, home town and birthday are then seen by nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from vezi.core.audience import SELF, Audience
from vezi.network.people.models import Affiliation, ContactValue, OtherName, Person, PersonQuerySet, Position, Residence

Value = TypeVar("Value", OtherName, Affiliation, Position, ContactValue)

NOBODYS = max(Audience) + 1  # further away than any audience

#: What belongs to a person, fetched at once.
PARTS = (
    "other_names",
    "affiliations__institution__parent",
    "affiliations__programme",
    "positions",
    "contacts",
    "residence",
)


@dataclass(frozen=True)
class Seen:
    """A person as one reader sees her. What the reader may not see is not in it."""

    person: Person
    reach: int
    name: str = ""  # empty: the reader does not see the person at all
    other_names: list[OtherName] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    residence: Residence | None = None
    contacts: list[ContactValue] = field(default_factory=list)
    born_on: date | None = None
    birth_year: int | None = None
    speaks: list[str] = field(default_factory=list)
    ask_about: str = ""
    helps_with: list[str] = field(default_factory=list)

    @property
    def class_year(self) -> int | None:
        """The year that stands beside the name: of the first degree seen."""
        years = [affiliation.class_year for affiliation in self.affiliations if affiliation.class_year]
        return min(years, default=None)

    @property
    def current(self) -> Position | None:
        """The work of today: the latest one that has not ended."""
        now = [position for position in self.positions if position.is_current]
        return max(now, key=lambda position: (position.started_year or 0, position.pk or 0), default=None)


def with_parts(people: PersonQuerySet) -> PersonQuerySet:
    """People with all that belongs to them, in a fixed number of queries."""
    return people.select_related("residence").prefetch_related(*(part for part in PARTS if part != "residence"))


def record_now(number: int | None) -> Person | None:
    """The record that was once known by this number: itself, or the one it became part of; None if it is erased."""
    if number is None:
        return None
    found = Person.objects.filter(pk=number, erased_at__isnull=True).select_related("merged_into").first()
    return (found.merged_into or found) if found is not None else None


def audience_of_name(person: Person, *, default: int) -> int:
    return person.name_audience if person.name_audience is not None else default


def seen(person: Person, *, reach: int, default: int) -> Seen:
    """The person at this reach. `default` is the widest default audience of the clubs she is a member of.

    Who does not reach the name sees nothing at all. Costs no query after `with_parts`.
    """
    if not reach <= audience_of_name(person, default=default):
        return Seen(person, reach)
    reached = Reached(reach)
    residence = getattr(person, "residence", None)
    living = Reached(
        NOBODYS if person.is_deceased and reach != SELF else reach
    )  # who died is neither written to nor congratulated
    return Seen(
        person,
        reach,
        name=person.name,
        other_names=reached.of(person.other_names.all(), otherwise=audience_of_name(person, default=default)),
        affiliations=sorted(reached.of(person.affiliations.all(), otherwise=default), key=by_class_year),
        positions=sorted(reached.of(person.positions.all()), key=by_start, reverse=True),
        residence=residence if residence is not None and reached.by(residence.audience) else None,
        contacts=living.of(person.contacts.all()),
        born_on=person.born_on if living.by(person.birth_audience) else None,
        birth_year=person.birth_year if reached.by(person.birth_audience) else None,
        speaks=person.speaks if reached.by(person.speaks_audience) else [],
        ask_about=person.ask_about if living.by(person.ask_audience) else "",
        helps_with=person.helps_with if living.by(person.help_audience) else [],
    )


@dataclass(frozen=True)
class Reached:
    """Chooses from values those whose audience is at least the reach."""

    reach: int

    def by(self, audience: int | None, *, otherwise: int = Audience.NOBODY) -> bool:
        return self.reach <= (audience if audience is not None else otherwise)

    def of(self, values: Iterable[Value], *, otherwise: int = Audience.NOBODY) -> list[Value]:
        return [value for value in values if self.by(value.audience, otherwise=otherwise)]


def by_class_year(affiliation: Affiliation) -> tuple[int, int]:
    return (affiliation.class_year or affiliation.ended_year or 9999, affiliation.pk or 0)


def by_start(position: Position) -> tuple[bool, int, int]:
    return (position.is_current, position.started_year or 0, position.pk or 0)
