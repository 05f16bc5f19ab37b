"""What is a change and what is a slip of the pen."""

from datetime import UTC, datetime

import pytest

from vezi.network.news import deriving


@pytest.mark.parametrize(
    ("was", "now", "is_news"),
    [
        (("Analyst", "Sava"), ("Head of Treasury", "Sava"), True),
        (("Analyst", "Sava"), ("Senior analyst", "Sava"), True),
        (("Analyst", "Sava"), ("Analyst", "Luka Jadran"), True),
        (("", "Sava"), ("", "Petrol"), True),
        (("Analyst", ""), ("Director", ""), True),
        (("Analyst", "Sava"), ("analyst", "SAVA"), False),
        (("Analyst", "Sava"), ("Anaylst", "Sava"), False),
        (("Analyst", "Luka Jadran"), ("Analyst", "Luka Jadran d.d."), False),
        (("Analyst", "Žito"), ("Analyst", "Zito"), False),
        (("", "Sava"), ("Analyst", "Sava"), False),  # filled in
        (("Analyst", ""), ("Analyst", "Sava"), False),
        (("Analyst", "Sava"), ("", "Sava"), False),  # taken away
    ],
)
def test_new_work_is_another_employer_or_another_post(was, now, is_news) -> None:
    before = {"title": was[0], "employer": was[1], "is_current": True}

    assert deriving.is_new_work(before, title=now[0], employer=now[1], is_current=True) is is_news


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True), (False, False)])
def test_work_that_is_over_is_no_news(before: bool, after: bool) -> None:
    was = {"title": "Analyst", "employer": "Sava", "is_current": before}

    assert not deriving.is_new_work(was, title="Director", employer="Petrol", is_current=after)


@pytest.mark.parametrize(
    ("was", "now", "is_news"),
    [
        (("Koper", "SI"), ("Vienna", "AT"), True),
        (("Koper", "SI"), ("Ljubljana", "SI"), True),
        (("", "SI"), ("", "AT"), True),
        (("Koper", "SI"), ("Koper", "SI"), False),
        (("Kopr", "SI"), ("Koper", "SI"), False),
        (("", "SI"), ("Koper", "SI"), False),
        (("Koper", ""), ("Koper", "SI"), False),
        (("Koper", "SI"), ("", "SI"), False),
    ],
)
def test_who_lives_elsewhere_has_moved(was, now, is_news) -> None:
    before = {"city": was[0], "country": was[1]}

    assert deriving.is_another_town(before, city=now[0], country=now[1]) is is_news


@pytest.mark.parametrize(("year", "is_news"), [(None, True), (2024, True), (2023, True), (2022, False), (1999, False)])
def test_work_of_long_ago_written_down_at_last_is_no_news(year, is_news) -> None:
    assert deriving.is_begun_lately(year, now=datetime(2024, 4, 18, tzinfo=UTC)) is is_news
