"""The ways in which the reader may know somebody, as a filter. Another way is another entry of `KINDS`.

Each kind says whom it finds in the index, by what the index may be asked at this tier, and whether one person is of it,
by the same facts. The reader herself is of none.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from tantivy import Query

from vezi.network.directory.index.clauses import all_of, any_of, but, nobody, number_is, person_is, text_is
from vezi.network.directory.index.pieces import CLASS, EMPLOYER, GROUP, Entry

TIE = "tie"
NOT_YET = "none"


@dataclass(frozen=True)
class Between:
    """How many of the reader's connections know somebody too, and the latest of them by number and given name."""

    count: int = 0
    ids: list[int] = field(default_factory=list)
    called: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Mine:
    """What of the reader ties her to others. `second` are connections of her connections, and not hers; trades and
    cities are those of today."""

    person_id: int = 0
    years: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    connections: frozenset[int] = frozenset()
    second: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    #: Connections who tell her whom they know, the latest first: number and given name; None where nobody asked.
    tellers: tuple[tuple[int, str], ...] | None = field(default=None, compare=False)
    #: Who of them knows each of the people found, where that was asked beforehand.
    told: Mapping[int, Between] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Kind:
    code: str
    title: Promise | str
    finds: Callable[[Mine, str], Query | None]  # at this tier; None for nobody
    holds: Callable[[Mine, Entry, int], bool]  # of a person with this entry and number
    #: Whom it finds at every tier, where that is known beforehand.
    numbers: Callable[[Mine], frozenset[int]] | None = None


def one_of(facet: str, values: frozenset[str], tier: str) -> Query | None:
    return text_is(f"{facet}_{tier}", values) if values else None


def numbered(ids: frozenset[int]) -> Query | None:
    return person_is(ids) if ids else None


def shares(facet: str, values: frozenset[str], entry: Entry) -> bool:
    return not values.isdisjoint(map(str, entry.facets.get(facet, ())))


KINDS = (
    Kind(
        "classmate",
        _("Classmates"),
        lambda mine, tier: one_of(CLASS, mine.classes, tier),
        lambda mine, entry, _number: shares(CLASS, mine.classes, entry),
    ),
    Kind(
        "connection",
        _("Your connections"),
        lambda mine, _tier: numbered(mine.connections),
        lambda mine, _entry, number: number in mine.connections,
        numbers=lambda mine: mine.connections,
    ),
    Kind(
        "second",
        _("Friends of your people"),
        lambda mine, _tier: numbered(mine.second),
        lambda mine, _entry, number: number in mine.second,
        numbers=lambda mine: mine.second,
    ),
    Kind(
        "colleague",
        _("Colleagues"),
        lambda mine, tier: one_of(EMPLOYER, mine.employers, tier),
        lambda mine, entry, _number: shares(EMPLOYER, mine.employers, entry),
    ),
    Kind(
        "group",
        _("In a group with you"),
        lambda mine, _tier: number_is(GROUP, mine.groups) if mine.groups else None,
        lambda mine, entry, _number: shares(GROUP, frozenset(map(str, mine.groups)), entry),
    ),
)
TITLES: dict[str, Promise | str] = {kind.code: kind.title for kind in KINDS} | {NOT_YET: _("Not yet at all")}


def known(mine: Mine, tier: str, codes: Iterable[str]) -> Query:
    """People whom the reader knows in one of these ways."""
    wanted = set(codes)
    found = [query for kind in KINDS if kind.code in wanted and (query := kind.finds(mine, tier)) is not None]
    if NOT_YET in wanted:
        found.append(not_known(mine, tier))
    return but(any_of(found), person_is([mine.person_id])) if found else nobody()


def among(kind: Kind, mine: Mine, asked: Mapping[str, Query]) -> Query | None:
    """Those of the people asked about, tier by tier, whom the reader knows in this way; numbers are looked for once."""
    if kind.numbers is not None:
        query = kind.finds(mine, "")
        return all_of(query, any_of(list(asked.values()))) if query is not None else None
    found = [all_of(query, here) for tier, here in asked.items() if (query := kind.finds(mine, tier)) is not None]
    return any_of(found) if found else None


def not_known(mine: Mine, tier: str) -> Query:
    ways = [query for kind in KINDS if (query := kind.finds(mine, tier)) is not None]
    return but(Query.all_query(), person_is([mine.person_id]), *ways)


def ways_of(mine: Mine, entry: Entry, number: int) -> set[str]:
    """In which ways the reader knows the person."""
    if number == mine.person_id:
        return set()
    return {kind.code for kind in KINDS if kind.holds(mine, entry, number)} or {NOT_YET}
