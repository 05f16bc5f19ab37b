"""Days in the forms people write them, read for one column whose order of day and month is known."""

import datetime
import re
from functools import lru_cache
from typing import Any

from babel.dates import get_month_names

from vezi.core.folding import fold
from vezi.network.registrar.reading.problems import REJECTED
from vezi.network.registrar.reading.values.texts import (
    NOTHING,
    Found,
    Reader,
    clean,
    doubtful,
    rejected,
    says_nothing,
    shown,
)

DAY_FIRST = "day_first"
MONTH_FIRST = "month_first"
YEAR_FIRST = "year_first"
EARLIEST = 1800  # registrars' books go back; the file of ball players in our trials has people born in 1847
LONGEST_DATE = 60
SERIAL = "serial"  # days since 1900, as spreadsheets count
SERIALS = range(2, 80_000)  # 1900-01-01 to 2119
_UNKNOWN_DAY = datetime.date(1900, 1, 1)  # what systems write that must write something
_SERIAL_ZERO = datetime.date(1899, 12, 30)

_TIME = r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})\.?{_TIME}")
_COMPACT = re.compile(r"(1[89]\d\d|20\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})\s*[-/.,]\s*(\d{{1,2}})\s*[-/.,]\s*(\d{{4}}|\d{{2}}|'\d\d)\.?{_TIME}")
_YEAR = re.compile(r"(\d{4})\.?(?:\.0)?")
_SERIAL = re.compile(r"([1-9]\d{3,4})(?:[.,]\d+)?")
_NAMED = re.compile(r"(?P<day>\d{1,2})\.?\s*[- ]?\s*(?P<month>[^\W\d]+)\.?,?\s*[- ]?\s*(?P<year>\d{4}|\d{2})\.?")
_NAMED_FIRST = re.compile(r"(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})\s*[./]\s*(\d{4})|([^\W\d]+)\.?\s+(\d{4})")


