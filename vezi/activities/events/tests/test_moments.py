"""A moment by the clock of a place, in the nights in which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vezi.activities.events import moments

LJUBLJANA = "Europe/Ljubljana"


def test_a_moment_is_kept_in_utc() -> None:
    assert moments.read(date(2027, 6, 12), time(18), LJUBLJANA) == datetime(2027, 6, 12, 16, tzinfo=UTC)


def test_an_hour_that_is_left_out_is_refused_with_what_the_clock_shows_then() -> None:
    with pytest.raises(moments.NoSuchTime) as wrong:
        moments.read(date(2027, 3, 28), time(2, 30), LJUBLJANA)

    assert f"{wrong.value.then:%H:%M}" == "03:30"


def test_an_hour_that_comes_twice_must_say_which() -> None:
    with pytest.raises(moments.ComesTwice):
        moments.read(date(2027, 10, 31), time(2, 30), LJUBLJANA)

    first = moments.read(date(2027, 10, 31), time(2, 30), LJUBLJANA, second=False)
    second = moments.read(date(2027, 10, 31), time(2, 30), LJUBLJANA, second=True)
    assert (first, second) == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC))


@given(
    day=st.dates(date(2000, 1, 1), date(2035, 12, 31)), at=st.times(), zone=st.sampled_from(moments.zones()),
    second=st.booleans(),
)  # fmt: skip
def test_what_was_read_is_what_the_clock_shows(day: date, at: time, zone: str, second: bool) -> None:
    try:
        found = moments.read(day, at, zone, second=second)
    except moments.NoSuchTime:
        return

    assert found.astimezone(moments.ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, at)


@given(day=st.dates(date(2012, 1, 1), date(2035, 12, 31)), zone=st.sampled_from(moments.zones()))
@example(day=date(2026, 3, 28), zone="America/Nuuk")  # 23.00 to 24.00 is left out that night
@example(day=date(2021, 9, 21), zone="Asia/Tehran")  # and comes twice that night
@example(day=date(2026, 10, 31), zone="America/Havana")  # the first hour of the next day comes twice
def test_a_day_ends_with_its_last_minute(day: date, zone: str) -> None:
    noon = datetime.combine(day, time(12), tzinfo=moments.ZoneInfo(zone)).astimezone(UTC)
    following = (noon + timedelta(minutes=passed) for passed in range(0, 26 * 60))
    last = max(at for at in following if at.astimezone(moments.ZoneInfo(zone)).date() <= day)

    assert moments.end_of(day, zone) == last


def test_a_year_on_the_hour_stays_whatever_the_clocks_did_meanwhile() -> None:
    summer, winter = datetime(2026, 6, 13, 16, tzinfo=UTC), datetime(2026, 12, 12, 17, tzinfo=UTC)  # both 18.00

    later = moments.Shift(summer, winter, zone=LJUBLJANA)

    assert later.moment(datetime(2026, 6, 13, 23, tzinfo=UTC)) == datetime(2026, 12, 13, 0, tzinfo=UTC)  # both 1.00
