"""Seeded chance: the same seed throws the same dice on every machine."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """One stream of random numbers. A seed may be a number or words."""

    __slots__ = ("random",)

    def __init__(self, seed: int | str) -> None:
        self.random = Random(seed).random  # noqa: S311 - made-up people need no secrets

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def among(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """So many different things, in the order thrown."""
        left = list(things)
        return [left.pop(int(self.random() * len(left))) for _ in range(min(count, len(left)))]


class Weighted(Generic[T]):
    """Things of different likelihood, drawn in logarithmic time."""

    __slots__ = ("_upto", "things")

    def __init__(self, shares: Iterable[tuple[T, float]]) -> None:
        pairs = [(thing, share) for thing, share in shares if share > 0]
        total = sum(share for _, share in pairs)
        self.things = [thing for thing, _ in pairs]
        self._upto = [sum_ / total for sum_ in accumulate(share for _, share in pairs)]
        self._upto[-1] = 1.0  # sums of fractions may stop short of one

    def draw(self, dice: Dice) -> T:
        return self.things[bisect_right(self._upto, dice.random())]

    def at(self, luck: float) -> T:
        """What a given throw draws, from 0 up to but not including 1."""
        return self.things[bisect_right(self._upto, luck)]

    def share_of(self, thing: T) -> float:
        """How likely a thing is, from 0 to 1."""
        place = self.things.index(thing)
        return self._upto[place] - (self._upto[place - 1] if place else 0.0)


def by_rank(things: Sequence[T], *, offset: float, steepness: float) -> list[tuple[T, float]]:
    """Zipf and Mandelbrot's law: the k-th commonest has weight 1 / (k + offset) ** steepness."""
    return [(thing, 1 / (rank + offset) ** steepness) for rank, thing in enumerate(things, start=1)]
