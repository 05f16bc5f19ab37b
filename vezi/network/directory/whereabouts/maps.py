"""The map of a result as its template draws it: land, circles that are links, the people beside, the same as a table."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.translation import ngettext

from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.collation import key
from vezi.core.components.parts import Pages, pages_at
from vezi.core.viewer import Viewer
from vezi.network.directory import queries
from vezi.network.directory.filters import Asked
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import Opened
from vezi.network.directory.queries import SearchAnswer
from vezi.network.directory.whereabouts import drawing, numbers
from vezi.network.directory.whereabouts.drawing import HEIGHT, WIDTH, Circle, Drawing
from vezi.network.directory.whereabouts.part import Part
from vezi.network.people.naming import sorted_for_reader

PER_PAGE = 10
MOST_LINES = 25  # of the table
MOST_SORTED = 500  # cities that are put in order by their names
HERE = "#map"


@dataclass(frozen=True)
class Land:
    """One file of land, and which of its paths to draw."""

    url: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A circle of the map: where it leads, what is written beside it and said of it."""

    circle: Circle
    url: str
    words: str
    number: str
    said: str
    is_open: bool

    @property
    def x(self) -> str:
        return f"{self.circle.x:.1f}"

    @property
    def y(self) -> str:
        return f"{self.circle.y:.1f}"

    @property
    def radius(self) -> str:
        return f"{self.circle.radius:.1f}"

    @property
    def reach(self) -> str:
        """How far from the middle a finger hits it."""
        return f"{max(self.circle.radius, drawing.NEAREST / 2 - 1):.1f}"


@dataclass(frozen=True)
class Line:
    """Of the table."""

    city: City
    url: str
    people: int
    of_own_classes: int
    is_open: bool


@dataclass(frozen=True)
class Shown:
    """All that the map's part of the page needs. Places in the drawing are text: a template would write them as the language does."""

    drawing: Drawing
    land: list[Land]
    spots: list[Spot]
    lines: list[Line]
    more_lines: int
    has_classes: bool
    city: City | None
    there: SearchAnswer
    pages: Pages
    everybody: str = ""  # the address of the list of those beside the map
    back: str = ""
    whole: str = ""

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def transform(self) -> str:
        """From the plane into the drawing."""
        left, top = self.drawing.corner
        return f"scale({self.drawing.scale:.6f}) translate({-left:.1f} {-top:.1f})"

    @property
    def border_width(self) -> str:
        return f"{0.8 / self.drawing.scale:.2f}"


@answered
def shown(*, viewer: Viewer, asked: Asked) -> Shown:
    """Raises NoIndex. What it counts is remembered; the people beside the map cost what a page of the list costs."""
    part = asked.part or Part()
    opened, question = numbers.question_of(viewer, asked.words, asked.filters)
    people = numbers.by_city(opened, question)
    window = part.window or drawing.around(people)
    drawn = drawing.drawn(numbers.joined(opened, question, window.zoom), window)
    drawn = numbered(drawn, opened, question)
    mine = numbers.of_own_classes(viewer, opened, question)
    city = known.by_id(part.at) if part.at else None
    city = city if city in people else None
    if city is None and len(drawn.cities) == len(people):
        filters = numbers.anywhere(asked.filters)
    else:
        filters = numbers.within(asked.filters, [city] if city else drawn.cities)
    there = queries.search(
        viewer=viewer, words=asked.words, filters=filters, page=asked.page,
        sort=asked.sort, per_page=PER_PAGE, with_facets=False,
    )  # fmt: skip
    back = drawing.closed(drawn.window)
    return Shown(
        drawing=drawn,
        land=_land(drawn),
        spots=[_spot(asked, part, drawn, circle) for circle in drawn.circles],
        lines=_lines(asked, part, drawn, people, mine or {}),
        more_lines=max(0, len(drawn.cities) - MOST_LINES),
        has_classes=mine is not None,
        city=city,
        there=there,
        pages=pages_at(there.page, PER_PAGE, there.count, lambda number: asked.address(page=number) + "#there"),
        everybody=asked.address(part=None, filters=filters) if city else "",
        back=asked.address(part=Part(back)) + HERE if back and part.window else "",
        whole=asked.address(part=Part()) + HERE if part.window else "",
    )


def _land(drawn: Drawing) -> list[Land]:
    if drawn.window.zoom < 2:
        return [Land(static("land/world.svg"), ("land",))]
    return [Land(static(f"land/{name}.svg"), paths) for name, paths in drawn.tiles]


def numbered(drawn: Drawing, opened: Opened, question: Question) -> Drawing:
    """With the number each circle has in truth: who lives in one of its cities and works in another counts once."""
    people = numbers.in_any(opened, question, [circle.cities for circle in drawn.circles])
    circles = [replace(circle, people=number) for circle, number in zip(drawn.circles, people, strict=True)]
    return replace(drawn, circles=circles)


def _spot(asked: Asked, part: Part, drawn: Drawing, circle: Circle) -> Spot:
    words, number = drawing.words_of(circle), number_format(circle.people)
    # What is said begins with what is written, so that who speaks to the machine can say it.
    said = ngettext("%(place)s %(number)s person", "%(place)s %(number)s people", circle.people)
    said %= {"place": words, "number": number}
    if len(circle.cities) == 1:
        to = part.opening(circle.city.id)
        said = f"{said}, {circle.city.country_name}"
    else:
        is_closest = drawn.window.zoom == drawing.MOST_ZOOM
        to = part.opening(circle.city.id) if is_closest else Part(drawing.opened(circle, drawn.window))
        cities = ngettext("%(count)s city", "%(count)s cities", len(circle.cities))
        said = f"{said}, {cities % {'count': len(circle.cities)}}"
    return Spot(circle, asked.address(part=to) + HERE, words, number, said, is_open=part.at == circle.city.id)


def _lines(
    asked: Asked, part: Part, drawn: Drawing, people: Mapping[City, int], mine: Mapping[City, int]
) -> list[Line]:  # fmt: skip
    """Of the cities in the picture: most people first, then by name."""
    language = sorted_for_reader()
    least = min(heapq.nlargest(MOST_LINES, (people[city] for city in drawn.cities)), default=0)
    foremost = [city for city in drawn.cities if people[city] >= least]
    if len(foremost) > MOST_SORTED:  # thousands with one each: any of them will do
        foremost = sorted(foremost, key=lambda city: (-people[city], city.id))[:MOST_SORTED]
    foremost.sort(key=lambda city: (-people[city], key(city.name, language)))
    return [
        Line(
            city, asked.address(part=part.opening(city.id)) + "#there", people[city], mine.get(city, 0),
            is_open=part.at == city.id,
        )
        for city in foremost[:MOST_LINES]
    ]  # fmt: skip
