"""What an import would do, or did: people with their differences, people of the file, rows that were left out.

Each question costs the same few SQL queries for one person and for fifty.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.utils.functional import cached_property

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import reach
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.naming import sorted_for_reader
from vezi.network.registrar.importing import kinds
from vezi.network.registrar.importing.entries import Entry, entries
from vezi.network.registrar.linkage import Weighed
from vezi.network.registrar.models import Difference, Import, RowState, SourceRow

PEOPLE_ON_A_PAGE = 50
SORTED_AT_ONCE = 20_000  # people; more come in the order of the club's books


@dataclass(frozen=True)
class Changing:
    """A person whom the file would change, and what in her."""

    person: Person
    differences: list[Difference]

    @property
    def year(self) -> int | None:
        return class_year(self.person)


@dataclass(frozen=True)
class Told:
    """A person of the file, and the record she has or would get."""

    entry: Entry
    person: Person | None


def class_year(person: Person) -> int | None:
    return min((one.class_year for one in person.affiliations.all() if one.class_year), default=None)


def people_by_id(ids: list[int], *, club: Club) -> dict[int, Person]:
    """Two queries, with the studies that the club holds, and whether the record is held back (`is_held_back`).

    Those who were merged away or erased are not among them.
    """
    back = Membership.with_held.filter(person=OuterRef("pk"), club=club, state=State.HELD)
    held = Affiliation.objects.filter(reach.held_by(club)).only("person_id", "class_year")
    studies = Prefetch("affiliations", held)
    people = Person.objects.living_records().filter(pk__in=ids).annotate(is_held_back=Exists(back))
    return {person.pk: person for person in people.prefetch_related(studies)}


class ChangingPages(Paginator):
    """Pages of people with differences of a kind. How many there are was counted when the preview was made."""

    def __init__(self, registrar_import: Import, *, kind: str = "") -> None:
        self.registrar_import, self.kind = registrar_import, kind
        super().__init__(object_list=[], per_page=PEOPLE_ON_A_PAGE)

    @cached_property
    def count(self) -> int:
        return int(self.registrar_import.facts.get("kinds", {}).get(self.kind, 0))

    @property
    def differences(self) -> QuerySet[Difference]:
        return Difference.objects.filter(kinds.condition(self.kind), registrar_import=self.registrar_import)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        by_name = f"person__sort_{sorted_for_reader()}"
        ordered = self.differences.order_by(*((by_name,) if self.count <= SORTED_AT_ONCE else ()), "person_id")
        ids = list(ordered.distinct().values_list("person_id", flat=True)[start : start + self.per_page])
        return Page(changing(self.differences, ids, club=self.registrar_import.club), number, self)


def changing(differences: QuerySet[Difference], ids: list[int], *, club: Club) -> list[Changing]:
    """These people with what is asked of their differences; three queries."""
    people = people_by_id(ids, club=club)
    found: dict[int, list[Difference]] = defaultdict(list)
    for difference in differences.filter(person_id__in=ids).order_by("person_id", "pk"):
        found[difference.person_id].append(difference)
    return [Changing(people[pk], found[pk]) for pk in ids if pk in people]


class ToldPages(Paginator):
    """Pages of the file's people whose rows are in a state (new, unchanged), in the order of the file."""

    def __init__(self, registrar_import: Import, *, state: RowState, count: int) -> None:
        self.registrar_import, self.state, self.known_count = registrar_import, state, count
        super().__init__(object_list=[], per_page=PEOPLE_ON_A_PAGE)

    @cached_property
    def count(self) -> int:
        return self.known_count

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        firsts = self.registrar_import.source_rows.filter(state=self.state).order_by("first_number").distinct()
        shown = list(firsts.values_list("first_number", flat=True)[start : start + self.per_page]) if self.count else []
        return Page(told(self.registrar_import, shown), number, self)


def told(registrar_import: Import, firsts: list[int]) -> list[Told]:
    """The people of whom these rows are the first; three queries."""
    rows = of_people(registrar_import, firsts)
    people = people_by_id([pk for row in rows if (pk := row.person_id or row.matched_id)], club=registrar_import.club)
    whose = {row.number: row.person_id or row.matched_id for row in rows}
    found = entries((str(row.first_number), (row.number, row.read, row.problems)) for row in rows)
    return [Told(entry, people.get(whose[entry.rows[0]] or 0)) for entry in found]


def of_people(registrar_import: Import, firsts: list[int]) -> list[SourceRow]:
    """All the rows of the people whose first rows these are, but those that were left out."""
    rows = registrar_import.source_rows.filter(first_number__in=firsts).exclude(state=RowState.REJECTED)
    return sorted(rows, key=lambda row: (row.first_number, row.number))


def rejected(registrar_import: Import) -> QuerySet[SourceRow]:
    """Rows that were left out, in the order of the file."""
    return registrar_import.source_rows.filter(state=RowState.REJECTED).order_by("number")


def warned(registrar_import: Import) -> QuerySet[SourceRow]:
    """Rows that are read, with a word of warning."""
    found = registrar_import.source_rows.exclude(state=RowState.REJECTED).exclude(problems=[])
    return found.order_by("number")


@dataclass(frozen=True)
class Alike:
    """Somebody of the file, the record she was taken for or may be, and why."""

    row: SourceRow
    person: Person
    weighed: Weighed
    is_sure: bool


def alike(registrar_import: Import) -> QuerySet[SourceRow]:
    """The first row of each person found by likeness, the doubtful ones first."""
    rows = registrar_import.source_rows.filter(likeness__isnull=False, number=F("first_number"))
    return rows.order_by("likeness__is_sure", "number")


def told_alike(rows: Iterable[SourceRow], *, club: Club) -> list[Alike]:
    """Rows of `alike` with their people; one who was merged away or erased meanwhile is left out."""
    noted: list[tuple[SourceRow, Any]] = [(row, row.likeness) for row in rows]
    people = people_by_id([likeness["person"] for _row, likeness in noted], club=club)
    return [
        Alike(row, people[likeness["person"]], Weighed.from_json(likeness), likeness["is_sure"])
        for row, likeness in noted
        if likeness["person"] in people
    ]
