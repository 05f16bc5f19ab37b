"""What is news: a value changed in earnest by whom it is about. Plain thinking, without the database.

A first value is filled in, not changed; a letter put right is no change; who comes back to what she said before within
a day has no news; and what somebody puts right in her record in her first hours here is no news of a move.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from vezi.core.folding import fold

SETTLING = timedelta(days=1)  # after the record was taken up
SECOND_THOUGHTS = timedelta(days=1)  # a change of a change is reckoned from the first
ALIKE = 0.84  # of two spellings of one word, by difflib; Analyst and Senior Analyst have 0.7


def is_corrected(was: str, now: str, *, parts_count: bool = False) -> bool:
    """Whether both say the same, but for a slip of the pen; `parts_count`: one is the beginning of the other."""
    one, other = fold(was), fold(now)
    if one == other:
        return True
    if not one or not other:
        return False
    if parts_count and (one.startswith(f"{other} ") or other.startswith(f"{one} ")):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def is_new_work(was: Mapping[str, object], *, title: str, employer: str, is_current: bool) -> bool:
    """Of a position that said something else before: another employer, or another post there."""
    if not is_current or not was["is_current"]:
        return False
    had_employer, had_title = str(was["employer"]), str(was["title"])
    moved = bool(had_employer and employer) and not is_corrected(had_employer, employer, parts_count=True)
    promoted = bool(had_title and title) and not is_corrected(had_title, title)
    return moved or promoted


def is_begun_lately(started_year: int | None, *, now: datetime) -> bool:
    """Of a position that is new on the page: work of ten years, written down at last, is no news."""
    return started_year is None or started_year >= now.year - 1


def is_another_town(was: Mapping[str, object], *, city: str, country: str) -> bool:
    had_city, had_country = str(was["city"]), str(was["country"])
    if had_country and country and had_country != country:
        return True
    return bool(had_city and city) and not is_corrected(had_city, city)
