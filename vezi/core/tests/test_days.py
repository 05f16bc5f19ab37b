"""Reading days that people type."""

from datetime import date

import pytest
from django.utils import translation

from vezi.core.days import NotADay, read_day


@pytest.mark.parametrize(
    "text", ["14. 5. 1976", "14.5.1976", " 14 . 05 . 1976. ", "14/5/1976", "1976-05-14", "14-5-1976"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(1976, 5, 14)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31. 2. 1976", "February has no 31st. Write it as 14. 5. 1976."),
        ("14. 13. 1976", "There is no month 13. Write the day as 14. 5. 1976."),
        ("0. 5. 1976", "May has no 0th. Write it as 14. 5. 1976."),
        ("May", "Write the day as 14. 5. 1976."),
        ("14. 5. 76", "Write the day as 14. 5. 1976."),
        ("0000-05-14", "Write the day as 14. 5. 1976."),
    ],
)
def test_what_makes_no_sense_is_said_in_words(text: str, sentence: str) -> None:
    with translation.override("en"), pytest.raises(NotADay) as wrong:
        read_day(text)

    assert str(wrong.value) == sentence


def test_slovenian_counts_days_with_a_full_stop() -> None:
    with translation.override("sl"), pytest.raises(NotADay) as wrong:
        read_day("31. 2. 1976")

    assert "31." in str(wrong.value)
    assert "31st" not in str(wrong.value)
