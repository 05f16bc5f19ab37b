"""Which row names the columns, and what the columns are called."""

import re
from collections import Counter
from dataclasses import dataclass

from vezi.core.folding import fold
from vezi.network.registrar.reading.problems import NOTE, WARNING, Problem
from vezi.network.registrar.reading.vocabulary import is_header_word

ROWS_LOOKED_AT = 40
_VALUE = re.compile(
    r"[^@\s]+@[^@\s]+\.\w+"  # a mail address
    r"|[+(]?\d[\d\s./,:()+-]*"  # a number, a date, a telephone
    r"|.*\d{3,}.*"
)


@dataclass(frozen=True, slots=True)
class Header:
    row: int | None  # its number, None if the file has none
    first_row: int  # where the people begin
    columns: tuple[str, ...]
    warnings: tuple[Problem, ...]


def header_of(rows: list[tuple[int, list[str]]], *, chosen: int | None = None) -> Header:
    """Judge the first rows (numbers and cells); `chosen` is the officer's word: a row number, or 0 for no header."""
    filled = [
        (number, [" ".join(cell.split()) for cell in cells]) for number, cells in rows if any(map(str.strip, cells))
    ]
    width = _usual_width(filled)
    if chosen:
        place = next((place for place, (number, _) in enumerate(filled) if number >= chosen), 0)
        return _named(filled, place, width)
    place = _first_full_row(filled, width)
    if chosen == 0 or not _names_columns(filled, place):
        return _nameless(filled, place, width, was_chosen=chosen == 0)
    return _named(filled, place, width)


def _usual_width(filled: list[tuple[int, list[str]]]) -> int:
    widths = Counter(len(cells) for _, cells in filled)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _first_full_row(filled: list[tuple[int, list[str]]], width: int) -> int:
    """The first row with names enough; title lines before it have one or two cells with something in them."""
    best = max((_count_filled(cells) for _, cells in filled if len(cells) <= width + 1), default=0)
    for place, (_, cells) in enumerate(filled[:ROWS_LOOKED_AT]):
        known = sum(map(is_header_word, cells))
        if cells[0].lower().startswith("sep=") or (_count_filled(cells) == 1 and width > 1):
            continue
        if _count_filled(cells) >= 0.6 * best or known >= max(2, 0.5 * _count_filled(cells)):
            return place
    return 0


def _count_filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell)


def _names_columns(filled: list[tuple[int, list[str]]], place: int) -> bool:
    cells = filled[place][1]
    below = [row for _, row in filled[place + 1 :]]
    named = [cell for cell in cells if cell]
    known = sum(map(is_header_word, named))
    if any(re.fullmatch(_VALUE, cell) and len(cell) > 5 and "@" in cell for cell in named):
        return False
    if known >= max(1, len(named) / 3):
        return True
    points = 0.0
    for column, cell in enumerate(cells):
        under = [row[column] for row in below if column < len(row) and row[column]]
        points += _points_of_cell(cell, under)
    return points > 0 or (points == 0 and known > 0)


def _points_of_cell(cell: str, under: list[str]) -> float:
    """For a header where a word stands over values, against it where a value stands over values."""
    if not cell or not under:
        return 0
    values = sum(1 for one in under if re.fullmatch(_VALUE, one)) / len(under)
    if re.fullmatch(_VALUE, cell):
        return -1 if values > 0.5 else -0.5
    if values > 0.5:
        return 1
    return -0.5 if cell in under else 0


def _named(filled: list[tuple[int, list[str]]], place: int, width: int) -> Header:
    number, cells = filled[place]
    agreeing = sum(1 for _, row in filled if len(row) == width)
    columns, warnings = _made_unique(cells, max(width if agreeing > len(filled) / 2 else 0, _last(cells)))
    if place or number > 1:
        warnings.insert(0, Problem("header_after_title", NOTE, row=number, params={"rows": number - 1, "row": number}))
    return Header(number, number + 1, columns, tuple(warnings))


def _last(cells: list[str]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell), default=0)


def _nameless(filled: list[tuple[int, list[str]]], place: int, width: int, *, was_chosen: bool) -> Header:
    columns, _ = _made_unique([""] * width, width)
    told = () if was_chosen else (Problem("header_missing", WARNING),)
    return Header(None, filled[place][0], columns, told)


def letter_of(place: int) -> str:
    """The name a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _made_unique(cells: list[str], width: int) -> tuple[tuple[str, ...], list[Problem]]:
    """Names without doubles: the second “Ime” is “Ime (2)”; a column without a name is called by its letter, “(C)”."""
    columns: list[str] = []
    seen: dict[str, str] = {}
    warnings: list[Problem] = []
    for place in range(width):
        plain = cells[place][:200] if place < len(cells) else ""
        name = plain or f"({letter_of(place)})"
        if fold(name) in seen:
            name = next(numbered for count in range(2, width + 2) if fold(numbered := f"{name} ({count})") not in seen)
            warnings.append(Problem("column_twice", WARNING, column=name, params={"name": plain, "renamed": name}))
        seen[fold(name)] = name
        columns.append(name)
    return tuple(columns), warnings
