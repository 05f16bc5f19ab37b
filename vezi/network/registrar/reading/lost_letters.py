"""Letters that were lost, or doubly encoded, before the file came to us.

Lost ones are gone: we count them and say where the first is. Doubly encoded ones ("KovaÄ\u008d" for "Kovač") come back
by undoing the second encoding, which we suggest only if every such word of the file comes back whole.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from vezi.network.registrar.reading.surveys import Survey

# As in survey.py, on text instead of bytes.
LOST = re.compile(
    "\ufffd"
    r"|(?<![\w./=&%?+@-])(?:[A-Za-z]+\?[a-z]+|\?[A-Za-z][a-z]+)(?![\w=/.&@?])"
    r"|(?<![\w.@/-])[A-Z][a-z]*_[a-z]+(?![\w.@/_-])"
)
_TWICE_THROUGH = ("cp1252", "cp1250", "latin-1")
_SIGN_OF_TWICE = re.compile("[\u00c2-\u00c5\u00d0\u0102\u0139\u00e2][^\x00-\x7f]")
CERTAIN_FROM = 3  # different words


@dataclass(frozen=True, slots=True)
class TwiceEncoded:
    words: int
    through: str  # the encoding UTF-8 was once taken for
    is_certain: bool
    example: str
    mended: str


def undo(text: str, through: str) -> str | None:
    """The text before its UTF-8 bytes were taken for letters of `through`, or None if that did not happen."""
    try:
        return b"".join(_byte(letter, through) for letter in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=2_048)
def _byte(letter: str, through: str) -> bytes:
    try:
        return letter.encode(through)
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # bytes without a letter in Windows encodings pass through as they are


def mend(line: str, through: str) -> str:
    """The line with its doubly encoded words put right and all others left alone."""
    if line.isascii() or not _SIGN_OF_TWICE.search(line):
        return line
    return re.sub(r"[^\x00-\x7f]+", lambda run: undo(run.group(), through) or run.group(), line)


def twice_encoded(found: Survey) -> TwiceEncoded | None:
    words = [word.decode("utf-8", "replace") for word in found.words]
    suspects = [word for word in words if _SIGN_OF_TWICE.search(word)]
    best: TwiceEncoded | None = None
    for through in _TWICE_THROUGH:
        mended = [(word, whole) for word in suspects if (whole := undo(word, through)) is not None]
        if mended and (best is None or len(mended) > best.words):
            is_certain = len(mended) >= CERTAIN_FROM and len(mended) == len(words)
            best = TwiceEncoded(len(mended), through, is_certain, *mended[0])
    return best
