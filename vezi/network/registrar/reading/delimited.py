"""The records of a delimited text, one at a time, in small memory, with a way on after every broken one.

Python's reader is strict here: a quotation mark that is never closed would otherwise swallow thousands of rows without
a word. After such a row reading goes on with the very next line.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import TextIO

from vezi.network.registrar.reading.delimiters import Dialect
from vezi.network.registrar.reading.problems import REJECTED, WARNING, Facts

LONGEST_LINE = 1_000_000
MOST_LINES_IN_A_ROW = 100

Trouble = tuple[str, str, Facts]  # code, severity, facts
Record = tuple[int, list[str], Trouble | None]  # number from 1, cells, what is wrong


class _LineTooLong(csv.Error):
    pass


class _Lines:
    """Feeds lines to the reader, keeping those of the present record so that they can be taken up again."""

    def __init__(self, stream: TextIO, mend: Callable[[str], str] | None) -> None:
        self._stream = stream
        self._mend = mend
        self._again: deque[str | None] = deque()
        self.held: list[str | None] = []  # None stands for a line too long to keep

    def __iter__(self) -> Iterator[str]:
        held, again, mend = self.held, self._again, self._mend
        while True:
            line = again.popleft() if again else self._next_line()
            if line == "":
                return
            held.append(line)
            if line is None:
                raise _LineTooLong
            if len(held) > MOST_LINES_IN_A_ROW:
                raise csv.Error("a record of very many lines")
            if "\0" in line:
                line = line.replace("\0", "")
            yield mend(line) if mend else line

    def _next_line(self) -> str | None:
        line = self._stream.readline(LONGEST_LINE)
        if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._stream.readline(LONGEST_LINE)
        return None

    def take_up_again(self) -> str | None:
        """Give back all lines of the present record but the first, and return that one."""
        first, *others = self.held
        self._again.extendleft(reversed(others))
        self.held.clear()
        return first


def records(
    stream: TextIO, dialect: Dialect, *, width: int | None = None, mend: Callable[[str], str] | None = None
) -> Iterator[Record]:
    """Every record of the stream (opened with newline=""), empty ones too, so that numbers are a spreadsheet's.

    With `width` a record that runs over several lines must have that many cells, or its first line is given back
    alone as broken.
    """
    lines = _Lines(stream, mend)
    strictly = dialect.as_csv(strict=True)
    number = 0
    while True:
        try:
            for cells in csv.reader(iter(lines), **strictly):
                if width is not None and len(lines.held) > 1 and len(cells) != width:
                    break
                number += 1
                yield number, cells, None
                lines.held.clear()
            else:
                return
        except csv.Error:
            pass
        number += 1
        yield _broken(number, lines, dialect)


def _broken(number: int, lines: _Lines, dialect: Dialect) -> Record:
    is_alone = len(lines.held) == 1
    line = lines.take_up_again()
    if line is None:
        return number, [], ("row_too_long", REJECTED, {"most": LONGEST_LINE})
    text = line.replace("\0", "").rstrip("\r\n") + "\n"
    if is_alone:
        try:
            cells = next(csv.reader([text], **dialect.as_csv(strict=False)), [])
        except csv.Error:
            return number, [], ("cell_too_long", REJECTED, {"most": csv.field_size_limit()})
        if not cells or not cells[-1].endswith("\n"):
            return number, cells, ("quotes_doubtful", WARNING, {})
    return number, [], ("quote_never_closed", REJECTED, {"start": text.strip()[:60]})
