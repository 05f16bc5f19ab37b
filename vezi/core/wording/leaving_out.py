"""A text without somebody's name, address or number, however it is spelt."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

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


def holding(name: str, said: list[str]) -> Q:
    """Rows whose text of this name may hold one of these words: in upper or lower case, with marks or without."""
    found = Q(pk__in=[])
    for one in {spelt for each in said for spelt in (each, fold(each))}:
        found |= Q(**{f"{name}__icontains": one})
    return found


def leave_out(row: Model, said: list[str], *names: str) -> bool:
    """Leaves the words out of these texts of the row; whether there were any."""
    was = [getattr(row, name) for name in names]
    becomes = [without(text, said) for text in was]
    if was == becomes:
        return False
    for name, text in zip(names, becomes, strict=True):
        setattr(row, name, text)
    row.save(update_fields=names)
    return True


def leave_out_of(rows: QuerySet[Any], name: str, said: list[str]) -> None:
    """Of however many rows."""
    for row in rows.filter(holding(name, said)).order_by("pk").iterator(chunk_size=500):
        leave_out(row, said, name)


def _letter(sign: str) -> str:
    return fold(sign) or sign
