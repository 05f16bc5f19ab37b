"""Opening a registrar's file of whatever kind, and going through its rows."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from vezi.network.registrar.reading import delimited, kinds, lost_letters
from vezi.network.registrar.reading.delimiters import USUAL, Dialect, dialect_of
from vezi.network.registrar.reading.encodings import Encoding, encoding_of
from vezi.network.registrar.reading.headers import ROWS_LOOKED_AT, header_of
from vezi.network.registrar.reading.problems import NOTE, REJECTED, WARNING, Problem, Unreadable
from vezi.network.registrar.reading.surveys import OPENING, Survey, survey
from vezi.network.registrar.reading.workbooks import Workbook, open_workbook

LONGEST_CELL = 32_767  # as in a spreadsheet
ROWS_SEARCHED_IN_WORKBOOK = 5_000


class Row(NamedTuple):
    number: int  # as a spreadsheet shows it: from 1, titles, header and empty rows counted
    cells: list[str]  # as many as the sheet has columns, unless the row is rejected
    problems: tuple[Problem, ...] = ()

    @property
    def is_rejected(self) -> bool:
        return any(problem.severity == REJECTED for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the officer knows better than we guess."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None  # 0: there is none
    sheet_name: str | None = None
    mends_letters: bool = False  # undo a double encoding

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A readable table: what was found out about it, and its rows, as often as wanted."""

    path: Path
    columns: tuple[str, ...]
    header_row: int | None
    first_row: int
    warnings: tuple[Problem, ...]
    encoding: Encoding | None = None
    dialect: Dialect | None = None
    mends_through: str | None = None
    workbook: Workbook | None = None

    def rows(self) -> Iterator[Row]:
        """The rows of people, in small memory; empty rows are passed over, broken ones carry their reason."""
        width, first = len(self.columns), self.first_row
        for number, cells, trouble in self._records(width):
            if number < first or not (trouble or any(map(str.strip, cells))):
                continue
            problems = (Problem(trouble[0], trouble[1], number, None, trouble[2]),) if trouble else ()
            row = Row(number, cells, problems)
            if not (trouble and trouble[1] == REJECTED):
                if len(cells) != width:
                    row = _fitted(row, width, self.dialect)
                if max(map(len, row.cells), default=0) > LONGEST_CELL:
                    row = _with_giant_cell(row, self.columns)
            yield row

    def first_rows(self, count: int) -> list[Row]:
        return list(islice(self.rows(), count))

    def _records(self, width: int | None) -> Iterator[delimited.Record]:
        if self.workbook:
            yield from self.workbook.records()
        elif self.encoding and self.dialect:
            mend = partial(lost_letters.mend, through=self.mends_through) if self.mends_through else None
            with opened(self.path, self.encoding) as stream:
                yield from delimited.records(stream, self.dialect, width=width, mend=mend)


@contextmanager
def opened(path: Path, encoding: Encoding) -> Iterator[TextIO]:
    """The text without a byte order mark, its line ends as they are."""
    with path.open(encoding=encoding.codec, errors="replace", newline="") as stream:
        if not encoding.codec.startswith("utf") or stream.read(1) not in ("\ufeff", ""):
            stream.seek(0)
        yield stream


def open_sheet(path: Path, choices: Choices | None = None) -> Sheet:
    """Find out how to read the file. Takes one pass over its bytes, about a second for 200 MB.

    Raises Unreadable if it holds no table we can read.
    """
    choices = choices or Choices()
    try:
        found = survey(path)
        kind = kinds.kind_of(path, found)
    except OSError as error:
        raise Unreadable("file_cannot_be_opened", said=error.strerror or "") from None
    sheet = _open_workbook(path, choices) if kind == kinds.WORKBOOK else _open_text(path, found, choices)
    if next(sheet.rows(), None) is None:
        raise Unreadable("no_rows")
    return _with_lost_letters(sheet, found)


def _open_workbook(path: Path, choices: Choices) -> Sheet:
    workbook = open_workbook(path, sheet_name=choices.sheet_name)
    told = []
    if others := [name for name in workbook.sheet_names if name != workbook.sheet_name]:
        told = [Problem("other_sheets", NOTE, params={"sheet": workbook.sheet_name, "others": others})]
    return _with_header(Sheet(path, (), None, 0, (), workbook=workbook), choices, told)


