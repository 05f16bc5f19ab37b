"""Records from a bare file, in whatever form the importer reads."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from vezi.core.garbage import collecting_seldom
from vezi.network.registrar.linkage.names import plain
from vezi.network.registrar.linkage.records import FIELDS, Record
from vezi.network.registrar.reading import Sheet, propose
from vezi.network.registrar.reading.values import dates, names
from vezi.network.registrar.reading.values.texts import clean, says_nothing

ID = "id"
#: What the importer calls it, and what it is here.
AS_IMPORTED = {
    "student_number": ID,
    "given": "given_name",
    "family": "family_name",
    "preferred": "known_as",
    "former_family": "former_name",
    "name_at_graduation": "former_name",
    "born_on": "birth_date",
    "birth_year": "birth_year",
    "mail": "email",
    "phone": "phone",
    "mobile": "phone",
    "post": "street",
    "postcode": "postcode",
    "city": "city",
    "country": "country",
    "birth_place": "birth_place",
    "programme": "programme",
    "class_year": "class_year",
}
FULL_NAMES = {"full_name_given_first": False, "full_name_family_first": True}  # whether the surname stands first
NAMES_OF_KEYS = re.compile(r"(^|.* )(id|no|nr|number|key|stevilka|st|sifra)")
YEAR = re.compile(r"\d{4}")


class NoSuchColumn(Exception):
    """A column named by the reader is in none of the files."""


def records_of(sheet: Sheet, *, named: Sequence[tuple[str, str]] = (), today: datetime.date) -> list[Record]:
    """The file's rows. `named`: fields and the columns they stand in; without any that the file has, columns are found
    as the importer finds them. Rows without an id are called by their number.
    """
    columns = columns_named(sheet, named) or columns_found(sheet, today=today)
    places = {field: sheet.columns.index(column) for field, column in columns.items()}
    readers = [(places[field], reader) for field, reader in _readers(sheet, places, today=today).items()]
    key, width = places.get(ID), len(sheet.columns)
    with collecting_seldom():
        return [
            Record(**_read(row.cells, readers, key=key, number=row.number))
            for row in sheet.rows()
            if len(row.cells) == width
        ]


def columns_named(sheet: Sheet, named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of the columns named, those this file has."""
    return {field: column for field, column in named if column in sheet.columns}


def refuse_unknown(sheets: Sequence[Sheet], named: Iterable[tuple[str, str]]) -> None:
    """Raises NoSuchColumn."""
    present = {column for sheet in sheets for column in sheet.columns}
    for field, column in named:
        if field not in FIELDS:
            raise NoSuchColumn(f"There is no field “{field}”; there are: {', '.join(FIELDS)}.")
        if column not in present:
            raise NoSuchColumn(f"No file has a column “{column}”; there are: {', '.join(sorted(present))}.")


def columns_found(sheet: Sheet, *, today: datetime.date) -> dict[str, str]:
    """By the names this package uses, else as the importer would propose."""
    found = {plain(column).replace(" ", "_"): column for column in sheet.columns}
    columns = {field: found[field] for field in FIELDS if field in found}
    keys = []
    for proposal in propose(sheet, today=today).columns:
        field = AS_IMPORTED.get(proposal.field, proposal.field if proposal.field in FULL_NAMES else "")
        if field == ID:
            keys.append(proposal.column)
        elif field and proposal.column not in columns.values():
            columns.setdefault(field, proposal.column)
    keys += [column for column in sheet.columns if NAMES_OF_KEYS.fullmatch(plain(column))]
    if ID not in columns and (key := _key_of(sheet, [key for key in keys if key not in columns.values()])):
        columns[ID] = key
    return columns


def _key_of(sheet: Sheet, columns: Iterable[str]) -> str | None:
    """The first of the columns that has another value in each row."""
    for column in columns:
        place = sheet.columns.index(column)
        cells = [row.cells[place].strip() for row in sheet.rows() if len(row.cells) == len(sheet.columns)]
        if all(cells) and len({*cells}) == len(cells):
            return column
    return None


Said = Sequence[tuple[str, Any]]
Reader = Callable[[str], Said]


def _readers(sheet: Sheet, places: Mapping[str, int], *, today: datetime.date) -> dict[str, Reader]:
    readers: dict[str, Reader] = {field: _text_reader(field) for field in places if field != ID}
    for field in ("birth_year", "class_year"):
        if field in places:
            readers[field] = _year_reader(field)
    for field, family_first in FULL_NAMES.items():
        if field in places:
            readers[field] = _full_name_reader(family_first=family_first)
    if "birth_date" in places:
        cells = [
            clean(row.cells[places["birth_date"]])
            for row in sheet.first_rows(5_000)
            if len(row.cells) > places["birth_date"]
        ]
        order, _example = dates.order_of(cells)
        readers["birth_date"] = _birth_reader(dates.birth_reader(order=order or dates.DAY_FIRST, today=today))
    return readers


def _read(
    cells: Sequence[str], readers: Iterable[tuple[int, Reader]], *, key: int | None, number: int
) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for place, reader in readers:
        for field, value in reader(cells[place]):
            read.setdefault(field, value)
    read[ID] = (clean(cells[key]) if key is not None else "") or str(number)
    return read


def _text_reader(field: str) -> Reader:
    is_name = "name" in field  # somebody may be called Null

    def read(cell: str) -> Said:
        text = clean(cell)
        return () if not text or (not is_name and says_nothing(text)) else ((field, text),)

    return read


def _year_reader(field: str) -> Reader:
    def read(cell: str) -> Said:
        year = YEAR.search(cell)
        return ((field, int(year[0])),) if year else ()

    return read


def _full_name_reader(*, family_first: bool) -> Reader:
    def read(cell: str) -> Said:
        text, _titles = names.without_titles(clean(cell))
        family, given = names.parted(text, family_first=family_first)
        return ("family_name", family), ("given_name", given)

    return read


def _birth_reader(reader: Callable[[str], Any]) -> Reader:
    """What is no day is passed over: linking is about what can be compared, the importer says what is wrong."""

    def read(cell: str) -> Said:
        return [("birth_date" if field == "born_on" else field, value) for field, value in reader(cell)[0]]

    return read


def rows_for_csv(pairs: Iterable[Any]) -> Iterator[tuple[str, str, str, str, str]]:
    yield ("left", "right", "probability", "band", "cluster")
    for pair in pairs:
        cluster = "" if pair.cluster is None else str(pair.cluster)
        yield (pair.left, pair.right, f"{pair.probability:.6f}", pair.band, cluster)
