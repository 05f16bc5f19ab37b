"""Circles for cities on a map, those that would touch drawn as one, with labels that do not overlap. No database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from math import sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _

from vezi.core import mercator
from vezi.core.cities.known import City
from vezi.network.directory.whereabouts.part import MOST_ZOOM, Window

WIDTH, HEIGHT = 1000, 470  # of the drawing
WORLD = Window(24.0, 0.0, 0)
NEAREST, NEAREST_CLOSE_UP = 30, 11  # between two circles' middles; at the last zoom, where none opens any more
LEAST, MOST = 4.0, 23.0  # radius of a circle
MOST_LABELS = 16
FOREMOST, SLIGHT = 4, 0.12  # circles whose words may cover others that stand for so much smaller a part of their people
LETTER, LINE, GAP = 7.4, 17.0, 5.0  # of a label: width of a letter, height, distance from the circle
BASELINE = 4.6  # of letters, below their middle
EDGE = 0.12  # of the drawing stays free around what it is to show

Box = tuple[float, float, float, float]


class Label(NamedTuple):
    """Where the words of a circle stand; as text, which no template writes with a comma."""

    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class Circle:
    """`city` is the one with most people of all the circle stands for. Places are in the drawing."""

    city: City
    x: float
    y: float
    radius: float
    people: int
    cities: tuple[City, ...]
    label: Label | None = None

    @property
    def box(self) -> Box:
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


class Joined(NamedTuple):
    """Cities that one circle stands for, the one with most people first; `people` counts twice who is in two of them.

    `box` holds them on the plane.
    """

    cities: tuple[City, ...]
    people: int
    box: Box


@dataclass(frozen=True)
class Drawing:
    window: Window
    circles: list[Circle] = field(default_factory=list)

    @cached_property
    def scale(self) -> float:
        """Of the drawing for one unit of the plane."""
        return WIDTH * 2**self.window.zoom / mercator.SIZE

    @cached_property
    def corner(self) -> mercator.Point:
        """The north-western corner, on the plane."""
        x, y = mercator.placed(self.window.latitude, self.window.longitude)
        return x - WIDTH / 2 / self.scale, y - HEIGHT / 2 / self.scale

    def put(self, city: City) -> mercator.Point:
        (left, top), (x, y) = self.corner, _placed(city)
        return (x - left) * self.scale, (y - top) * self.scale

    @property
    def tiles(self) -> list[tuple[str, tuple[str, ...]]]:
        """Of the finer land; none while the rough one of the whole world does."""
        (left, top), scale = self.corner, self.scale
        rectangle = (left, top, left + WIDTH / scale, top + HEIGHT / scale)
        return list(mercator.tiles(*rectangle)) if self.window.zoom >= 2 else []

    def shows(self, box: Box) -> bool:
        """Whether any of the plane's rectangle is in the picture."""
        (left, top), scale = self.corner, self.scale
        return _overlap(box, (left, top, left + WIDTH / scale, top + HEIGHT / scale))

    @cached_property
    def cities(self) -> list[City]:
        """All that are in the picture, those drawn within another's circle too."""
        return [city for circle in self.circles for city in circle.cities if _is_in(*self.put(city))]


def drawn(circles: Sequence[Joined], window: Window) -> Drawing:
    """Those in the window, the largest number first."""
    drawing = Drawing(window)
    inside = [one for one in circles if drawing.shows(one.box)]
    most = max((one.people for one in inside), default=1)
    found = []
    for one in inside:
        x, y = drawing.put(one.cities[0])
        if _is_in(x, y) or any(_is_in(*drawing.put(city)) for city in one.cities[1:]):
            found.append(
                Circle(one.cities[0], round(x, 1), round(y, 1), _radius(one.people, most), one.people, one.cities)
            )
    return replace(drawing, circles=_labelled(found))


def _radius(people: int, most: int) -> float:
    """The area of a circle says how many."""
    largest = min(MOST, LEAST * sqrt(most))
    return round(max(LEAST, largest * sqrt(people / most)), 1)


