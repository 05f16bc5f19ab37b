"""The part of the map that is shown, as an address says it."""

import re
from dataclasses import dataclass, replace

from django.http import QueryDict

from vezi.core import mercator

MOST_ZOOM = 5
_NUMBER = r"-?\d{1,3}(?:\.\d{1,6})?"
_WINDOW = re.compile(rf"({_NUMBER}),({_NUMBER}),(\d)", re.ASCII)


@dataclass(frozen=True)
class Window:
    """Around a place; each step of `zoom` shows half as much of the world."""

    latitude: float
    longitude: float
    zoom: int

    def __str__(self) -> str:
        return f"{self.latitude:.2f},{self.longitude:.2f},{self.zoom}"


@dataclass(frozen=True)
class Part:
    """`window` is None where the map is to show all of the people; `at` is the city whose people are listed."""

    window: Window | None = None
    at: int | None = None

    @property
    def pairs(self) -> list[tuple[str, object]]:
        pairs: list[tuple[str, object]] = [("view", "map")]
        pairs += [("map", self.window)] if self.window else []
        return [*pairs, *([("at", self.at)] if self.at else [])]

    def opening(self, city: int | None) -> "Part":
        return replace(self, at=city)


def read(given: QueryDict) -> Part | None:
    """What makes no sense is left out."""
    if given.get("view") != "map":
        return None
    at = given.get("at", "")
    number = int(at) if at.isascii() and at.isdigit() and len(at) <= 9 else 0
    return Part(window_in(given.get("map", "")), number or None)


def window_in(text: str) -> Window | None:
    """As an address says it; None for what makes no sense."""
    found = _WINDOW.fullmatch(text)
    if not found:
        return None
    latitude, longitude, zoom = float(found[1]), float(found[2]), int(found[3])
    if abs(latitude) > mercator.NORTHMOST or abs(longitude) > 180 or zoom > MOST_ZOOM:
        return None
    return Window(latitude, longitude, zoom)