class NoSuchDay(Exception):
    """Numbers that are no day of the calendar."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


Day = datetime.date | int | None  # a day, a year alone, or nothing said ("0000-00-00")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in ("en", "sl", "de", "hr", "it", "sr_Latn"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names.setdefault(fold(name).rstrip("."), number)
    slovenian = "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra"
    return names | {"sept": 9} | {name: number for number, name in enumerate(slovenian.split(), start=1)}


def day_of(text: str, *, order: str, today: datetime.date) -> Day:
    """The day a clean text names. Raises NoSuchDay if it names none, ValueError if it is no date at all."""
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups()[:3])
        return _day(year, month, day)
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        year = _full_year(found[3].lstrip("'"), today)
        return _day(year, first, second) if order == MONTH_FIRST else _day(year, second, first)
    if found := _YEAR.fullmatch(text):
        return int(found[1]) or None
    if order == SERIAL and (found := _SERIAL.fullmatch(text)) and int(found[1]) in SERIALS:
        return _SERIAL_ZERO + datetime.timedelta(days=int(found[1]))
    return _day_in_words(text, today)


def _day_in_words(text: str, today: datetime.date) -> Day:
    if found := _NAMED.fullmatch(text) or _NAMED_FIRST.fullmatch(text):
        month = _months().get(fold(found["month"]))
        if month:
            return _day(_full_year(found["year"], today), month, int(found["day"]))
    if found := _MONTH_AND_YEAR.fullmatch(text):
        month = int(found[1]) if found[1] else _months().get(fold(found[3]), 99)
        if month <= 12:
            return int(found[2] or found[4])
    raise ValueError(text)


def _full_year(digits: str, today: datetime.date) -> int:
    """Two digits mean the last hundred years, less the fifteen in which nobody has studied yet."""
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year - 15 else year - 100


def _day(year: int, month: int, day: int) -> Day:
    if year == 0:
        return None
    if month == 0 or day == 0:
        return year
    if month > 12:
        raise NoSuchDay("no_such_month", number=month)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        if month == 2 and day == 29:
            raise NoSuchDay("no_leap_day", year=year) from None
        raise NoSuchDay("no_such_day", month=month, day=day) from None


def order_of(texts: list[str]) -> tuple[str | None, str]:
    """The order of day and month that a column proves, and an example; None if it proves neither."""
    day_first = month_first = year_first = serial = 0
    example = {DAY_FIRST: "", MONTH_FIRST: "", YEAR_FIRST: "", SERIAL: ""}
    for text in texts:
        if found := _YEAR_LAST.fullmatch(text):
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                day_first += 1
                example[DAY_FIRST] = example[DAY_FIRST] or text
            elif second > 12 >= first:
                month_first += 1
                example[MONTH_FIRST] = example[MONTH_FIRST] or text
        elif _YEAR_FIRST.fullmatch(text):
            year_first += 1
            example[YEAR_FIRST] = example[YEAR_FIRST] or text
        elif len(text) == 5 and _SERIAL.fullmatch(text):
            serial += 1
            example[SERIAL] = example[SERIAL] or text
    if serial > 0.5 * len(texts):
        return SERIAL, example[SERIAL]
    if not day_first and not month_first:
        return (YEAR_FIRST, example[YEAR_FIRST]) if year_first else (None, "")
    order = DAY_FIRST if day_first >= month_first else MONTH_FIRST
    return order, example[order]


def is_ambiguous(text: str) -> bool:
    """Whether day and month could be either."""
    found = _YEAR_LAST.fullmatch(text)
    return found is not None and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]


def looks_like_date(text: str) -> bool:
    try:
        answer = day_of(text, order=DAY_FIRST, today=datetime.date(2100, 1, 1))
    except NoSuchDay:
        return True
    except (ValueError, OverflowError):
        return False
    return isinstance(answer, datetime.date)


def _judged(text: str, order: str, today: datetime.date) -> Day | Found:
    """The day, or the answer to give where there is none."""
    value = clean(text)
    if says_nothing(value):
        return None
    try:
        if len(value) > LONGEST_DATE:
            raise ValueError(value)
        return day_of(value, order=order, today=today)
    except NoSuchDay as wrong:
        return (), ((wrong.code, REJECTED, {"value": shown(value), **wrong.facts}),)
    except (ValueError, OverflowError):
        return rejected("not_a_date", value=shown(value))


def birth_reader(*, order: str, today: datetime.date) -> Reader:
    """`born_on`, or `birth_year` where only the year is known."""

    def read(text: str) -> Found:
        day = _judged(text, order, today)
        if day is None:
            return NOTHING
        if isinstance(day, tuple):
            return day
        year = day if isinstance(day, int) else day.year
        if year < EARLIEST:
            return rejected("born_too_early", value=shown(clean(text)), earliest=EARLIEST)
        if year > today.year or (isinstance(day, datetime.date) and day > today):
            return rejected("born_in_future", value=shown(clean(text)))
        if day == _UNKNOWN_DAY:
            return doubtful("date_stands_for_unknown", value=shown(clean(text)))
        if isinstance(day, int):
            return (("birth_year", day),), ()
        return (("born_on", day),), ()

    return read


def day_reader(field: str, *, order: str, today: datetime.date, year_field: str | None = None) -> Reader:
    """A day that is not after today and not before 1800; a year alone goes to `year_field`."""

    def read(text: str) -> Found:
        day = _judged(text, order, today)
        if day is None:
            return NOTHING
        if isinstance(day, tuple):
            return day
        year = day if isinstance(day, int) else day.year
        if not EARLIEST <= year <= today.year + 1:
            return rejected("date_out_of_reach", value=shown(clean(text)), earliest=EARLIEST)
        if isinstance(day, int):
            return (((year_field, day),) if year_field else ()), ()
        return ((field, day),), ()

    return read