def joined(people: Mapping[City, int], zoom: int) -> list[Joined]:
    """Each city joins the nearest larger one that is too near to stand beside; the zoom alone decides, not the window.

    Most people first.
    """
    nearest = NEAREST_CLOSE_UP if zoom == MOST_ZOOM else NEAREST
    unit = nearest / (WIDTH * 2**zoom / mercator.SIZE)
    fields: dict[tuple[int, int], list[tuple[mercator.Point, list[City]]]] = {}
    circles: list[list[City]] = []
    for city in sorted(people, key=lambda city: (-people[city], city.id)):
        x, y = place = _placed(city)
        column, row = int(x // unit), int(y // unit)
        around = (fields.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = [((x - a) ** 2 + (y - b) ** 2, some) for found in around for (a, b), some in found]
        distance, larger = min(near, key=lambda pair: pair[0], default=(unit**2, []))
        if distance < unit**2:
            larger.append(city)
        else:
            circles.append([city])
            fields.setdefault((column, row), []).append((place, circles[-1]))
    found = [Joined(tuple(some), sum(people[city] for city in some), _box_of(some)) for some in circles]
    return sorted(found, key=lambda one: (-one.people, one.cities[0].id))


def _box_of(cities: Iterable[City]) -> Box:
    across, down = zip(*map(_placed, cities), strict=True)
    return min(across), min(down), max(across) + 1, max(down) + 1


@lru_cache(maxsize=32_768)
def _placed(city: City) -> mercator.Point:
    return mercator.placed(city.latitude, city.longitude)


def around(cities: Iterable[City]) -> Window:
    """As near as the drawing holds all of the cities, with some room around them."""
    places = [_placed(city) for city in cities]
    if not places:
        return WORLD
    across, down = [x for x, _y in places], [y for _x, y in places]
    wide, high = max(across) - min(across), max(down) - min(down)
    for zoom in range(MOST_ZOOM, 0, -1):
        scale = WIDTH * 2**zoom / mercator.SIZE
        if wide * scale <= WIDTH * (1 - 2 * EDGE) and high * scale <= HEIGHT * (1 - 2 * EDGE):
            latitude, longitude = mercator.on_earth(min(across) + wide / 2, min(down) + high / 2)
            return Window(round(latitude, 2), round(longitude, 2), zoom)
    return WORLD


def opened(circle: Circle, window: Window) -> Window:
    """Nearer to the cities of the circle: at least one step."""
    found = around(circle.cities)
    return replace(found, zoom=min(MOST_ZOOM, max(found.zoom, window.zoom + 1)))


def closed(window: Window) -> Window | None:
    """One step back; the world from further away than any part of it. None where there is nothing behind."""
    if window.zoom == 0:
        return None
    return replace(window, zoom=window.zoom - 1) if window.zoom > 1 else WORLD


def _labelled(circles: list[Circle]) -> list[Circle]:
    """The largest first: at the right of its circle, at the left, above or below; where nothing is free it has none."""
    taken: list[Box] = []
    found, left = [], MOST_LABELS
    for number, circle in enumerate(circles):
        place = next(_free(circle, [*taken, *(one.box for one in circles)]), None) if left else None
        if place is None and number < FOREMOST:
            large = [one.box for one in circles if one.people > SLIGHT * circle.people]
            place = next(_free(circle, [*taken, *large]), None)
        if place:
            label, box = place
            taken.append(box)
            left -= 1
            found.append(replace(circle, label=label))
        else:
            found.append(circle)
    return found


def words_of(circle: Circle) -> str:
    """What stands beside a circle, but for its number."""
    return _("%(city)s area") % {"city": circle.city} if len(circle.cities) > 1 else str(circle.city)


def _free(circle: Circle, taken: list[Box]) -> Iterator[tuple[Label, Box]]:
    width = (len(words_of(circle)) + len(str(circle.people)) + 1) * LETTER
    away, high = circle.radius + GAP, circle.radius + LINE / 2 + 1
    for x, y, anchor in ((away, 0, "start"), (-away, 0, "end"), (0, -high, "middle"), (0, high, "middle")):
        x, y = circle.x + x, circle.y + y
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        box = (left, y - LINE / 2, left + width, y + LINE / 2)
        is_inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT
        if is_inside and not any(_overlap(box, other) for other in taken):
            yield Label(f"{x:.1f}", f"{y + BASELINE:.1f}", anchor), box


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_in(x: float, y: float) -> bool:
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT
