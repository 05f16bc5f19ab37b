"""The map of a result as its template draws it: land, circles that are links, the people beside, the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.translation import ngettext

from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.components.parts import Pages, pages_at
from vezi.core.viewer import Viewer
from vezi.network.directory import queries
from vezi.network.directory.filters import Asked
from vezi.network.directory.index.pieces import PLACE
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.queries import SearchAnswer
from vezi.network.directory.whereabouts import drawing, numbers, pictures
from vezi.network.directory.whereabouts.drawing import HEIGHT, WIDTH, Circle, Drawing
from vezi.network.directory.whereabouts.part import MOST_ZOOM, Part, Window
from vezi.network.directory.whereabouts.pictures import Picture

PER_PAGE = 10
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
class Plate:
    """A drawn map. Places in the drawing are text: a template would write them as the language does."""

    drawing: Drawing
    land: list[Land]
    spots: list[Spot]

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


@dataclass(frozen=True)
class Shown(Plate):
    """All that the map's part of the page needs."""

    lines: list[Line]
    more_lines: int
    has_classes: bool
    city: City | None
    there: SearchAnswer
    pages: Pages
    everybody: str = ""  # the address of the list of those beside the map
    back: str = ""
    whole: str = ""


@answered
def shown(*, viewer: Viewer, asked: Asked) -> Shown:
    """Raises NoIndex. What it counts is remembered; the people beside the map cost what a page of the list costs."""
    part = asked.part or Part()
    opened, question = numbers.question_of(viewer, asked.words, asked.filters)
    found = pictures.picture(opened, question, part.window)
    drawn = found.drawing
    mine = numbers.of_own_classes(viewer, opened, question)
    city = known.by_id(part.at) if part.at else None
    city = city if city in found.people else None
    if city is None and found.shows_all:
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
        land=land_of(drawn),
        spots=_spots(asked, part, found),
        lines=_lines(asked, part, found, mine or {}),
        more_lines=found.count - len(found.foremost),
        has_classes=mine is not None,
        city=city,
        there=there,
        pages=pages_at(there.page, PER_PAGE, there.count, lambda number: asked.address(page=number) + "#there"),
        everybody=_as_list(asked, city) if city else "",
        back=asked.address(part=Part(back)) + HERE if back and part.window else "",
        whole=asked.address(part=Part()) + HERE if part.window else "",
    )


def _as_list(asked: Asked, city: City) -> str:
    """The address of all people of the city; none where other cities are chosen already, which an address cannot say."""
    filters = asked.filters
    if filters.of(PLACE):
        return ""
    chosen = {**filters.chosen, PLACE: frozenset([str(city.id)])}
    return asked.address(part=None, filters=replace(filters, chosen=chosen))


def land_of(drawn: Drawing) -> list[Land]:
    """What lies in the drawing."""
    if drawn.window.zoom < 2:
        return [Land(static("land/world.svg"), ("land",))]
    return [Land(static(f"land/{name}.svg"), paths) for name, paths in drawn.tiles]


def _spots(asked: Asked, part: Part, found: Picture) -> list[Spot]:
    """The largest first, so that the small ones lie on top and the keyboard comes to the large ones early."""
    here = asked.address(part=None)
    return [_spot(here, part, circle, found.openings.get(circle.city.id)) for circle in found.drawing.circles]


def _spot(here: str, part: Part, circle: Circle, opening: Window | None) -> Spot:
    words, number = drawing.words_of(circle), number_format(circle.people)
    # What is said begins with what is written, so that who speaks to the machine can say it.
    said = ngettext("%(place)s %(number)s person", "%(place)s %(number)s people", circle.people)
    said %= {"place": words, "number": number}
    to = part.opening(circle.city.id)
    if opening is None:
        said = f"{said}, {circle.city.country_name}"
    else:
        to = to if part.window and part.window.zoom == MOST_ZOOM else Part(opening)
        cities = ngettext("%(count)s city", "%(count)s cities", len(circle.cities))
        said = f"{said}, {cities % {'count': len(circle.cities)}}"
    return Spot(circle, f"{with_part(here, to)}{HERE}", words, number, said, is_open=part.at == circle.city.id)


def with_part(address: str, part: Part) -> str:
    return f"{address}{'&' if len(address) > 1 else ''}{urlencode(part.pairs)}"


def _lines(asked: Asked, part: Part, found: Picture, mine: Mapping[City, int]) -> list[Line]:
    here = asked.address(part=None)
    return [
        Line(
            city, f"{with_part(here, part.opening(city.id))}#there", found.people[city], mine.get(city, 0),
            is_open=part.at == city.id,
        )
        for city in found.foremost
    ]  # fmt: skip
