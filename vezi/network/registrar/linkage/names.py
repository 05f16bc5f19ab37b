"""Names in a form in which two spellings of one name meet: any script, any order, short forms, parts, initials."""

import re
from functools import lru_cache
from typing import TypedDict

from vezi.core.folding import latin
from vezi.core.short_forms import formal_of
from vezi.network.registrar.reading.values.names import PARTICLES

_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_AFTER_NAME = frozenset({"jr", "sr", "ii", "iii", "iv", "jun", "sen", "ml", "st"})


class NamesCompared(TypedDict):
    given_first: str | None  # the first given name that is more than a letter
    given_all: str | None  # all of them, where there are several
    given_parts: list[str] | None  # each of them, names one is known as too
    short_forms: list[str] | None  # the full names that each could be short for, and itself
    initials: str | None
    has_initials_only: bool
    family: str | None  # in one word, without particles
    family_last: str | None  # the last of several surnames
    family_parts: list[str] | None  # each surname, former ones too


@lru_cache(maxsize=131_072)
def plain(text: str) -> str:
    """Plain Latin letters and digits, single spaces: `plain("O’Brien-Žagar") == "obrien zagar"`."""
    return _NO_LETTERS.sub(" ", latin(_APOSTROPHES.sub("", text))).strip()


#: Small words of surnames, which one file writes and another leaves out.
_PARTICLES = frozenset(plain(word) for word in PARTICLES)


def compared(*, given: str, family: str, known_as: str, former: str) -> NamesCompared:
    words = plain(given).split()
    parts = [word for word in dict.fromkeys((*words, *plain(known_as).split())) if len(word) > 1]
    of_family = surnames(family)
    every_surname = list(dict.fromkeys((*of_family, *surnames(former))))
    return {
        "given_first": parts[0] if parts else None,
        "given_all": " ".join(words) if len(words) > 1 and parts else None,
        "given_parts": parts or None,
        "short_forms": sorted(frozenset().union(*map(formal_of, parts))) or None,
        "initials": "".join(word[0] for word in words) or None,
        "has_initials_only": bool(words) and not parts,
        "family": "".join(of_family) or None,
        "family_last": of_family[-1] if of_family else None,
        "family_parts": every_surname or None,
    }


@lru_cache(maxsize=131_072)
def surnames(text: str) -> tuple[str, ...]:
    """Each of them, without particles."""
    words = plain(text).split()
    kept = [word for word in words if word not in _PARTICLES and len(word) > 1]
    if len(kept) > 1 and kept[-1] in _AFTER_NAME:
        kept.pop()
    return tuple(kept or words)
