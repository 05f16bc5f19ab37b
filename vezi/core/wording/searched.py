"""Words of a text as searches keep and compare them: folded, each by its beginning without an ending.

No dictionary: members write in any language.
"""

import re

from vezi.core.folding import fold

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{4})(?:ega|emu|ama|ami|oma|ema|ah|ih|im|em|om|ov|ev|es|s|[aeiou]+)$")


def words_of(text: str) -> list[str]:
    """Folded, each for itself."""
    return [folded for word in _WORD.findall(text) for folded in fold(word).split()]


def stem(word: str) -> str:
    return _ENDING.sub("", word)
