"""Tables that leave the house for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # tells the usual spreadsheets that letters are UTF-8


def harmless(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = "" if cell is None else str(cell).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


class _Echo:
    def write(self, line: str) -> str:
        return line


def lines(head: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table as lines of CSV, one at a time, with a head and no formulas."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([harmless(cell) for cell in head])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])
