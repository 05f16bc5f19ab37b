"""Cities by what people write, and how far they lie apart."""

import pytest
from django.utils import translation

from vezi.core.cities import known

VIENNA, LJUBLJANA, KOPER, GRAZ, LONDON = 2761369, 3196359, 3197753, 2778067, 2643743


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("Wien", "AT", VIENNA), ("Vienna", "AT", VIENNA), ("Dunaj", "AT", VIENNA), ("1010 WIEN", "AT", VIENNA),
        ("Беч", "AT", VIENNA), ("Vienna", "US", 4791160), ("SI-6000 Koper / Capodistria", "SI", KOPER),
        ("Ljubljana - Šiška", "SI", LJUBLJANA), ("gradec", "AT", GRAZ), ("London", "", LONDON), ("London", "CA", 6058560),
        ("Zuerich", "CH", 2657896), ("Trst", "IT", 3165185), ("Celovec", "AT", 2774326),
    ],
)  # fmt: skip
def test_a_city_is_known_by_each_of_its_names(text: str, country: str, number: int) -> None:
    found = known.find(text, country)

    assert found is not None
    assert found.id == number


@pytest.mark.parametrize(
    ("text", "country"), [("Nowhere", "SI"), ("", "SI"), ("12", ""), ("Graz", "JP"), ("VIE", "AT")]
)
def test_what_is_no_city_stays_a_text(text: str, country: str) -> None:
    assert known.find(text, country) is None


def test_of_a_name_without_a_country_only_the_one_everybody_means_counts() -> None:
    assert known.find("San Jose") is None
    assert known.find("Paris") == known.find("Paris", "FR")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("graz", GRAZ),
        ("Vienna, US", 4791160),
        ("Dunaj, Avstrija", VIENNA),
        ("London , uk", LONDON),
        ("Bled, Slovenia", 3203925),
    ],
)
def test_a_typed_city_may_bring_its_country(text: str, number: int) -> None:
    found = known.typed(text)

    assert found is not None
    assert found.id == number


@pytest.mark.parametrize("text", ["", "x", ",", "Graz, Japan", 'a:b AND "', "\u202e", "🏙", "x" * 80])
def test_what_nobody_calls_a_city_is_none(text: str) -> None:
    assert known.typed(text) is None


@pytest.mark.parametrize(
    ("number", "english", "slovenian"),
    [
        (VIENNA, "Vienna, Austria", "Dunaj, Avstrija"), (GRAZ, "Graz, Austria", "Gradec, Avstrija"),
        (3165185, "Trieste, Italy", "Trst, Italija"), (5128581, "New York, United States", "New York, Združene države Amerike"),
        (2618425, "Copenhagen, Denmark", "Kopenhagen, Danska"), (LJUBLJANA, "Ljubljana, Slovenia", "Ljubljana, Slovenija"),
    ],
)  # fmt: skip
def test_a_city_is_called_as_the_reader_calls_it(number: int, english: str, slovenian: str) -> None:
    city = known.by_id(number)

    for language, name in (("en", english), ("sl", slovenian)):
        with translation.override(language):
            assert city is not None
            assert city.in_full == name


def test_the_address_of_a_city_is_the_same_in_every_language() -> None:
    city = known.by_id(VIENNA)
    for language in ("en", "sl"):
        with translation.override(language):
            assert city is not None
            assert city.slug == "vienna"


@pytest.mark.parametrize("kilometres", [10, 50, 250])
@pytest.mark.parametrize("number", [GRAZ, 2198148, 3833367, 2729907])  # Suva by the date line, Ushuaia, Longyearbyen
def test_those_near_are_all_that_are_near(number: int, kilometres: int) -> None:
    city = known.by_id(number)
    assert city is not None
    everywhere = known._asked("select id, latitude, longitude from cities")
    here = (city.latitude, city.longitude)

    found = known.within(city, kilometres)

    assert found == {one for one, *there in everywhere if known.distance(here, (there[0], there[1])) <= kilometres}
    assert city.id in found


def test_a_quarter_of_the_earth_is_ten_thousand_kilometres() -> None:
    assert known.distance((0, 0), (0, 90)) == pytest.approx(10007.557, abs=0.01)
    assert known.distance((90, 0), (0, 17)) == pytest.approx(10007.557, abs=0.01)
    assert known.distance((10, 179.5), (10, -179.5)) < 112
