"""Spreadsheets (.xlsx, .xls, .ods and their kin), read by calamine in a process apart and kept as text till closed."""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vezi.network.registrar.reading.delimited import Record
from vezi.network.registrar.reading.problems import Unreadable

LONGEST_UNPACKING = 300  # seconds
UNPACKING = Path(__file__).with_name("unpacking.py")  # run by its path, without loading the rest of us


class Unpacked:
    """An open file without a name, closed when nobody needs it any more."""

    def __init__(self, file: IO[bytes]) -> None:
        self.descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, self.descriptor)


class _FromStart(io.RawIOBase):
    """Reads the file from its beginning with a position of its own, so that several readers can share it."""

    def __init__(self, file: Unpacked) -> None:
        self._file, self._position = file, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = os.pread(self._file.descriptor, len(buffer), self._position)
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)


@dataclass(frozen=True, slots=True)
class Workbook:
    sheet_names: tuple[str, ...]
    sheet_name: str  # the one that is read
    unpacked: Unpacked  # personal data: gone with the process, however that ends

    def records(self) -> Iterator[Record]:
        """Every row as text, numbered as the spreadsheet does, empty rows too."""
        text = io.TextIOWrapper(
            io.BufferedReader(_FromStart(self.unpacked), 1 << 18), "utf-8", errors="replace", newline=""
        )
        for number, cells in enumerate(csv.reader(text), start=1):
            yield number, cells, None


def open_workbook(path: Path, *, sheet_name: str | None = None) -> Workbook:
    """Unpack one sheet, the named or the first with anything in it: 6 s for 320,000 rows, small memory here."""
    command = [sys.executable, "-P", str(UNPACKING), str(path), sheet_name or ""]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    with tempfile.TemporaryFile(prefix="vezi-") as file:
        try:
            done = subprocess.run(
                command, stdout=file, stderr=subprocess.PIPE, env=environment, timeout=LONGEST_UNPACKING, check=False
            )
            answer = json.loads(done.stderr.decode().splitlines()[-1])
        except (subprocess.TimeoutExpired, ValueError, IndexError):
            raise Unreadable("workbook_broken", said="") from None
        if "code" in answer:
            raise Unreadable(answer["code"], **answer["facts"])
        return Workbook(tuple(answer["sheets"]), answer["sheet"], Unpacked(file))
