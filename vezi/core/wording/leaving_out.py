"""A text without somebody's name, address or number, however it is spelt."""

import re
from collections.abc import Iterable

from vezi.core.folding import fold
from vezi.core.wording.clean import LEFT_OUT

SHORTEST = 4  # letters of what is looked for: fewer stand in other words


def looked_for(told: Iterable[str]) -> list[str]:
    """What is long enough to know anybody by, the longest first."""
    return sorted((one for one in told if len(one) >= SHORTEST), key=len, reverse=True)


def without(text: str, said: list[str]) -> str:
    """The text without these words, compared as the house folds letters."""
    wanted = re.compile("|".join(re.escape("".join(map(_letter, one))) for one in said))
    letters = [_letter(sign) for sign in text]
    at = [place for place, letter in enumerate(letters) for _one in letter]
    out, end = [], 0
    for match in wanted.finditer("".join(letters)) if said else ():
        first, last = at[match.start()], at[match.end() - 1]
        if first >= end:
            out += [text[end:first], LEFT_OUT]
        end = last + 1
    return "".join([*out, text[end:]])


def _letter(sign: str) -> str:
    return fold(sign) or sign
