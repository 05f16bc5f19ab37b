import pytest

from bench.figures import Bar, Figure, median, number, percentile


def test_a_percentile_is_one_of_the_values():
    values = [40.0, 10.0, 30.0, 20.0]

    found = [percentile(values, share) for share in (0.0, 0.25, 0.5, 0.75, 0.76, 1.0)]

    assert found == [10.0, 10.0, 20.0, 30.0, 40.0, 40.0]


def test_of_twenty_values_the_nineteenth_is_what_19_of_20_stay_under():
    values = [float(value) for value in range(1, 21)]

    assert percentile(values, 0.95) == 19.0


def test_nothing_has_no_median():
    with pytest.raises(ValueError, match="no values"):
        median([])


def test_a_figure_is_held_against_its_bars_in_its_own_unit_and_in_times_of_its_floor():
    figure = Figure("a page", 45.0, "ms", floor=10.0, bars=(Bar(50.0), Bar(4.0, of_floor=True)))

    assert figure.ratio == 4.5
    assert figure.verdict() == "met, **not met**"


def test_a_bar_in_times_of_a_floor_that_was_not_measured_is_not_met():
    figure = Figure("a page", 1.0, "ms", bars=(Bar(4.0, of_floor=True),))

    assert figure.verdict() == "**not met**"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.01234, "0.012"),
        (0.456, "0.46"),
        (3.14159, "3.14"),
        (25.04, "25.0"),
        (90.0, "90"),
        (1234567.8, "1,234,568"),
    ],
)
def test_a_number_says_three_digits(value: float, said: str):
    assert number(value) == said
