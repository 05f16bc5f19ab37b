"""Two letters and a colour for whoever has no picture."""

import re
import unicodedata
import zlib

GROUNDS = 12
A_LETTER = re.compile(r"[^\W\d_][\u0300-\u036f]*")


def initials(*names: str) -> str:
    """First letters of the first two names, of a whole name or of its parts (given, family).

    Particles (van, de, von) count only where nothing else is left.
    """
    parts = [words for name in names if (words := _words(name))]
    if not parts:
        return ""
    first, second = (parts[0], parts[1]) if len(parts) > 1 else (parts[0][:1], parts[0][1:])
    return "".join(_letter(words) for words in (first, second) if words)


def ground(name: str) -> int:
    """Which of the twelve grounds lies under a name's letters; the same on every machine and day."""
    return zlib.crc32(unicodedata.normalize("NFC", name).encode()) % GROUNDS


def _words(name: str) -> list[str]:
    words = [word for word in unicodedata.normalize("NFC", name).split() if A_LETTER.search(word)]
    return [word for word in words if not _first(word).islower()] or words


def _letter(words: list[str]) -> str:
    letter = _first(words[0])
    capital = letter.upper()
    return capital if len(capital) == len(letter) else letter


def _first(word: str) -> str:
    found = A_LETTER.search(word)
    return found.group() if found else ""
