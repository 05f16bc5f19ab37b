"""What the cells of a column look like, apart from what it is called."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vezi.network.registrar.reading.values import contacts, dates, names, places, studies, texts

DISTINCT_LOOKED_AT = 400
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\.0)?\.?|(?:1[89]|20)\d\d\s*[/–-]\s*(?:\d\d|\d{4})")
_WORDS = re.compile(r"[^\W\d_][^\d@=<>{}_]*")
_NUMBER = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d[\d/ -]*[A-Za-z]?")
_PHONE = re.compile(r"\+?[\d\s()/.-]{6,20}")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?)?\d{4,5}")


@dataclass(frozen=True, slots=True)
class Contents:
    """Shares are of the filled cells, 0 to 1; `filled` counts them."""

    filled: int
    different: float  # how many differ from one another
    mails: float
    dates: float
    years: float
    numbers: float
    phones: float
    postcodes: float
    countries: float
    modes: float
    kinds: float
    titles: float
    words: float  # letters and no digits
    word_count: float  # words in a cell, on average
    commas: float
    in_capitals: bool  # every cell with letters
    example: str
    median_year: int | None
    date_order: str | None
    order_example: str
    has_ambiguous_dates: bool


def contents_of(cells: Iterable[str]) -> Contents:
    filled = [value for cell in cells if (value := texts.clean(cell)) and not texts.is_no_name(value)]
    distinct = list(dict.fromkeys(filled))
    some = distinct[:DISTINCT_LOOKED_AT]
    mail, phone = contacts.mail_reader("mail"), _PHONE.fullmatch
    order, order_example = dates.order_of(filled)
    return Contents(
        filled=len(filled),
        different=len(distinct) / len(filled) if filled else 0,
        mails=_share(some, lambda one: "@" in one and bool(mail(one)[0])),
        dates=_share(some, dates.looks_like_date) if order != dates.SERIAL else 1.0,
        years=_share(some, lambda one: bool(_YEAR.fullmatch(one))),
        numbers=_share(some, lambda one: bool(_NUMBER.fullmatch(one))),
        phones=_share(some, lambda one: bool(phone(one)) and sum(map(str.isdigit, one)) >= 6),
        postcodes=_share(some, lambda one: bool(_POSTCODE.fullmatch(one))),
        countries=_share(some, lambda one: places.country_of(one) is not None),
        modes=_share(some, studies.is_mode),
        kinds=_share(some, studies.is_kind),
        titles=_share(some, lambda one: names.without_titles(one + " X")[0] == "X"),
        words=_share(some, lambda one: bool(_WORDS.fullmatch(one))),
        word_count=sum(len(one.split()) for one in some) / len(some) if some else 0,
        commas=_share(some, lambda one: "," in one),
        in_capitals=_are_in_capitals(filled),
        example=distinct[0][:60] if distinct else "",
        median_year=_median_year(some),
        date_order=order,
        order_example=order_example,
        has_ambiguous_dates=any(dates.is_ambiguous(one) for one in some),
    )


def _share(values: list[str], is_so: Callable[[str], bool]) -> float:
    return sum(map(is_so, values)) / len(values) if values else 0.0


def _are_in_capitals(filled: list[str]) -> bool:
    lettered = [one for one in filled if any(map(str.isalpha, one))]
    return len(lettered) >= 3 and all(map(str.isupper, lettered)) and any(map(names.is_in_capitals, lettered))


def _median_year(values: list[str]) -> int | None:
    years = []
    for value in values:
        try:
            day = dates.day_of(value, order=dates.DAY_FIRST, today=datetime.date(2100, 1, 1))
        except (dates.NoSuchDay, ValueError, OverflowError):
            continue
        if day is not None:
            years.append(day if isinstance(day, int) else day.year)
    return sorted(years)[len(years) // 2] if years else None
