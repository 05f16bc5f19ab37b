"""Whom a reader may find, parted by how near they stand to her: each part is asked about in the fields of its own tier.

People who share a club with the reader are one half (tier c), all others of the network the other (n); a reader who is
a member nowhere has only what everybody may find (p). Her connections are asked about as near as she stands to them:
those who show something to connections alone are a part of their own (t), the others are asked about as if they shared
a club with her. Each person is in one part at most.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tantivy import Query, Searcher

from vezi.network.directory.index.clauses import all_of, any_of, best_of, but, number_is, person_is, worth
from vezi.network.directory.index.entries import TIERS
from vezi.network.directory.index.pieces import YEAR
from vezi.network.directory.index.store import people_of

NEARNESS = 4  # of a score: how near somebody is


@dataclass(frozen=True)
class Scope:
    """Whom the reader may find: members of `club_ids` as one of them; with `is_narrow` nobody else.

    `recorded_in` is a club whose unclaimed records she may find; `years` are her own classes; `without` are people whom
    she never finds: either blocked the other. `tied` are connections who show something to connections alone, `afar`
    the other ones who share no club with her and are found by more as if they did: `scopes` says who they are.
    """

    club_ids: tuple[int, ...] = ()
    is_narrow: bool = False
    recorded_in: int | None = None
    years: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    afar: tuple[int, ...] = ()


@dataclass(frozen=True)
class Half:
    tier: str
    within: Query


def halves(scope: Scope) -> list[Half]:
    found = _all_halves(scope)
    if not scope.without:
        return found
    return [Half(half.tier, but(half.within, person_is(scope.without))) for half in found]


def _all_halves(scope: Scope) -> list[Half]:
    halves = _by_club(scope)
    if not scope.tied:
        return halves
    tied = all_of(found_at("t"), person_is(scope.tied))
    return [*(Half(half.tier, but(half.within, tied)) for half in halves), _tied(scope)]


def _tied(scope: Scope) -> Half:
    tied = all_of(found_at("t"), person_is(scope.tied))
    return Half("t", all_of(tied, number_is("club", scope.club_ids)) if scope.is_narrow else tied)


def without_ties(scope: Scope) -> Scope:
    """The same of somebody in the same clubs who is connected with nobody."""
    return replace(scope, tied=(), afar=())


def of_ties(scope: Scope) -> tuple[list[Half], list[Half]]:
    """The reader's connections as near as she stands to them, and the same people as they are without their ties."""
    near = [_tied(scope)] if scope.tied else []
    if scope.afar and not scope.is_narrow:
        near.append(Half("c", all_of(found_at("c"), person_is(scope.afar))))
    people = person_is({*scope.tied, *scope.afar})
    return near, [Half(half.tier, all_of(half.within, people)) for half in halves(without_ties(scope))]


def _by_club(scope: Scope) -> list[Half]:
    afar = [person_is(scope.afar)] if scope.afar and not scope.is_narrow else []
    if not scope.club_ids:
        if not afar:
            return [Half("p", found_at("p"))]
        return [Half("c", all_of(found_at("c"), *afar)), Half("p", but(found_at("p"), *afar))]
    shared = number_is("club", scope.club_ids)
    recorded = [number_is("recorded_in", [scope.recorded_in])] if scope.recorded_in else []
    mine = Half("c", all_of(found_at("c"), any_of([shared, *recorded, *afar])))
    return [mine] if scope.is_narrow else [mine, Half("n", but(found_at("n"), shared, *afar))]


def found_at(tier: str) -> Query:
    return number_is("tier", [TIERS[tier]])


FEW = 50  # connections; so many cost less than to ask which of them words find


def met(searcher: Searcher, scope: Scope, fits: Callable[[str], Query]) -> Scope:
    """The same, of many connections those alone whom these words find at a tier: no others can be in an answer to them.

    Words find at a nearer tier whom they find further away, so each is asked about as near as she stands. What leaves
    people out, as filters may, is no such word.
    """
    if len(scope.tied) + len(scope.afar) <= FEW:
        return scope

    def among(person_ids: tuple[int, ...], tier: str) -> tuple[int, ...]:
        if not person_ids:
            return ()
        asked = all_of(found_at(tier), person_is(person_ids), fits(tier))
        return tuple(sorted(people_of(searcher, searcher.search(worth(asked, 0.0), len(person_ids), count=False))))

    return replace(scope, tied=among(scope.tied, "t"), afar=among(scope.afar, "c"))


def groups(scope: Scope) -> list[list[Half]]:
    """The halves again, parted by how near people are: one's own classes, the club, records, the others."""
    near, recorded, far = [], [], []
    for half in halves(scope):
        if half.tier == "n":
            far.append(half)
            continue
        if scope.recorded_in and half.tier == "c":
            of_club = number_is("recorded_in", [scope.recorded_in])
            recorded.append(Half("c", all_of(half.within, of_club)))
            half = Half("c", but(half.within, of_club))
        if _has_others(scope) and (half.tier == "t" or scope.afar):
            shared = number_is("club", scope.club_ids)
            far.append(Half(half.tier, but(half.within, shared)))
            half = Half(half.tier, all_of(half.within, shared))
        near.append(half)
    parts = [near]
    if scope.years:
        of_class = [(half, number_is(f"{YEAR}_{half.tier}", scope.years)) for half in near]
        parts = [
            [Half(half.tier, all_of(half.within, nearest)) for half, nearest in of_class],
            [Half(half.tier, but(half.within, nearest)) for half, nearest in of_class],
        ]
    return [*parts, *([part] for part in recorded), *([far] if far else [])]


def _has_others(scope: Scope) -> bool:
    """Whether some people share no club with the reader; to who is a member nowhere all are as near."""
    return bool(scope.club_ids) and not scope.is_narrow


def nearness(scope: Scope, tier: str) -> Query | None:
    """How near people are as their score, of those who are in a half: nothing for records and the others."""
    if tier == "n":
        return None
    here = number_is("club", scope.club_ids) if scope.club_ids else Query.all_query()
    if not scope.years:
        return worth(here, NEARNESS - 1)
    of_class = all_of(here, number_is(f"{YEAR}_{tier}", scope.years))
    return best_of([worth(of_class, NEARNESS - 1), worth(here, NEARNESS - 2)])