def _open_text(path: Path, found: Survey, choices: Choices) -> Sheet:
    encoding = _chosen_encoding(choices.encoding) if choices.encoding else encoding_of(found)
    told = [] if encoding.is_sure else [Problem("encoding_unsure", WARNING, params={"encoding": encoding.name})]
    if found.nul_bytes and not encoding.codec.startswith(("utf-16", "utf-32")):
        if found.nul_bytes > 0.1 * found.size:
            raise Unreadable("file_is_binary")
        told.append(Problem("nul_bytes", WARNING, params={"count": found.nul_bytes}))
    twice = lost_letters.twice_encoded(found) if encoding.codec.startswith("utf-8") else None
    if twice and not choices.mends_letters:
        code = "letters_twice_encoded" if twice.is_certain else "letters_maybe_twice_encoded"
        facts = {"count": twice.words, "example": twice.example, "mended": twice.mended}
        told.append(Problem(code, WARNING, params=facts))
    dialect = dialect_of(_opening_text(path, encoding), delimiter=choices.delimiter)
    through = twice.through if twice and choices.mends_letters else None
    plain = Sheet(path, (), None, 0, (), encoding=encoding, dialect=dialect, mends_through=through)
    return _with_header(plain, choices, told)


def _chosen_encoding(name: str) -> Encoding:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise Unreadable("encoding_unknown", encoding=name[:40]) from None
    return Encoding(name)


def _opening_text(path: Path, encoding: Encoding) -> str:
    """The beginning of the file, up to a whole line."""
    with opened(path, encoding) as stream:
        text = stream.read(OPENING).replace("\0", "")
        if not stream.read(1):
            return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] or text


def _with_header(plain: Sheet, choices: Choices, told: list[Problem]) -> Sheet:
    opening = [(number, cells) for number, cells, _ in islice(plain._records(None), 2 * ROWS_LOOKED_AT)]
    header = header_of(opening, chosen=choices.header_row)
    if plain.dialect and len(header.columns) == 1:
        told.append(Problem("one_column", WARNING, params={"delimiter": plain.dialect.delimiter}))
    return replace(
        plain,
        columns=header.columns,
        header_row=header.row,
        first_row=header.first_row,
        warnings=(*told, *header.warnings),
    )


def _with_lost_letters(sheet: Sheet, found: Survey) -> Sheet:
    count = found.lost_letters + (found.broken if found.is_damaged_utf8 else 0)
    rows = sheet.rows()
    if sheet.workbook:
        rows = islice(rows, ROWS_SEARCHED_IN_WORKBOOK)
    elif not count or not sheet.encoding or not sheet.encoding.codec.startswith("utf-8"):
        return sheet
    for row in rows:
        for column, cell in zip(sheet.columns, row.cells, strict=False):
            lost = lost_letters.LOST.search(cell) if not cell.isascii() or "?" in cell or "_" in cell else None
            if lost and ("\ufffd" in cell or not sheet.workbook):
                word = next((word for word in cell.split() if lost_letters.LOST.search(word)), cell)
                facts = {"count": max(count, 1), "example": word[:60]}
                warning = Problem("letters_lost", WARNING, row.number, column, facts)
                return replace(sheet, warnings=(*sheet.warnings, warning))
    return sheet


def _fitted(row: Row, width: int, dialect: Dialect | None) -> Row:
    """The row with as many cells as there are columns, or rejected."""
    cells, have = row.cells, len(row.cells)
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) == width:
        return row._replace(cells=cells)
    if len(cells) > width:
        facts = {"have": have, "need": width}
        return row._replace(
            cells=cells, problems=(*row.problems, Problem("row_long", REJECTED, row.number, None, facts))
        )
    if dialect and have == 1 and (other := _parted_otherwise(cells[0], width, dialect)):
        told = Problem("row_other_delimiter", WARNING, row.number, None, {"used": other[0], "usual": dialect.delimiter})
        return row._replace(cells=other[1], problems=(*row.problems, told))
    padded = cells + [""] * (width - len(cells))
    told = Problem("row_short", WARNING, row.number, None, {"have": have, "need": width})
    return row._replace(cells=padded, problems=(*row.problems, told))


def _parted_otherwise(text: str, width: int, dialect: Dialect) -> tuple[str, list[str]] | None:
    """The cells of a line that alone uses another delimiter than its file."""
    for delimiter in USUAL:
        if delimiter != dialect.delimiter and text.count(delimiter) >= width - 1 > 0:
            cells = next(csv.reader([text], **Dialect(delimiter).as_csv(strict=False)))
            if len(cells) == width:
                return delimiter, cells
    return None


def _with_giant_cell(row: Row, columns: tuple[str, ...]) -> Row:
    column = next(name for name, cell in zip(columns, row.cells, strict=False) if len(cell) > LONGEST_CELL)
    problem = Problem("cell_too_long", REJECTED, row.number, column, {"most": LONGEST_CELL})
    return row._replace(cells=[cell[:200] for cell in row.cells], problems=(*row.problems, problem))
