"""Words of a text as they are kept and asked for: one way for both, so that they always meet."""

import re
import unicodedata
from functools import lru_cache

from vezi.core.folding import fold, latin

KEPT = 16_384
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\w+(?:['’`´.-]\w+)+")


def _split(folded: str) -> list[str]:
    if folded.isascii():
        return _WORD.findall(folded)
    # Vowel signs of many scripts are marks: they belong to their word.
    kept = "".join(letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in folded)
    return kept.split()


@lru_cache(maxsize=KEPT)
def words(text: str) -> tuple[str, ...]:
    """The words one asks for: folded, each once, in their order."""
    return tuple(dict.fromkeys(_split(fold(text))))


def spellings(text: str) -> tuple[str, ...]:
    """The words a text is found by: its own, “obrien” for O’Brien, “djuric” for Đurić, in plain Latin."""
    found = list(words(text))
    if not text.isalpha():
        found += ["".join(_split(fold(joined))) for joined in _JOINED.findall(text)]
    if not text.isascii():
        if "đ" in (small := text.lower()):
            found += words(small.replace("đ", "dj"))
        if not fold(text).isascii():
            found += words(latin(text))
    return tuple(dict.fromkeys(found))
