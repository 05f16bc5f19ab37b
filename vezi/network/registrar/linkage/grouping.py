"""From pairs to people: who belongs together, and where a file has one row a person, who to whom."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

HELD_BY = 0.35  # probability on average between the members of two groups that are one person

Record = tuple[int, int]  # its file, 0 or 1, and its place there


class Tie(NamedTuple):
    """Two records, the earlier one first, and how sure it is that they are one person."""

    left: Record
    right: Record
    probability: float


def best_of_each(ties: Iterable[Tie]) -> Iterator[Tie]:
    """The surest ties of which no two share a record; of equally sure ones the first."""
    taken: set[Record] = set()
    for tie in sorted(ties, key=lambda tie: -tie.probability):
        if tie.left not in taken and tie.right not in taken:
            taken |= {tie.left, tie.right}
            yield tie


def joined(ties: Sequence[Tie], *, sure: float) -> tuple[list[list[Record]], list[Tie]]:
    """The groups that the sure ties make, and the ties that follow. Of two files only pairs across them were weighed,
    and only such follow.

    A single tie does not make one of two groups whose other members have little to do with each other. Two records of
    a group without a sure tie of their own are as surely one person as the weakest tie on the surest way between them.
    """
    known = {(tie.left, tie.right): tie.probability for tie in ties}
    has_two_files = any(tie.left[0] != tie.right[0] for tie in ties)
    group_of: dict[Record, list[Record]] = {}
    following: list[Tie] = []
    for tie in sorted(ties, key=lambda tie: -tie.probability):
        if tie.probability < sure:
            break
        one, other = (group_of.setdefault(record, [record]) for record in (tie.left, tie.right))
        if one is other:
            continue
        across = [(min(a, b), max(a, b)) for a in one for b in other if not has_two_files or a[0] != b[0]]
        if sum(known.get(pair, 0.0) for pair in across) < HELD_BY * len(across):
            continue
        following += [Tie(*pair, tie.probability) for pair in across if known.get(pair, 0.0) < sure]
        if len(one) < len(other):
            one, other = other, one
        one += other
        for record in other:
            group_of[record] = one
    groups = {id(group): sorted(group) for group in group_of.values()}
    return sorted(groups.values()), following
