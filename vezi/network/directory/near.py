"""“Within 50 km of Graz”: a city as somebody types it, and the cities around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from vezi.core.cities import known
from vezi.core.cities.known import City

DISTANCES = (10, 25, 50, 100, 250)  # km
USUAL = 50
LONGEST = 80  # letters of a city's name


@dataclass(frozen=True)
class Near:
    """People who live or work, as far as they let the reader see it, in a city that lies so near the one `said`."""

    said: str
    kilometres: int = USUAL

    @property
    def city(self) -> City | None:
        """None for what no city is called: such a filter keeps everybody, and says so at its field."""
        return known.typed(self.said)

    @property
    def values(self) -> frozenset[str] | None:
        """Of the facet of places; None where there is no such city."""
        return _values(self.city, self.kilometres) if self.city else None

    def keeps(self, places: Iterable[object]) -> bool:
        values = self.values
        return values is None or not values.isdisjoint(map(str, places))


def _values(city: City, kilometres: int) -> frozenset[str]:
    return frozenset(map(str, known.within(city, kilometres)))


def read(given: QueryDict) -> Near | None:
    said = " ".join(given.get("near", "").replace("\0", "").split())[:LONGEST].rstrip()
    wanted = given.get("km", "")
    kilometres = int(wanted) if wanted in {str(distance) for distance in DISTANCES} else USUAL
    return Near(said, kilometres) if said else None
