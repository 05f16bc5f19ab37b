"""Names as they sound to somebody who has only heard them: one key for Kovač, Kovach, Kowatsch and Covacs.

Made for the names of Central Europe: what Slovenian, German, Hungarian, Italian and English write for one sound falls
together, and so do vowels that are easily mistaken. Coarse on purpose; nobody is found by it before all who are spelt so.
"""

import re
from functools import lru_cache

LEAST = 3  # sounds; fewer say nothing

_SOUNDS = (
    ("tsch tch tzsch ch cz cs ts tz zz ck kk q c k", "K"), ("sch sz sh zh zs ss s z", "S"), ("x", "KS"),
    ("dj gj d", "D"), ("dt th t", "T"), ("ph f", "F"), ("w v", "V"), ("gh g", "G"), ("b", "B"), ("p", "P"), ("l", "L"),
    ("m", "M"), ("n", "N"), ("r", "R"), ("h", ""), ("a", "a"), ("ee e i y j", "e"), ("oo o u", "o"),
)  # fmt: skip
_KEYS = {letters: key for written, key in _SOUNDS for letters in written.split()}
_LETTERS = re.compile("|".join(sorted(_KEYS, key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """The key of a folded word in Latin letters; empty where it is too short to mean anything."""
    if not (word.isascii() and word.isalpha()):
        return ""
    key = _TWICE.sub(r"\1", "".join(_KEYS[found] for found in _LETTERS.findall(word)))
    return key if len(key) >= LEAST else ""
