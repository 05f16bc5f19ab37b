"""Colours of people in a letter. Mail programs know no style sheet of ours, so they are worked out here."""

from collections.abc import Iterable
from dataclasses import dataclass

from vezi.core import initials, years
from vezi.core.palette import to_hex

#: Hues of the twelve grounds under initials, as in the pages.
GROUNDS = (75, 100, 130, 160, 190, 215, 240, 262, 55, 88, 145, 205)


@dataclass(frozen=True)
class Face:
    """Two letters on a round ground."""

    letters: str
    ground: str
    ink: str


@dataclass(frozen=True)
class Year:
    """A class year after a name, by daylight and in the dark."""

    short: str
    colour: str
    dark: str


def faces(names: Iterable[str]) -> list[Face]:
    found = []
    for name in names:
        hue = GROUNDS[initials.ground(name)]
        found.append(Face(initials.initials(name), to_hex((0.885, 0.045, hue)), to_hex((0.33, 0.075, hue))))
    return found


def year(class_year: int | None) -> Year | None:
    if class_year is None:
        return None
    hue = years.hue(class_year)
    return Year(years.short_year(class_year), to_hex((0.47, 0.10, hue)), to_hex((0.80, 0.085, hue)))
