"""Spreadsheets (.xlsx, .xls, .ods and their kin), read by calamine.

calamine holds a whole sheet in memory, so the unpacked size is checked first; rows are turned into text one at a time.
"""

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine as calamine

from vezi.network.registrar.reading.delimited import Record
from vezi.network.registrar.reading.problems import Unreadable

LARGEST_UNPACKED = 600 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Workbook:
    path: Path
    sheet_names: tuple[str, ...]

    def records(self, sheet_name: str) -> Iterator[Record]:
        """Every row as text, numbered as the spreadsheet does, empty rows too."""
        with _opened(self.path) as book:
            sheet = book.get_sheet_by_name(sheet_name)
            first_row, first_column = sheet.start or (0, 0)
            before = [""] * first_column
            number = 0
            for number in range(1, first_row + 1):
                yield number, [], None
            for number, cells in enumerate(sheet.iter_rows(), start=first_row + 1):
                yield number, before + [cell if type(cell) is str else as_text(cell) for cell in cells], None


def open_workbook(path: Path) -> Workbook:
    _refuse_bombs(path)
    with _opened(path) as book:
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        names = [name for name in shown if book.get_sheet_by_name(name).height]
    if not names:
        raise Unreadable("workbook_empty")
    return Workbook(path, tuple(names))


def _opened(path: Path) -> calamine.CalamineWorkbook:
    try:
        return calamine.load_workbook(path)
    except calamine.PasswordError:
        raise Unreadable("workbook_locked") from None
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable("workbook_broken", said=str(error)[:200]) from None


def _refuse_bombs(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise Unreadable("workbook_too_large", size=unpacked >> 20, most=LARGEST_UNPACKED >> 20)


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
    return str(cell)
