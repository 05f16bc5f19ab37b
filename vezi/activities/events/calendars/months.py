"""A month as a page of a wall calendar shows it: whole weeks, from Monday on. Plain Python."""

import re
from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

FIRST_YEAR, LAST_YEAR = 1990, 2100
MONDAY = Calendar(firstweekday=0)


class Happens(Protocol):
    @property
    def first_day(self) -> date: ...

    @property
    def last_day(self) -> date: ...


@dataclass(frozen=True)
class Day:
    day: date
    is_of_month: bool
    events: Sequence[Happens]


def read(text: str) -> date | None:
    """2027-03 as its first day; None for what is no month of our times."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if found is None or not (FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12):
        return None
    return date(int(found[1]), int(found[2]), 1)


def before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def is_in(month: date, one: Happens) -> bool:
    """Whether any of its days is of the month itself."""
    return one.first_day < after(month) and one.last_day >= month


def days(month: date) -> list[date]:
    """All that are on the page, some of the months beside it among them."""
    return list(MONDAY.itermonthdates(month.year, month.month))


def weeks(month: date, events: Iterable[Happens]) -> list[list[Day]]:
    """With what happens on each day; what takes several stands on each of them."""
    found = list(events)
    drawn = [
        Day(day, day.month == month.month, [one for one in found if one.first_day <= day <= one.last_day])
        for day in days(month)
    ]
    return [drawn[at : at + 7] for at in range(0, len(drawn), 7)]
