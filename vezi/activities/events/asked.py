"""Which events a page shows, as its address says it; the list, the month and the map share it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.wording import numbers
from vezi.network.directory import near
from vezi.network.directory.near import Near

SHOWS = ("all", "mine", "over")
WHOSE = ("classes", "clubs", "groups", "trade")  # of the reader's own record
ME, ONLINE = "me", "online"
MOST_CITIES = 60


@dataclass(frozen=True)
class Asked:
    """`whose` are words of WHOSE, of which any will do. `near_me` is by the reader's own record, `near` by a city she
    wrote; `cities` and `is_online` are what a pin of the map stands for."""

    show: str = "all"
    whose: frozenset[str] = frozenset()
    near: Near | None = None
    near_me: int | None = None  # km
    cities: tuple[int, ...] = ()
    is_online: bool = False

    @property
    def pairs(self) -> list[tuple[str, object]]:
        pairs: list[tuple[str, object]] = [("show", self.show)] if self.show != SHOWS[0] else []
        pairs += [("whose", one) for one in WHOSE if one in self.whose]
        if self.near_me is not None:
            pairs += [("near", ME), ("km", self.near_me)]
        elif self.near is not None:
            pairs += [("near", self.near.said), ("km", self.near.kilometres)]
        pairs += [("in", number) for number in self.cities]
        return pairs + ([("in", ONLINE)] if self.is_online else [])

    def address(self, *more: tuple[str, object]) -> str:
        return f"?{urlencode([*self.pairs, *more])}"

    def showing(self, show: str) -> "Asked":
        return replace(self, show=show)

    def turned(self, whose: str) -> "Asked":
        """With it where it was not asked for, without it where it was."""
        return replace(self, whose=self.whose ^ {whose})

    def around(self, kilometres: int | None) -> "Asked":
        """Near the reader, or anywhere."""
        return replace(self, near=None, near_me=kilometres, cities=(), is_online=False)

    def inside(self, *cities: City, is_online: bool = False) -> "Asked":
        """What a pin leads to, instead of what is near."""
        return replace(self.around(None), cities=tuple(one.id for one in cities)[:MOST_CITIES], is_online=is_online)

    @property
    def of_pin(self) -> list[City]:
        return [city for number in self.cities if (city := known.by_id(number))]

    @property
    def is_narrow(self) -> bool:
        return bool(self.whose or self.near or self.near_me is not None or self.cities or self.is_online)


def read(given: QueryDict) -> Asked:
    """What makes no sense is left out."""
    show, within = given.get("show", ""), given.getlist("in")
    found = [number for one in within if (number := numbers.read(one, digits=9)) is not None]
    said = near.read(given)
    return Asked(
        show=show if show in SHOWS else SHOWS[0],
        whose=frozenset(WHOSE) & frozenset(given.getlist("whose")),
        near=said if said is not None and said.said != ME else None,
        near_me=said.kilometres if said is not None and said.said == ME else None,
        cities=tuple(dict.fromkeys(one for one in found if known.by_id(one)))[:MOST_CITIES],
        is_online=ONLINE in within,
    )
