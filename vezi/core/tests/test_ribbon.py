import re

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.tests.drawing import draw


def test_each_class_has_a_bar_of_its_height_and_colour() -> None:
    shown = draw("{% ribbon counts %}", counts=[(1999, 50), (2001, 100)])

    assert re.findall(r'<rect class="ybar (\w+)" x="([\d.]+)" y="([\d.]+)" width="8.6" height="([\d.]+)">', shown) == [
        ("y1", "0.6", "50.0", "50.0"),
        ("y1", "20.6", "0.0", "100.0"),
    ]
    assert 'viewBox="0 0 30 100"' in shown


def test_numbers_inside_the_drawing_are_never_localised() -> None:
    with translation.override("sl"):
        assert 'height="33.3"' in draw("{% ribbon counts %}", counts=[(1999, 1), (2000, 3)])
        assert ">1.999<" not in draw("{% ribbon counts %}", counts=[(1999, 1)])


def test_the_classes_not_chosen_are_faint() -> None:
    shown = draw("{% ribbon counts %}", counts=[(1998, 5, False), (1999, 5, True)])

    assert shown.count('opacity=".26"') == 1


def test_labels_stand_at_the_ends_and_each_quarter_of_a_century() -> None:
    shown = draw("{% ribbon counts url='/classes/0/' %}", counts=[(year, 5) for year in range(1949, 2025)])

    assert re.findall(r'<a href="/classes/(\d+)/">', shown) == ["1949", "1974", "1999", "2024"]


def test_labels_too_near_the_end_are_left_out() -> None:
    shown = draw("{% ribbon counts %}", counts=[(year, 5) for year in range(1998, 2020)])

    assert re.findall(r">\s*(\d{4})\s*</text>", shown) == ["1998", "2019"]


def test_one_class_or_none_is_drawn_too() -> None:
    assert re.findall(r">\s*(\d{4})\s*</text>", draw("{% ribbon counts %}", counts=[(1999, 1)])) == ["1999"]
    assert draw("{% ribbon counts %}", counts=[]) == ""
    assert "<rect" not in draw("{% ribbon counts %}", counts=[(1999, 0)])


@given(st.dictionaries(st.integers(1800, 2100), st.integers(0, 30000), max_size=40))
def test_no_bar_leaves_the_frame(counts: dict[int, int]) -> None:
    shown = draw("{% ribbon counts %}", counts=list(counts.items()))

    heights = [float(height) for height in re.findall(r' height="([\d.]+)"', shown)]
    assert len(heights) == sum(1 for count in counts.values() if count)
    assert all(0 < height <= 100 for height in heights)


def test_the_year_facet_says_the_chosen_span() -> None:
    assert "1994 to 2014" in draw("{% year_facet counts 1994 2014 %}", counts=[(1990, 1), (2000, 2)])
    assert "from 1994" in draw("{% year_facet counts 1994 %}", counts=[(1990, 1), (2000, 2)])
    assert "to 2014" in draw("{% year_facet counts last=2014 %}", counts=[(1990, 1), (2000, 2)])
    assert "opacity" not in draw("{% year_facet counts %}", counts=[(1990, 1), (2000, 2)])
