"""Who has come, made of the facts of the phones. Plain Python; `static/src/door/arrivals.js` says the same.

An arrival stands until a fact undoes it by its name, whichever was heard first. Of several that stand for one place the
earliest counts, of two at the same moment the one whose name comes first: so all phones and the house agree, whatever
came to them in whatever order and however often. Who opened the link to what is online and was seen at the door was at
the door; no phone hears of the link.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, order=True)
class Fact:
    """`place` is the seat or the walk-in that came, `undoes` the key of the arrival that was a mistake; one of both."""

    at: datetime
    key: str
    place: str = ""
    undoes: str = ""
    door: str = ""
    is_online: bool = False


def standing(facts: Iterable[Fact]) -> dict[str, Fact]:
    """By place, the arrival that counts."""
    said = {fact.key: fact for fact in facts}
    undone = {fact.undoes for fact in said.values() if fact.undoes}
    found: dict[str, Fact] = {}
    for fact in sorted(said.values(), key=lambda one: (one.is_online, one)):
        if fact.place and fact.key not in undone:
            found.setdefault(fact.place, fact)
    return found
