"""What narrows a search down: read from an address, written back into one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from vezi.network.directory import near
from vezi.network.directory.index.pieces import CLASS, FACETS, PLACE, YEAR
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import TIE
from vezi.network.directory.near import Near
from vezi.network.directory.whereabouts import part
from vezi.network.directory.whereabouts.part import Part

CLUB = "club"
NEAR = "near"
LEFT_OUT = "not"  # in an address, before “facet:value”
BY_NEARNESS, BY_NAME = "nearness", "name"
MOST_VALUES = 50  # of one facet
LONGEST = 200  # letters of a query
CHOSEN = (*(facet for facet in FACETS if facet != YEAR), CLUB, CLASS, PLACE, TIE)


@dataclass(frozen=True)
class Filters:
    """`chosen` holds the values ticked of each facet: one of them is enough, but of every facet that has any.

    Of those `excluded` people have none.
    """

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None
    near: Near | None = None
    also_in: frozenset[str] | None = None  # one of these places besides: asked by maps, never by an address
    is_everywhere: bool = False  # across clubs, not in the current one alone

    def of(self, facet: str) -> frozenset[str]:
        return self.chosen.get(facet, frozenset())

    def but(self, facet: str) -> frozenset[str]:
        """The values left out."""
        return self.excluded.get(facet, frozenset())

    def named(self, facet: str) -> frozenset[str]:
        """Those asked for and those left out."""
        return self.of(facet) | self.but(facet)

    @property
    def has_years(self) -> bool:
        return self.first_year is not None or self.last_year is not None

    @property
    def has_near(self) -> bool:
        return self.near is not None and self.near.city is not None

    @property
    def years(self) -> tuple[int, int]:
        return (self.first_year or 0, self.last_year or 9999)

    @property
    def count(self) -> int:
        said = sum(map(len, (*self.chosen.values(), *self.excluded.values())))
        return said + self.has_years + self.has_near + (self.also_in is not None)

    def without(self, facet: str, value: str | None = None) -> "Filters":
        """The same without saying anything of one value of the facet, or of all of them."""
        if facet == YEAR:
            return replace(self, first_year=None, last_year=None)
        if facet == NEAR:
            return replace(self, near=None)
        return replace(self, chosen=_without(self.chosen, facet, value), excluded=_without(self.excluded, facet, value))


def _without(values: Mapping[str, frozenset[str]], facet: str, value: str | None) -> dict[str, frozenset[str]]:
    left = values.get(facet, frozenset()) - {value} if value is not None else frozenset()
    kept = {name: of_facet for name, of_facet in values.items() if name != facet}
    return kept | ({facet: left} if left else {})


@dataclass(frozen=True)
class Asked:
    """A whole question, as an address says it."""

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = BY_NEARNESS
    page: int = 1
    part: Part | None = None  # of the map, where that is shown instead of the list

    def address(self, **changed: Any) -> str:
        """As the query of an address; the page is the first unless told."""
        asked = replace(self, **{"page": 1, **changed})
        pairs: list[tuple[str, object]] = [("q", asked.words)] if asked.words else []
        pairs += asked.narrowing
        pairs += [("page", asked.page)] if asked.page > 1 else []
        return f"?{urlencode(pairs)}"

    @property
    def narrowing(self) -> list[tuple[str, object]]:
        """What an address says but for the words and the page."""
        filters = self.filters
        pairs: list[tuple[str, object]] = [("in", "network")] if filters.is_everywhere else []
        pairs += [("from", filters.first_year)] if filters.first_year is not None else []
        pairs += [("to", filters.last_year)] if filters.last_year is not None else []
        pairs += [(facet, value) for facet in CHOSEN for value in sorted(filters.of(facet))]
        pairs += [(LEFT_OUT, f"{facet}:{value}") for facet in CHOSEN for value in sorted(filters.but(facet))]
        pairs += [("near", filters.near.said), ("km", filters.near.kilometres)] if filters.near else []
        pairs += self.part.pairs if self.part else []
        pairs += [("sort", self.sort)] if self.sort != BY_NEARNESS else []
        return pairs


def read(given: QueryDict) -> Asked:
    """What makes no sense is left out: an address is often cut or mended by hand."""
    excluded = _left_out(given.getlist(LEFT_OUT)[:MOST_VALUES])
    chosen = {
        facet: frozenset(value for value in given.getlist(facet)[:MOST_VALUES] if value)
        - excluded.get(facet, frozenset())
        for facet in CHOSEN
    }
    chosen[TIE] &= kinds.TITLES.keys()
    first, last = year(given.get("from", "")), year(given.get("to", ""))
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Asked(
        words=given.get("q", "").replace("\0", "").strip()[:LONGEST].rstrip(),
        filters=Filters(
            chosen={facet: values for facet, values in chosen.items() if values},
            excluded=excluded,
            first_year=first,
            last_year=last,
            near=near.read(given),
            is_everywhere=given.get("in") == "network",
        ),
        sort=BY_NAME if given.get("sort") == BY_NAME else BY_NEARNESS,
        page=number(given.get("page", "")) or 1,
        part=part.read(given),
    )


def _left_out(said: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of “city:Koper”: the facet and its value."""
    found: dict[str, frozenset[str]] = {}
    for one in said:
        facet, _colon, value = one.partition(":")
        if facet in CHOSEN and value and (facet != TIE or value in kinds.TITLES):
            found[facet] = found.get(facet, frozenset()) | {value}
    return found


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 7 and int(text) else None


def year(text: str) -> int | None:
    found = number(text.strip())
    return found if found is not None and 1850 <= found <= 2150 else None
