"""What is found of classes, as templates draw it."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.components.parts import Pages, pages_at
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.directory.classes import anniversaries, queries
from vezi.network.directory.classes.anniversaries import Anniversary
from vezi.network.directory.classes.places import Below, ClassOf, Own
from vezi.network.directory.classes.queries import PER_PAGE, Classmate, Number, People, Spread
from vezi.network.directory.classes.walls import Wall
from vezi.network.directory.filters import Asked
from vezi.network.directory.index.pieces import CITY, TRADE
from vezi.network.people import trades as trade_names

MOST_CITIES, MOST_TRADES = 12, 8
MOST_FACES, FACES_IN_A_ROW = 8, 4  # of a phone: a row that is not full looks lost
FEW = 3  # people: where each of them is stands beside the name already

Chip = tuple[str, str, int]  # title, address, people


@dataclass(frozen=True)
class Brick:
    """One class of the wall."""

    of: ClassOf
    count: int


@dataclass(frozen=True)
class OwnClass:
    """A class of the reader's own: its next round year, and how many of it she sees where that is told."""

    own: Own
    this_year: int
    count: int = 0

    @property
    def of(self) -> ClassOf:
        return self.own.of

    @property
    def anniversary(self) -> Anniversary | None:
        return anniversaries.next_of(self.of.year, this_year=self.this_year)


def decades(wall: Wall, club: Club) -> list[tuple[str, list[Brick]]]:
    """By “1990–1999”; newest first, and so within each."""
    bricks = [Brick(ClassOf(club, year), count) for year, count in reversed(wall)]
    return [
        (f"{decade}–{decade + 9}", list(some))
        for decade, some in groupby(bricks, key=lambda brick: brick.of.year // 10 * 10)
    ]


def portraits(people: list[Classmate]) -> list[Who]:
    """In the place of a photograph of the class: full rows of those with a face."""
    faces = list({one.who.face: one.who for one in people if one.who.face}.values())  # a drawn one once
    return faces[: min(MOST_FACES, len(faces) // FACES_IN_A_ROW * FACES_IN_A_ROW)]


def facts(people: People, missing: int) -> list[tuple[int | str, str]]:
    """Set large over the page: each number over what it counts."""
    spread = Spread() if people.count < FEW else people.spread
    numbers: list[tuple[int, int | str, str]] = [
        (people.count, people.count, ngettext("is here", "are here", people.count)),
        (missing, _("about %(count)s") % {"count": missing}, _("are not here yet")),
        (len(spread.cities), len(spread.cities), ngettext("city", "cities", len(spread.cities))),
        (len(spread.countries), len(spread.countries), ngettext("country", "countries", len(spread.countries))),
    ]
    return [(said, words) for number, said, words in numbers if number]


def cities(of: ClassOf, spread: Spread) -> list[Chip]:
    return [(city, in_directory(of, CITY, city), count) for city, count in spread.cities[:MOST_CITIES]]


def trades(of: ClassOf, spread: Spread) -> list[Chip]:
    titles = {str(code): str(title) for code, title in trade_names.CHOICES}
    known: list[Number] = [pair for pair in spread.trades if pair[0] in titles]
    return [(titles[code], in_directory(of, TRADE, code), count) for code, count in known[:MOST_TRADES]]


def programmes(of: ClassOf, spread: Spread, below: Below) -> list[tuple[ClassOf, int]]:
    """Nothing where there is one only: it is the class itself."""
    known = queries.programmes_of(below, (public_id for public_id, _count in spread.programmes))
    found = [(replace(of, programme=known[one]), count) for one, count in spread.programmes if one in known]
    return found if len(found) > 1 else []


def in_directory(of: ClassOf, facet: str = "", value: str = "") -> str:
    """People, narrowed down to the class."""
    filters = of.filters
    if facet:
        filters = replace(filters, chosen={**filters.chosen, facet: frozenset([value])})
    return reverse("directory:people") + Asked(filters=filters).address()


def pages(people: People) -> Pages:
    return pages_at(people.page, PER_PAGE, people.count, lambda number: f"?page={number}#everyone")
