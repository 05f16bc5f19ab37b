"""Text as one looks for it: without case, without accents, in one form.

Latin letters lose their marks (“Žiga Đurić” and “ziga duric” fold alike); other scripts keep their letters, since
“Иванов” is looked for as “Иванов”. `latin` spells any script in plain letters, as a second way to find a name.
"""

import unicodedata
from functools import lru_cache

from anyascii import anyascii

FOLDS_KEPT = 131_072


def _folded_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN", "FEMININE ORDINAL", "MASCULINE ORDINAL")):
        return anyascii(letter).lower()
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    return unicodedata.normalize("NFC", letter.casefold())


class _Letters(dict[int, str]):
    """Answers `str.translate`, folding each letter once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_letter(chr(code))
        return folded


_letters = _Letters()


def _without_marks_on_plain_letters(text: str) -> str:
    """Drop marks that NFC could not join to a Latin letter (as in q̌): other scripts need theirs."""
    kept: list[str] = []
    for letter in text:
        if unicodedata.combining(letter) and kept and kept[-1].isascii():
            continue
        kept.append(letter)
    return "".join(kept)


@lru_cache(maxsize=FOLDS_KEPT)
def fold(text: str) -> str:
    """Lower case, plain Latin letters, single spaces: `fold("  ŽIGA  Čuček ") == "ziga cucek"`."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFC", text).translate(_letters)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", _without_marks_on_plain_letters(folded))
    return " ".join(folded.split())


@lru_cache(maxsize=FOLDS_KEPT)
def latin(text: str) -> str:
    """The folded text spelt in plain Latin letters whatever its script: `latin("Иванов") == "ivanov"`."""
    return " ".join(anyascii(unicodedata.normalize("NFC", text)).lower().split())
