"""One pass over the bytes of a file, in small memory: all that choosing an encoding needs to know.

A 200 MB file takes about a second. The whole file is looked at, since the first č may stand on the last line.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

BLOCK = 1 << 20
OPENING = 1 << 16
WORDS_KEPT = 4_000
WORDS_OF_A_BLOCK = 1_000
LONGEST_WORD = 100

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = bytes(range(0x80))
_WORD_FROM_LETTER = re.compile(rb"[\x80-\xff][A-Za-z\x80-\xff]*")
_LOST_MARK = b"\xef\xbf\xbd"
# A question mark in the middle or at the start of a word that is no question and no web address.
_LOST_ASKED = re.compile(rb"(?<![\w./=&%?+@-])(?:[A-Za-z]+\?[a-z]+|\?[A-Za-z][a-z]+)(?![\w=/.&@?])")
_LOST_LINE = re.compile(rb"(?<![\w.@/-])[A-Z][a-z]*_[a-z]+(?![\w.@/_-])")


@dataclass(slots=True)
class Survey:
    size: int = 0
    opening: bytes = b""
    mark: str | None = None  # the encoding a byte order mark names
    nul_bytes: int = 0
    controls: int = 0  # control characters in the opening that no text has
    high_bytes: int = 0
    broken: int = 0  # places that are not UTF-8
    whole: int = 0  # bytes of letters that are UTF-8
    words: Counter[bytes] = field(default_factory=Counter)  # those with bytes beyond ASCII
    lost_marks: int = 0
    lost_asked: int = 0
    lost_lines: int = 0

    @property
    def is_utf8(self) -> bool:
        return self.broken == 0

    @property
    def is_damaged_utf8(self) -> bool:
        """A few broken places among many letters: UTF-8 that was cut or pasted into, not another encoding."""
        return 0 < self.broken * 20 <= self.whole

    @property
    def is_surely_not_utf8(self) -> bool:
        return self.broken > 1_000 and self.broken > self.whole

    @property
    def lost_letters(self) -> int:
        if self.lost_marks:
            return self.lost_marks + self.lost_asked + self.lost_lines
        return self.lost_asked if self.lost_asked > 1 else 0


def survey(path: Path) -> Survey:
    found = Survey()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if not found.size:
                _look_at_the_opening(found, block)
            found.size += len(block)
            found.nul_bytes += block.count(0)
            found.lost_asked += len(_LOST_ASKED.findall(block)) if b"?" in block else 0
            found.lost_lines += len(_LOST_LINE.findall(block)) if b"_" in block else 0
            if not found.is_surely_not_utf8:
                _try_as_utf8(found, decoder, block)
            if not block.isascii():
                _look_at_letters(found, block)
    _try_as_utf8(found, decoder, b"", final=True)
    return found


def _look_at_the_opening(found: Survey, block: bytes) -> None:
    found.opening = block[:OPENING]
    found.mark = next((name for mark, name in _MARKS if block.startswith(mark)), None)
    found.controls = sum(found.opening.count(code) for code in range(1, 0x20) if code not in b"\t\n\v\f\r\x1a\x1f")


def _look_at_letters(found: Survey, block: bytes) -> None:
    found.high_bytes += len(block.translate(None, _ASCII))
    found.lost_marks += block.count(_LOST_MARK)
    if len(found.words) < WORDS_KEPT:
        found.words.update(_words_beyond_ascii(block))


def _words_beyond_ascii(block: bytes) -> Iterator[bytes]:
    for match in islice(_WORD_FROM_LETTER.finditer(block), WORDS_OF_A_BLOCK):
        start, end = match.span()
        while start and block[start - 1 : start].isalpha() and match.start() - start < LONGEST_WORD:
            start -= 1
        yield block[start : min(end, start + LONGEST_WORD)]


def _try_as_utf8(found: Survey, decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> None:
    if not found.broken:
        try:
            text = decoder.decode(block, final)
        except UnicodeDecodeError:
            decoder.reset()
        else:
            found.whole += max(0, len(block) - len(text))
            return
    text = block.decode("utf-8", "replace")
    broken = text.count("\ufffd") - block.count(_LOST_MARK)
    found.broken += max(broken, 0 if found.broken else 1)
    found.whole += max(0, len(block) - len(text) - broken)
