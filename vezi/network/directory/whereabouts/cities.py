"""The page of a city: who is there, what they do, which cities lie near; all as the reader may see it, wherever she may look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from django.urls import reverse

from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.viewer import Viewer
from vezi.network.directory import queries, scopes
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import finding, store
from vezi.network.directory.index.clauses import said
from vezi.network.directory.index.counting import MOST_YEARS, key_of, of_each_value
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.halves import met
from vezi.network.directory.index.pieces import PLACE, TRADE, YEAR
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.near import Near
from vezi.network.directory.queries import SearchAnswer
from vezi.network.directory.whereabouts import numbers
from vezi.network.directory.whereabouts.part import MOST_ZOOM, Part, Window
from vezi.network.people import trades as trade_names

PER_PAGE = 16
FEW = 3  # people: what each of them does stands beside the name already
MOST_TRADES, MOST_NEIGHBOURS = 8, 12
NEIGHBOURHOOD, AROUND = 100, 50  # km
FIRST = 8  # people of a list that goes on elsewhere

Chip = tuple[str, str, int]  # title, address, people


@dataclass(frozen=True)
class Spread:
    trades: list[tuple[str, int]] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)


_spreads: Remembered[Spread] = Remembered(256)


@dataclass(frozen=True)
class Neighbour:
    city: City
    people: int
    kilometres: int


@dataclass(frozen=True)
class Living:
    """The nearest to the reader of those who live or work around a city; `everybody` is the address of all."""

    people: SearchAnswer
    everybody: str


def asked(viewer: Viewer, filters: Filters) -> Question:
    return Question(scopes.everywhere(viewer), filters=filters)


def filters_of(city: City) -> Filters:
    return Filters(chosen={PLACE: frozenset([str(city.id)])}, is_everywhere=True)


def people(viewer: Viewer, city: City, *, page: int = 1) -> SearchAnswer:
    """Nearest to the reader first. Raises NoIndex."""
    return queries.search(viewer=viewer, filters=filters_of(city), page=page, per_page=PER_PAGE, with_facets=False)


@answered
def how_many(viewer: Viewer, city: City) -> int:
    """People of the city whom the reader may see. Raises NoIndex."""
    return finding.count(store.reader().searcher, asked(viewer, filters_of(city)))


@answered
def with_people(viewer: Viewer, cities: Iterable[City], *, most: int) -> list[tuple[City, int]]:
    """The first so many of the cities where the reader may see people, with how many. Raises NoIndex."""
    searcher, cities = store.reader().searcher, list(cities)
    if not cities:
        return []
    numbers = [str(city.id) for city in cities]
    scope = met(searcher, scopes.everywhere(viewer), lambda tier: said(f"{PLACE}_{tier}", numbers))
    counted = ((city, finding.count(searcher, Question(scope, filters=filters_of(city)))) for city in cities)
    return list(islice(((city, people) for city, people in counted if people), most))


@answered
def spread(viewer: Viewer, city: City) -> Spread:
    """What the people of the city do, and of which classes they are. Raises NoIndex."""
    opened, question = store.reader(), asked(viewer, filters_of(city))

    def count() -> Spread:
        found = of_each_value(opened.searcher, question, {TRADE: 100, YEAR: MOST_YEARS})
        return Spread(
            trades=sorted(((str(code), n) for code, n in found[TRADE].items()), key=lambda pair: (-pair[1], pair[0])),
            years=sorted((int(year), number) for year, number in found[YEAR].items()),
        )

    return _spreads.answer(opened, key_of(question), count)


def trades(city: City, found: Spread) -> list[Chip]:
    titles = {str(code): str(title) for code, title in trade_names.CHOICES}
    return [
        (titles[code], in_directory(city, {TRADE: frozenset([code])}), number)
        for code, number in found.trades
        if code in titles
    ][:MOST_TRADES]


@answered
def neighbours(viewer: Viewer, city: City) -> list[Neighbour]:
    """Cities around with somebody the reader may see, the nearest first. Raises NoIndex."""
    here = (city.latitude, city.longitude)
    near = known.within(city, NEIGHBOURHOOD)
    found = [
        Neighbour(other, number, round(known.distance(here, (other.latitude, other.longitude))))
        for other, number in in_each(viewer).items()
        if other.id in near and other.id != city.id
    ]
    return sorted(found, key=lambda one: (one.kilometres, one.city.id))[:MOST_NEIGHBOURS]


@answered
def in_each(viewer: Viewer) -> Mapping[City, int]:
    """How many people the reader may see in each city, wherever she may look. Raises NoIndex."""
    return numbers.by_city(store.reader(), asked(viewer, Filters(is_everywhere=True)))


def living_around(viewer: Viewer, city: City) -> Living:
    """Raises NoIndex."""
    near = Near(city.in_full, AROUND)
    if near.city == city:
        filters = Filters(near=near, is_everywhere=True)
    else:  # a namesake that is not the city people mean by the name
        around = frozenset(map(str, known.within(city, AROUND)))
        filters = Filters(chosen={PLACE: around}, is_everywhere=True)
    found = queries.search(viewer=viewer, filters=filters, per_page=FIRST, with_facets=False)
    return Living(found, reverse("directory:people") + Asked(filters=filters).address())


def in_directory(city: City, more: Mapping[str, frozenset[str]] | None = None) -> str:
    """People, narrowed down to the city."""
    filters = filters_of(city)
    return (
        reverse("directory:people")
        + Asked(filters=replace(filters, chosen={**filters.chosen, **(more or {})})).address()
    )


def on_map(city: City) -> str:
    part = Part(Window(city.latitude, city.longitude, MOST_ZOOM), city.id)
    return reverse("directory:people") + Asked(filters=Filters(is_everywhere=True), part=part).address() + "#map"
