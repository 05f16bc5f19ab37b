"""What components are given to draw, where a plain value does not do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode
from zlib import crc32

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.functional import Promise

from vezi.core.who import Who

Words = str | Promise


@dataclass(frozen=True)
class Place:
    """A link in a menu, a dock or tabs."""

    title: Words
    url: str
    icon: str = ""
    is_current: bool = False
    count: int | None = None  # what waits there


@dataclass(frozen=True)
class NumberTab:
    """A number that is a door to what it counts."""

    number: int | str
    title: Words
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Moment:
    """A share of a hundred on a day, and the wider share it is part of."""

    on: date
    share: int
    wider: int


@dataclass(frozen=True)
class Station:
    """One line of a life: work, or with a class `year` a degree. `aside` is rendered HTML, such as an audience."""

    when: Words
    title: Words
    where: Words = ""
    note: Words = ""
    year: int | None = None
    aside: str = ""


@dataclass(frozen=True)
class Choice:
    """A value of a facet and how many have it."""

    value: str
    title: Words
    count: int | None = None
    is_chosen: bool = False
    is_left_out: bool = False

    @property
    def mark(self) -> str:
        """The end of its id on the page, so that the focus stays on it when the facets are drawn anew."""
        return f"{crc32(self.value.encode()):08x}"


@dataclass(frozen=True)
class Answer:
    """One answer to what is being typed: a person, or something else with an icon and a title."""

    url: str
    who: Who | None = None
    title: Words = ""
    note: Words = ""
    icon: str = ""
    aside: Words = ""


@dataclass(frozen=True)
class Answers:
    """Answers of one kind, under their heading."""

    title: Words
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Pages:
    """Where a page of a long list stands in it. Addresses are empty at the ends."""

    first: int
    last: int
    total: int
    earlier: str = ""
    later: str = ""
    later_count: int = 0


def pages_of(page: Page, asked: QueryDict | None = None, *, key: str = "page") -> Pages:
    """Of a page of Django's paginator; every other part of the address (`request.GET`) is kept."""
    kept = [(name, value) for name, values in (asked or QueryDict()).lists() if name != key for value in values]

    def address(number: int) -> str:
        return "?" + urlencode([*kept, (key, number)])

    return pages_at(page.number, page.paginator.per_page, page.paginator.count, address)


def pages_at(number: int, per_page: int, total: int, address: Callable[[int], str]) -> Pages:
    """Of page *number*, from 1, of so many things; *address* is that of a page."""
    before = (number - 1) * per_page
    last = min(before + per_page, total)
    return Pages(
        first=min(before + 1, total),
        last=last,
        total=total,
        earlier=address(number - 1) if number > 1 else "",
        later=address(number + 1) if last < total else "",
        later_count=min(per_page, total - last),
    )
