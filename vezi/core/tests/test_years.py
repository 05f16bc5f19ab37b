import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.years import hue, short_year, year_class

YEARS = st.integers(1800, 2200)


@pytest.mark.parametrize(
    ("year", "style"), [(1999, "y1"), (2000, "y0"), (2001, "y1"), (1974, "y24"), (1975, "y25"), (2024, "y24")]
)
def test_style_of_a_class_year(year: int, style: str) -> None:
    assert year_class(year) == style


@given(YEARS)
def test_neighbouring_classes_look_alike_and_none_is_red(year: int) -> None:
    assert abs(hue(year) - hue(year + 1)) == 7
    assert 80 <= hue(year) <= 255
    assert hue(year) == 255 - 7 * int(year_class(year)[1:])


@pytest.mark.parametrize(
    ("year", "written"), [(1999, "’99"), (2004, "’04"), (2000, "’00"), (1872, "1872"), (1924, "1924"), (2024, "’24")]
)
def test_a_class_year_is_written_short_while_it_is_clear(year: int, written: str) -> None:
    assert short_year(year) == written
