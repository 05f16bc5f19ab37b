"""Words of a text as they are kept and asked for: one way for both, so that they always meet."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from vezi.core.folding import fold, latin

KEPT = 16_384
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\w+(?:['’`´.-]\w+)+")
#: Letters that are written with two where they are missing.
_IN_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
#: Cyrillic as the Slavic languages write it in Latin letters, folded; what other languages make of it says `latin`.
_SLAVIC = str.maketrans(dict(zip("абвгґдђезийјклљмнњопрстћуфхцчџшжѓќѕыэє", (
    *"abvggd", "dj", *"ezijjkl", "lj", *"mn", "nj", *"oprstcufhcc", "dz", *"sz", "gj", "kj", "dz", *"iee",
), strict=True)) | {"ё": "jo", "ї": "ji", "і": "i", "ў": "v", "щ": "sc", "ю": "ju", "я": "ja", "ъ": "", "ь": ""})  # fmt: skip
#: What a word may end in and still be the same word: in English, then in Slovenian.
_ENDINGS = "ings ing ies es ed s y imi ami ega emu ima ama ih im em om am ah ov ev ec ka ca ja ju je ji a e i o u"
_LONGEST_FIRST = sorted(_ENDINGS.split(), key=len, reverse=True)
SHORTEST_STEM = 4


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
        small = unicodedata.normalize("NFC", text).lower()
        if (in_two := small.translate(_IN_TWO)) != small:
            found += words(in_two)
        if not (folded := fold(text)).isascii():
            found += words(latin(text)) + words(folded.translate(_SLAVIC))
    return tuple(dict.fromkeys(found))


def each_begins_one(said: Iterable[str], words: Collection[str]) -> bool:
    """Whether every word of a question begins one of these."""
    return all(any(word.startswith(one) for word in words) for one in said)


@lru_cache(maxsize=KEPT)
def forms(word: str) -> tuple[str, ...]:
    """A folded word asked for, and how it is written in Latin letters."""
    return (
        (word,)
        if word.isascii()
        else tuple(dict.fromkeys((word, *words(latin(word)), *words(word.translate(_SLAVIC)))))
    )


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What the forms of a folded word have in common: “turbin” of turbine and turbines, turbina and turbinah."""
    if len(word) < SHORTEST_STEM or not (word.isascii() and word.isalpha()):
        return word
    if len(word) == SHORTEST_STEM:
        return word[:-1] if word[-1] == "s" != word[-2] else word
    ending = next((e for e in _LONGEST_FIRST if word.endswith(e) and len(word) - len(e) >= SHORTEST_STEM), "")
    return word[: len(word) - len(ending)]
