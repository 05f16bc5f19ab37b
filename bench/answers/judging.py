"""How good answers are: where the first right person stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

DEEP = 10  # further down nobody looks


@dataclass(frozen=True)
class Judged:
    """A question and the people of whom one must come first."""

    kind: str
    query: str
    right: frozenset[int]


@dataclass(frozen=True)
class Verdict:
    kind: str
    asked: int
    reciprocal: float  # mean reciprocal rank
    in_three: float  # share of questions with a right person among the first three


def rank(found: list[int], right: frozenset[int]) -> int | None:
    return next((place for place, number in enumerate(found[:DEEP], start=1) if number in right), None)


def verdicts(ranks: Iterable[tuple[str, int | None]]) -> list[Verdict]:
    """For each kind of question, in the order in which the kinds came."""
    by_kind: dict[str, list[int | None]] = defaultdict(list)
    for kind, place in ranks:
        by_kind[kind].append(place)
    return [verdict(kind, places) for kind, places in by_kind.items()]


def verdict(kind: str, places: list[int | None]) -> Verdict:
    found = [place for place in places if place]
    return Verdict(
        kind, len(places), sum(1 / place for place in found) / len(places),
        sum(place <= 3 for place in found) / len(places),
    )  # fmt: skip
