"""What an import would do, or did: people with their differences, people of the file, rows that were left out.

Each question costs the same few SQL queries for one person and for fifty.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language

from vezi.network.people.models import Affiliation, Person
from vezi.network.registrar.importing import kinds
from vezi.network.registrar.importing.entries import Entry, entries
from vezi.network.registrar.models import Difference, Import, RowState, SourceRow

PEOPLE_ON_A_PAGE = 50
SORTED_AT_ONCE = 20_000  # people; more come in the order of the club's books
SORTED_IN = ("en", "sl")


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


def people_by_id(ids: list[int]) -> dict[int, Person]:
    """Two queries; those who were merged away or erased are not among them."""
    studies = Prefetch("affiliations", Affiliation.objects.only("person_id", "class_year"))
    return {
        person.pk: person for person in Person.objects.living_records().filter(pk__in=ids).prefetch_related(studies)
    }


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
        language = get_language() or ""
        by_name = f"person__sort_{language if language in SORTED_IN else SORTED_IN[0]}"
        ordered = self.differences.order_by(*((by_name,) if self.count <= SORTED_AT_ONCE else ()), "person_id")
        ids = list(ordered.distinct().values_list("person_id", flat=True)[start : start + self.per_page])
        return Page(changing(self.differences, ids), number, self)


def changing(differences: QuerySet[Difference], ids: list[int]) -> list[Changing]:
    """These people with what is asked of their differences; three queries."""
    people = people_by_id(ids)
    found: dict[int, list[Difference]] = defaultdict(list)
    for difference in differences.filter(person_id__in=ids).order_by("person_id", "pk"):
        found[difference.person_id].append(difference)
    return [Changing(people[pk], found[pk]) for pk in ids if pk in people]


FIRST_ROWS = """
select array_agg(number order by number) from registrar_sourcerow
where registrar_import_id = %s and state = %s group by person_key order by min(number) limit %s offset %s
"""


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
        asked: list[Any] = [self.registrar_import.pk, self.state, self.per_page, (number - 1) * self.per_page]
        with connection.cursor() as cursor:
            cursor.execute(FIRST_ROWS, asked)
            numbers = [row for (rows,) in cursor.fetchall() for row in rows]
        return Page(told(self.registrar_import, numbers), number, self)


def told(registrar_import: Import, numbers: list[int]) -> list[Told]:
    """The people whom these rows tell of; three queries."""
    rows = list(SourceRow.objects.filter(registrar_import=registrar_import, number__in=numbers).order_by("number"))
    people = people_by_id([pk for row in rows if (pk := row.person_id or row.matched_id)])
    whose = {row.number: row.person_id or row.matched_id for row in rows}
    found = entries((row.person_key, (row.number, row.read, row.problems)) for row in rows)
    return [Told(entry, people.get(whose[entry.rows[0]] or 0)) for entry in found]


def rejected(registrar_import: Import) -> QuerySet[SourceRow]:
    """Rows that were left out, in the order of the file."""
    return registrar_import.source_rows.filter(state=RowState.REJECTED).order_by("number")


def warned(registrar_import: Import) -> QuerySet[SourceRow]:
    """Rows that are read, with a word of warning."""
    found = registrar_import.source_rows.exclude(state=RowState.REJECTED).exclude(problems=[])
    return found.order_by("number")
