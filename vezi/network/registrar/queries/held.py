"""What a person is told of the registrar's files and of her invitations."""

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db.models import Q

from vezi.network.people.models import Person
from vezi.network.registrar.importing import wording
from vezi.network.registrar.models import Claim, Difference, Duplicate, Import, Invitation, SourceRow

ROWS_TOLD = 60


@dataclass(frozen=True)
class HeldRow:
    """A row as it stood: name of the column, cell."""

    number: int
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class HeldChange:
    """A value the file said otherwise."""

    field: str
    was: str
    becomes: str
    is_applied: bool


@dataclass
class HeldFile:
    registrar_import: Import
    rows: list[HeldRow] = field(default_factory=list)
    changes: list[HeldChange] = field(default_factory=list)


@dataclass(frozen=True)
class Held:
    files: list[HeldFile]
    invitations: list[Invitation]
    claims: list[Claim]
    comparisons: list[Duplicate]  # with another record, of whom nothing is said

    def __bool__(self) -> bool:
        return bool(self.files or self.invitations or self.claims or self.comparisons)


def of(person: Person) -> Held:
    """Five queries; the newest first."""
    files: dict[int, HeldFile] = {}
    rows = SourceRow.objects.filter(person=person).select_related("registrar_import__club")
    for row in rows.order_by("-registrar_import_id", "number")[:ROWS_TOLD]:
        held = files.setdefault(row.registrar_import_id, HeldFile(row.registrar_import))
        held.rows.append(HeldRow(row.number, cells_of(row)))
    changes = Difference.objects.filter(person=person).select_related("registrar_import__club")
    for change in changes.order_by("-registrar_import_id", "row_number", "pk")[:ROWS_TOLD]:
        held = files.setdefault(change.registrar_import_id, HeldFile(change.registrar_import))
        held.changes.append(told(change))
    return Held(
        files=list(files.values()),
        invitations=list(Invitation.objects.filter(person=person).select_related("club").order_by("-made_at", "-pk")),
        claims=list(Claim.objects.filter(person=person).select_related("club").order_by("-taken_at", "-pk")),
        comparisons=list(
            Duplicate.objects.filter(Q(one=person) | Q(other=person))
            .select_related("club", "owner_question")
            .order_by("-found_at", "-pk")
        ),
    )


def cells_of(row: SourceRow) -> list[tuple[str, str]]:
    """The cells that are not empty, each with the name of its column."""
    columns: list[Any] = list(row.registrar_import.facts.get("columns", []))
    paired = zip_longest(columns[: len(row.cells)], row.cells, fillvalue="")
    return [(str(column), str(cell)) for column, cell in paired if cell not in (None, "")]


def told(change: Difference) -> HeldChange:
    was = wording.value(change.field, change.was) if change.was is not None else ""
    return HeldChange(wording.field(change.field), was, wording.value(change.field, change.becomes), change.applied)
