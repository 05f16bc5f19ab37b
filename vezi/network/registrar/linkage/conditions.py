"""What may be true of two records, each said once: in SQL for whole files, in Python for a single pair.

In SQL the columns of the two end in `_l` and `_r`. Nothing is true of a column that one of them has nothing in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

Columns = Mapping[str, Any]  # of one record, as `records.comparable` makes them


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    holds: Callable[[Columns, Columns], bool]

    def __and__(self, other: "Condition") -> "Condition":
        one, two = self.holds, other.holds
        return Condition(f"({self.sql}) and ({other.sql})", lambda l, r: one(l, r) and two(l, r))  # noqa: E741 - as in SQL

    def __or__(self, other: "Condition") -> "Condition":
        one, two = self.holds, other.holds
        return Condition(f"({self.sql}) or ({other.sql})", lambda l, r: one(l, r) or two(l, r))  # noqa: E741 - as in SQL


def same(*columns: str) -> Condition:
    first, *others = columns

    def holds(left: Columns, right: Columns) -> bool:
        return (
            left[first] is not None
            and left[first] == right[first]
            and all(left[column] is not None and left[column] == right[column] for column in others)
        )

    return Condition(" and ".join(f"{column}_l = {column}_r" for column in columns), holds)


def other(column: str) -> Condition:
    """Both have something in it, and not the same."""
    return Condition(
        f"{column}_l <> {column}_r",
        lambda left, right: _both(left, right, column) and left[column] != right[column],
    )


def missing(*columns: str) -> Condition:
    """In no column both have something."""

    def holds(left: Columns, right: Columns) -> bool:
        for column in columns:  # noqa: SIM110 - asked of every pair: a loop takes half the time
            if left[column] is not None and right[column] is not None:
                return False
        return True

    return Condition(" and ".join(f"({column}_l is null or {column}_r is null)" for column in columns), holds)


def alike(column: str, least: float) -> Condition:
    """By Jaro and Winkler's measure."""
    return Condition(
        f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}",
        lambda left, right: _both(left, right, column) and likeness(left[column], right[column]) >= least,
    )


def edits(column: str, most: int) -> Condition:
    """Letters added, dropped, changed, or swapped with the next one."""
    return Condition(
        f"damerau_levenshtein({column}_l, {column}_r) <= {most}",
        lambda left, right: _both(left, right, column) and edits_between(left[column], right[column]) <= most,
    )


def apart(column: str, most: int) -> Condition:
    """Numbers."""
    return Condition(
        f"abs({column}_l - {column}_r) <= {most}",
        lambda left, right: _both(left, right, column) and abs(left[column] - right[column]) <= most,
    )


def shared(column: str) -> Condition:
    """Of two lists."""
    return Condition(
        f"list_has_any({column}_l, {column}_r)",
        lambda left, right: _both(left, right, column) and not set(left[column]).isdisjoint(right[column]),
    )


def part(column: str, start: int, length: int, of: int = 0) -> Condition:
    """The same letters at the same place, or in the other one from the place *of* on; places count from 1."""
    of = of or start
    return Condition(
        f"substr({column}_l, {start}, {length}) = substr({column}_r, {of}, {length})",
        lambda left, right: (
            _both(left, right, column)
            and left[column][start - 1 : start - 1 + length] == right[column][of - 1 : of - 1 + length]
        ),
    )


def within(column: str, inner: str) -> Condition:
    """Of each record, what stands in *inner* stands somewhere in *column*."""
    return Condition(
        f"contains({column}_l, {inner}_l) and contains({column}_r, {inner}_r)",
        lambda left, right: all(
            one[column] is not None and one[inner] and one[inner] in one[column] for one in (left, right)
        ),
    )


def likeness(one: str, other: str) -> float:
    """Like DuckDB's: of bytes, and of nothing 0."""
    return JaroWinkler.similarity(one.encode(), other.encode()) if one and other else 0.0


def edits_between(one: str, other: str) -> int:
    """Like DuckDB's: of bytes."""
    return DamerauLevenshtein.distance(one.encode(), other.encode())


def _both(left: Columns, right: Columns, column: str) -> bool:
    return left[column] is not None and right[column] is not None
