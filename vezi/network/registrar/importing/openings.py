"""The first rows of a file, kept at hand for a while: the officer looks at them anew with each choice she makes."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache

from vezi.network.registrar.importing.entries import Entry, entries
from vezi.network.registrar.importing.rows import on_disk
from vezi.network.registrar.models import Import
from vezi.network.registrar.reading.files import Choices, Row, Sheet, open_sheet
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.reading.records import Reading

ROWS_KEPT = 60
KEPT_FOR = 6 * 60 * 60  # seconds
BLOCK = 1 << 20


@dataclass(frozen=True)
class Opening:
    """The columns of a sheet and its first rows; reads like the sheet itself."""

    columns: tuple[str, ...]
    first: list[Row]

    def rows(self) -> Iterator[Row]:
        return iter(self.first)


def name_of(registrar_import: Import) -> str:
    return f"registrar:opening:{registrar_import.public_id}"


def keep(registrar_import: Import, sheet: Sheet) -> Opening:
    opening = Opening(sheet.columns, [row._replace(cells=list(row.cells)) for row in sheet.first_rows(ROWS_KEPT)])
    cache.set(name_of(registrar_import), opening, KEPT_FOR)
    return opening


def forget(registrar_import: Import) -> None:
    cache.delete(name_of(registrar_import))


def opening_of(registrar_import: Import) -> Opening:
    """From the cache; else read once more (seconds for a large spreadsheet). Raises Unreadable."""
    kept = cache.get(name_of(registrar_import))
    if isinstance(kept, Opening) and list(kept.columns) == registrar_import.facts.get("columns"):
        return kept
    with on_disk(registrar_import.file) as path:
        sheet = open_sheet(path, Choices(**registrar_import.facts.get("choices", {})))
        return Opening(sheet.columns, sheet.first_rows(ROWS_KEPT))


@dataclass(frozen=True)
class FirstPeople:
    """The people of the first rows as they would be read, and rows that would be left out."""

    people: list[Entry]
    left_out: list[dict[str, object]]  # problems


def first_people(opening: Opening, mapping: Mapping, *, today: datetime.date, most: int) -> FirstPeople:
    """Raises Unreadable if the mapping does not do."""
    rows, left_out = [], []
    for row in Reading(opening, mapping, today=today):
        problems = [problem.as_json() for problem in row.problems]
        if row.is_rejected:
            left_out += problems
        else:
            rows.append((row.person_key, (row.number, row.fields, problems)))
    return FirstPeople(some_of(entries(rows), most), left_out)


def some_of(people: list[Entry], most: int) -> list[Entry]:
    """The first, and among them a few of whom several rows tell: those show whether rows are put together rightly."""
    several = [one for one in people if len(one.rows) > 1][: most // 3]
    wanted = {one.rows for one in several} | {one.rows for one in people[: most - len(several)]}
    return [one for one in people if one.rows in wanted][:most]


def about_how_many_rows(sheet: Sheet) -> int:
    """Lines of a text, rows of a spreadsheet: near enough to say how far the reading is."""
    if sheet.workbook:
        found = sum(1 for _record in sheet.workbook.records())
    else:
        with sheet.path.open("rb") as file:
            found = sum(block.count(b"\n") or block.count(b"\r") for block in iter(lambda: file.read(BLOCK), b""))
    return max(found - (sheet.header_row or 0), 0)
