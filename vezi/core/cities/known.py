"""Which city a text means, and which cities lie near one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import get_language

from vezi.core.cities import table
from vezi.core.cities.exonyms import SAID
from vezi.core.folding import fold, latin
from vezi.core.geo import country_name

EARTH = 6371.0088  # km: the mean radius, as the International Union of Geodesy and Geophysics has it
PER_DEGREE = EARTH * radians(1)
SURE = 10  # times as large: of a name without a country such a city is meant
_FIGURES = re.compile(r"\b(?:[A-Za-z]{1,2}-)?\d[\w-]*")
_PARTED = re.compile(r"\s+[-–—]\s+|[,;/(]")
_CITY = "id, name, country, latitude, longitude, inhabitants, zone"


@dataclass(frozen=True)
class City:
    """A city of the world, by its number in GeoNames."""

    id: int
    own_name: str = field(compare=False)
    country: str = field(compare=False)
    latitude: float = field(compare=False)
    longitude: float = field(compare=False)
    inhabitants: int = field(compare=False)
    zone: str = field(compare=False)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page."""
        return _called(self, (get_language() or "en").split("-")[0])

    @property
    def in_full(self) -> str:
        """With its country."""
        return ", ".join(filter(None, (self.name, self.country_name)))

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def slug(self) -> str:
        return slugify(latin(self.own_name)) or "city"


@lru_cache(maxsize=8_192)
def _called(city: City, language: str) -> str:
    """By a table of our own, by CLDR where a time zone bears the city's name, else as GeoNames has it."""
    if said := SAID.get(language, {}).get((city.own_name, city.country)):
        return said
    if fold(city.zone.rpartition("/")[2].replace("_", " ")) != fold(city.own_name):
        return city.own_name
    return str(_zones(language).get(city.zone, {}).get("city") or city.own_name)


@lru_cache(maxsize=8)
def _zones(language: str) -> dict[str, dict[str, str]]:
    return dict(Locale.parse(language).time_zones)


@lru_cache(maxsize=16_384)
def find(text: str, country: str = "") -> City | None:
    """The largest city of the name in the country; of the world, if one is by far the largest. None for what is unknown.

    Post codes do not disturb, nor does a district after the city.
    """
    for said in _ways_to_say(text):
        if found := _named(said, country):
            return found
    return None


def _ways_to_say(text: str) -> Iterable[str]:
    plain = " ".join(_FIGURES.sub(" ", text).split())
    for said in dict.fromkeys((plain, _PARTED.split(plain)[0])):
        yield from dict.fromkeys(filter(None, (fold(said), latin(said))))


def _named(folded: str, country: str) -> City | None:
    if country:
        rows = _asked("select city, weight from names where folded = ? and country = ?", folded, country)
    else:
        rows = _asked("select city, weight from names where folded = ? order by weight desc limit 2", folded)
    if not rows or (len(rows) > 1 and rows[0][1] < SURE * rows[1][1]):
        return None
    return by_id(int(rows[0][0]))


@lru_cache(maxsize=4_096)
def typed(text: str) -> City | None:
    """The city somebody types: the largest of the name, or with its country, “Vienna, US”, “Dunaj, Avstrija”."""
    name, comma, said = text.rpartition(",")
    if comma and (code := country(said)):
        return find(name, code)
    for folded in _ways_to_say(text):
        if rows := _asked("select city from names where folded = ? order by weight desc limit 1", folded):
            return by_id(int(rows[0][0]))
    return None


def country(text: str) -> str:
    """The code of a country by itself or by a name in a language of the house."""
    return _countries().get(fold(text), "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    codes = [str(code) for (code,) in _asked("select distinct country from cities")]
    named = {fold(country_name(code, language)): code for language, _name in settings.LANGUAGES for code in codes}
    return {"usa": "US", "uk": "GB"} | named | {code.lower(): code for code in codes}


@lru_cache(maxsize=2_048)
def beginning(text: str, *, limit: int) -> tuple[City, ...]:
    """Cities with a name that begins so, those that people mean most first; the greatest of each name in each country."""
    folded = fold(text)
    if len(folded) < 2:
        return ()
    rows = _asked(
        "select city, max(weight) best from names where folded >= ? and folded < ? group by city order by best desc limit ?",
        folded, folded + "\U0010ffff", limit,
    )  # fmt: skip
    return tuple(city for number, _weight in rows if (city := by_id(int(number))))


@lru_cache(maxsize=16_384)
def by_id(number: int) -> City | None:
    rows = _asked(f"select {_CITY} from cities where id = ?", number)  # noqa: S608 - made of constants
    return City(*rows[0]) if rows else None


@lru_cache(maxsize=256)
def within(city: City, kilometres: int) -> frozenset[int]:
    """Numbers of the cities no further from the city than this, itself among them."""
    reach = kilometres / PER_DEGREE
    rows = _asked(
        "select id, latitude, longitude from cities where latitude between ? and ?",
        city.latitude - reach, city.latitude + reach,
    )  # fmt: skip
    here = (city.latitude, city.longitude)
    narrow = sin(radians(reach)) / max(1e-9, cos(radians(city.latitude)))
    widest = degrees(asin(narrow)) if narrow < 1 else 180  # round a pole lies every meridian
    return frozenset(
        number
        for number, latitude, longitude in rows
        if abs((longitude - city.longitude + 180) % 360 - 180) <= widest + 1e-6
        and distance(here, (latitude, longitude)) <= kilometres
    )


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two (latitude, longitude) along a great circle, by the haversine.

    R. W. Sinnott, “Virtues of the Haversine”, Sky and Telescope 68 (1984), p. 159.
    """
    (lat1, lon1), (lat2, lon2) = one, other
    half = sin(radians(lat2 - lat1) / 2) ** 2
    half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def _asked(sql: str, *values: object) -> list[tuple[Any, ...]]:
    return table.opened().execute(sql, values).fetchall()
