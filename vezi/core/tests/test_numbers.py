"""A number out of an address is a whole one of few digits, or none."""

import pytest

from vezi.core.wording import numbers


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("", None), ("0", 0), ("007", 7), ("-1", None), ("1.5", None), (" 1", None), ("²", None), ("٣", 3),
        ("9" * 6, 999_999), ("9" * 7, None),
    ],
)  # fmt: skip
def test_what_is_said_is_read(said: str, number: int | None) -> None:
    assert numbers.read(said) == number
