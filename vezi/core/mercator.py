"""The plane on which the land of the built maps lies (static/src/land.mjs), by Mercator's projection of the sphere.

J. P. Snyder, “Map Projections: A Working Manual”, US Geological Survey Professional Paper 1395 (1987), p. 41.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from math import asinh, atan, degrees, pi, radians, sinh, tan

from vezi.core import frontend

SIZE = 32_768  # units of the plane, west to east
TILES = 8  # each way, of the finer land
NORTHMOST = 85.0

Point = tuple[float, float]


def placed(latitude: float, longitude: float) -> Point:
    """On the plane: from the west, from the north."""
    held = max(-NORTHMOST, min(NORTHMOST, latitude))
    return SIZE * (0.5 + longitude / 360), SIZE * (0.5 - asinh(tan(radians(held))) / (2 * pi))


def on_earth(x: float, y: float) -> Point:
    """(latitude, longitude) of a place on the plane."""
    return degrees(atan(sinh(2 * pi * (0.5 - y / SIZE)))), 360 * (x / SIZE - 0.5)


def tiles(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tiles that a rectangle of the plane touches and that have land: the name of each, the paths it has."""
    step = SIZE / TILES
    for row in range(max(0, int(top // step)), min(TILES - 1, int(bottom // step)) + 1):
        for column in range(max(0, int(left // step)), min(TILES - 1, int(right // step)) + 1):
            if parts := _drawn().get(f"{column}-{row}"):
                yield f"{column}-{row}", parts


@lru_cache(maxsize=1)
def _drawn() -> dict[str, tuple[str, ...]]:
    """From the build; a house whose front end is not built yet shows cities without land."""
    built = frontend.BUILD / "land" / "tiles.json"
    return {name: tuple(parts) for name, parts in json.loads(built.read_text()).items()} if built.exists() else {}
