import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.network.registrar.reading.values import dates

MAY_14 = datetime.date(1976, 5, 14)


def born(text: str, today: datetime.date, order: str = dates.DAY_FIRST) -> object:
    """What is kept, or the code of what is wrong."""
    pairs, troubles = dates.birth_reader(order=order, today=today)(text)
    return troubles[0][:2] if troubles else dict(pairs)


@pytest.mark.parametrize(
    "text",
    [
        *("1976-05-14", "1976/5/14", "1976.05.14", "19760514", "14. 5. 1976", "14.5.1976", "14.05.1976.", "14/05/1976"),
        *("14-5-1976", "14. 5. 76", "14.5.'76", "14. maj 1976", "14. maja 1976", "14 May 1976", "May 14, 1976"),
        *("May 14th, 1976", "14. Mai 1976", "14. svibnja 1976", "14 maggio 1976", "14-May-76", "14 MAY 1976"),
        *(
            "1976-05-14 00:00:00",
            "1976-05-14T00:00:00Z",
            "14. 5. 1976 0:00",
            "5/14/1976 12:00:00 AM",
            "\u00a014. 5. 1976 ",
        ),
    ],
)
def test_a_day_in_every_likely_form(text: str, today: datetime.date) -> None:
    order = dates.MONTH_FIRST if text.startswith("5/") else dates.DAY_FIRST

    assert born(text, today, order) == {"born_on": MAY_14}


@pytest.mark.parametrize("text", ["1976", "1976.", "00.00.1976", "1976-00-00", "0. 5. 1976", "5/1976", "maj 1976"])
def test_a_year_alone_is_kept_as_a_year(text: str, today: datetime.date) -> None:
    assert born(text, today) == {"birth_year": 1976}


@pytest.mark.parametrize("text", ["", " ", "-", "0000-00-00", "00.00.0000", "n/a", "ni podatka", "/"])
def test_nothing_said_is_nothing(text: str, today: datetime.date) -> None:
    assert born(text, today) == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31. 2. 1978", "no_such_day"),
        ("30. 2. 1978", "no_such_day"),
        ("31. 4. 1978", "no_such_day"),
        ("32. 1. 1978", "no_such_day"),
        ("29. 2. 1978", "no_leap_day"),
        ("14. 13. 1978", "no_such_month"),
        ("05/14/1976", "no_such_month"),
        ("1978-13-01", "no_such_month"),
        ("1. 1. 2031", "born_in_future"),
        ("9. 6. 2024", "born_in_future"),
        ("1. 1. 1799", "born_too_early"),
        ("19999", "not_a_date"),
        ("27894", "not_a_date"),
        ("včeraj", "not_a_date"),
        ("14. kekec 1976", "not_a_date"),
        ("1.1.1.1976", "not_a_date"),
        ("13/1976", "not_a_date"),
        ("1 " * 50, "not_a_date"),
        ("3024", "born_in_future"),
    ],
)
def test_an_impossible_day_rejects_the_row(text: str, code: str, today: datetime.date) -> None:
    assert born(text, today) == (code, "rejected")


def test_digits_of_other_scripts_are_digits(today: datetime.date) -> None:
    assert born("٣.٤.١٩٧٦", today) == {"born_on": datetime.date(1976, 4, 3)}


def test_a_leap_day_is_one_in_a_leap_year(today: datetime.date) -> None:
    assert born("29. 2. 1976", today) == {"born_on": datetime.date(1976, 2, 29)}


def test_the_day_that_stands_for_unknown_is_left_out_with_a_word(today: datetime.date) -> None:
    assert born("1. 1. 1900", today) == ("date_stands_for_unknown", "warning")


def test_two_digits_of_a_birth_year_are_in_the_past(today: datetime.date) -> None:
    years = {76: 1976, 5: 2005, 9: 2009, 10: 1910, 24: 1924, 99: 1999}

    for two_digits, year in years.items():
        assert born(f"1. 2. {two_digits:02}", today) == {"born_on": datetime.date(year, 2, 1)}


def test_a_spreadsheet_column_of_day_counts(today: datetime.date) -> None:
    assert dates.order_of(["27894", "29000", "1976-05-14"]) == (dates.SERIAL, "27894")
    assert born("27894", today, dates.SERIAL) == {"born_on": MAY_14}
    assert born("27894.0", today, dates.SERIAL) == {"born_on": MAY_14}


def test_the_order_of_day_and_month_is_proved_by_the_column() -> None:
    assert dates.order_of(["01/02/1976", "05/14/1976"]) == (dates.MONTH_FIRST, "05/14/1976")
    assert dates.order_of(["01/02/1976", "14/05/1976"]) == (dates.DAY_FIRST, "14/05/1976")
    assert dates.order_of(["01/02/1976", "03/04/1977"]) == (None, "")
    assert dates.order_of(["1976-05-14"]) == (dates.YEAR_FIRST, "1976-05-14")


def test_a_day_of_graduation_or_death_has_its_own_reach(today: datetime.date) -> None:
    graduated = dates.day_reader("graduated_on", order=dates.DAY_FIRST, today=today, year_field="class_year")

    assert graduated("30. 6. 1999") == ((("graduated_on", datetime.date(1999, 6, 30)),), ())
    assert graduated("1999") == ((("class_year", 1999),), ())
    assert graduated("1. 1. 1700")[1][0][:2] == ("date_out_of_reach", "rejected")
    assert graduated("1. 1. 2040")[1][0][:2] == ("date_out_of_reach", "rejected")
    assert graduated("31. 6. 1999")[1][0][:2] == ("no_such_day", "rejected")
    assert graduated("-") == ((), ())


@given(day=st.dates(min_value=datetime.date(1801, 1, 1), max_value=datetime.date(2024, 6, 8)))
def test_every_day_written_any_way_is_read_as_itself(day: datetime.date) -> None:
    today = datetime.date(2024, 6, 8)
    forms = [
        (day.isoformat(), dates.DAY_FIRST),
        (f"{day.day}. {day.month}. {day.year}", dates.DAY_FIRST),
        (day.strftime("%d/%m/%Y"), dates.DAY_FIRST),
        (day.strftime("%m/%d/%Y"), dates.MONTH_FIRST),
        (day.strftime("%d %B %Y"), dates.DAY_FIRST),
    ]
    if day != datetime.date(1900, 1, 1):
        assert [born(text, today, order) for text, order in forms] == [{"born_on": day}] * 5


@given(text=st.text(max_size=30))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    today = datetime.date(2024, 6, 8)
    for order in (dates.DAY_FIRST, dates.MONTH_FIRST, dates.SERIAL):
        pairs, troubles = dates.birth_reader(order=order, today=today)(text)
        assert len(pairs) + len(troubles) <= 1
    dates.looks_like_date(text)
