"""Unpacks one sheet of a spreadsheet as CSV onto standard output, in a process of its own.

    python -P unpacking.py FILE [SHEET]

calamine holds the whole sheet in memory, which is half a gigabyte for 320,000 rows, and a spreadsheet can be made to
take any amount. Here that memory has a limit and is given back. The last line on standard error is a JSON object: the
sheets there are and the one unpacked, or what is wrong.
"""

import csv
import datetime
import json
import resource
import sys
import zipfile
from typing import Any, TextIO

import python_calamine as calamine

MOST_MEMORY = 2 << 30
LARGEST_UNPACKED = 1 << 30
LONGEST_CELL = 40_000  # above what is read, so that it is still seen to be too long


def as_text(cell: Any) -> str:
    """A cell as a person would write it: 1976 and not 1976.0, 1976-05-14 and not midnight of it."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)[:LONGEST_CELL]


def unpack(path: str, wanted: str, out: TextIO) -> dict[str, Any]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST_UNPACKED:
            return {"code": "workbook_too_large", "facts": {"size": size >> 20, "most": LARGEST_UNPACKED >> 20}}
    try:
        with calamine.load_workbook(path) as book:
            return _unpack_sheet(book, wanted, out)
    except calamine.PasswordError:  # pragma: no cover - nothing here can write a locked one
        return {"code": "workbook_locked", "facts": {}}
    except (calamine.CalamineError, OSError, zipfile.BadZipFile) as error:
        return {"code": "workbook_broken", "facts": {"said": str(error)[:200]}}


def _unpack_sheet(book: calamine.CalamineWorkbook, wanted: str, out: TextIO) -> dict[str, Any]:
    sheets = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]
    for name in [wanted] if wanted in sheets else sheets:
        sheet = book.get_sheet_by_name(name)
        if not sheet.height:
            continue
        first_row, first_column = sheet.start or (0, 0)
        writer, before = csv.writer(out), [""] * first_column
        writer.writerows([[]] * first_row)
        for cells in sheet.iter_rows():
            writer.writerow(
                before + [cell if type(cell) is str and len(cell) < LONGEST_CELL else as_text(cell) for cell in cells]
            )
        return {"sheets": sheets, "sheet": name}
    return {"code": "workbook_empty", "facts": {}}


def main() -> None:  # pragma: no cover - runs in a process of its own
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.reconfigure(encoding="utf-8", newline="", errors="surrogatepass")  # type: ignore[union-attr]
    try:
        answer = unpack(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "", sys.stdout)
    except MemoryError:
        answer = {"code": "workbook_too_large", "facts": {"size": MOST_MEMORY >> 20, "most": LARGEST_UNPACKED >> 20}}
    sys.stdout.flush()
    sys.stderr.write("\n" + json.dumps(answer))


if __name__ == "__main__":  # pragma: no cover
    main()
