"""Near a city, the map, the page of a city, cities while one types."""

import random

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from vezi.core import mercator
from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory import filters
from vezi.network.directory.whereabouts import drawing
from vezi.network.directory.whereabouts.part import Window
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence

pytestmark = pytest.mark.django_db
GRAZ, KOPER, LJUBLJANA = 2778067, 3197753, 3196359


@pytest.fixture
def club() -> Club:
    return make_club("economics", default_audience=Audience.CLUB)


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def as_ada(ada: Person, club: Club, index_now) -> Client:
    """In a house where people live in Graz, Maribor (60 km from there), Koper, and one who hides it."""
    for name, city, country, audience in (
        ("Gregor", "Graz", "AT", Audience.CLUB), ("Mojca", "Maribor", "SI", Audience.CLUB),
        ("Kaja", "Koper", "SI", Audience.CLUB), ("Skrita", "Gradec", "AT", Audience.NOBODY),
    ):  # fmt: skip
        make_residence(make_member(club, name, "Novak"), city, country, audience=audience)
    make_position(make_member(club, "Pia", "Novak"), city="Gradec", country="AT", audience=Audience.CLUB)
    index_now()
    return client_of(ada)


def names(answer) -> set[str]:
    return {row.who.given for row in answer.context["rows"]}


def test_within_so_many_kilometres(as_ada: Client) -> None:
    assert names(as_ada.get("/people/?near=Graz&km=50")) == {"Gregor", "Pia"}
    assert names(as_ada.get("/people/?near=gradec&km=100")) == {"Gregor", "Pia", "Mojca"}
    assert names(as_ada.get("/people/?near=Graz&km=10&city=Koper")) == set()


def test_the_chip_takes_the_filter_away(as_ada: Client) -> None:
    answer = as_ada.get("/people/?near=Graz&km=25&q=novak")

    assert ("Within 25 km of Graz", "?q=novak") in answer.context["chips"]


def test_an_unknown_city_is_said_at_its_field_and_nothing_is_lost(as_ada: Client) -> None:
    answer = as_ada.get("/people/?near=Gratzzz&km=100&q=novak&city=Koper", HTTP_ACCEPT_LANGUAGE="sl")

    assert names(answer) == {"Kaja"}
    assert "Kraja »Gratzzz« ne poznamo." in answer.text
    assert 'value="Gratzzz"' in answer.text
    assert "near=Gratzzz&amp;km=100" in answer.text


def test_counts_of_facets_are_of_those_near(as_ada: Client) -> None:
    answer = as_ada.get("/people/?near=Graz&km=100")

    counts = {facet.name: {one.value: one.count for one in facet.choices} for facet in answer.context["answer"].facets}
    assert counts["country"] == {"AT": 2, "SI": 1}


def test_the_map_shows_cities_and_their_people(as_ada: Client) -> None:
    answer = as_ada.get("/people/?view=map")

    shown = answer.context["map"]
    assert {(spot.circle.city.id, spot.circle.people) for spot in shown.spots} == {
        (GRAZ, 2), (KOPER, 1), (3195506, 1)
    }  # fmt: skip
    assert shown.there.count == 4
    assert "4 people" in answer.text
    assert "Graz 2 people, Austria" in answer.text


def test_a_circle_opens_its_people(as_ada: Client) -> None:
    url = next(s.url for s in as_ada.get("/people/?view=map").context["map"].spots if s.circle.city.id == GRAZ)

    answer = as_ada.get(f"/people/{url.partition('#')[0]}")

    assert {row.who.given for row in answer.context["map"].there.results} == {"Gregor", "Pia"}
    assert f'href="/cities/{GRAZ}-graz/"' in answer.text


def test_the_table_says_how_many_are_of_my_classes(as_ada: Client, ada: Person, club: Club, index_now) -> None:
    for name, year in (("Ada", 1999), ("Gregor", 1999), ("Pia", 2001)):
        make_affiliation(Person.objects.get(given=name), year, institution=club.institution)
    index_now()

    lines = as_ada.get("/people/?view=map").context["map"].lines

    assert {line.city.id: line.of_own_classes for line in lines} == {GRAZ: 1, KOPER: 0, 3195506: 0}


def test_nobody_on_the_map_is_said(club: Club, index_now) -> None:
    client = client_of(make_member(club))
    index_now()

    assert "None of these people shows you a city" in client.get("/people/?view=map").text


@pytest.mark.parametrize(
    "address",
    [
        "map=1,2",
        "map=91,0,1",
        "map=NaN,1,1",
        "map=46,14,9",
        "at=99999999999",
        "at=x",
        "at=1",
        "map=46,14,5&at=0",
        "km=7&near=x",
    ],
)
def test_odd_addresses_are_answered(as_ada: Client, address: str) -> None:
    assert as_ada.get(f"/people/?view=map&{address}").status_code == 200


@pytest.mark.parametrize("near", ["x" * 10_000, '" AND (', "\u202eabc", "🏙🏙", "0", ",,,,", "%00", "a:b"])
def test_odd_cities_are_answered(as_ada: Client, near: str) -> None:
    assert as_ada.get("/people/", {"near": near, "km": "1e9"}).status_code == 200


def test_the_state_stands_in_the_address() -> None:
    said = "?q=ana&place=2778067&near=Graz&km=25&view=map&map=46.10%2C14.50%2C3&at=2778067"

    assert filters.read(QueryDict(said[1:])).address() == said


def test_the_page_of_a_city(as_ada: Client) -> None:
    answer = as_ada.get(f"/cities/{GRAZ}-graz/", HTTP_ACCEPT_LANGUAGE="sl")

    assert {row.who.given for row in answer.context["people"].results} == {"Gregor", "Pia"}
    assert [(one.city.id, one.people, one.kilometres) for one in answer.context["neighbours"]] == [(3195506, 1, 59)]
    assert "<h1" in answer.text
    assert "Gradec" in answer.text


def test_a_city_has_one_address(as_ada: Client) -> None:
    assert as_ada.get(f"/cities/{GRAZ}-gradec/")["Location"] == f"/cities/{GRAZ}-graz/"
    assert as_ada.get("/cities/1-nowhere/").status_code == 404
    assert as_ada.get("/cities/99999999999999999999-graz/").status_code == 404


def test_typing_a_city_offers_its_page(as_ada: Client) -> None:
    found = as_ada.get("/people/typeahead?q=gradec").text

    assert f"/cities/{GRAZ}-graz/" in found
    assert "/cities/" not in as_ada.get("/people/typeahead?q=vienna").text  # nobody to be seen there


CITIES = known._asked("select id from cities where inhabitants > 40000 order by id")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), zoom=st.integers(0, 5))
def test_a_drawing_keeps_apart_what_it_draws(seed: int, zoom: int) -> None:
    chance = random.Random(seed)
    people = {
        known.by_id(number): chance.randint(1, 400) for (number,) in chance.sample(CITIES, chance.randint(1, 300))
    }
    middle = chance.choice(list(people))

    window = chance.choice([drawing.around(people), Window(middle.latitude, middle.longitude, zoom)])
    drawn = drawing.drawn(drawing.joined(people, window.zoom), window)

    held = [city for circle in drawn.circles for city in circle.cities]
    assert len(held) == len(set(held))
    boxes = [box for circle in drawn.circles if circle.label for box in [label_box(circle)]]
    assert not any(drawing._overlap(one, other) for i, one in enumerate(boxes) for other in boxes[:i])
    for circle in drawn.circles:
        assert circle.people == sum(people[city] for city in circle.cities)
    if window == drawing.around(people) and window.zoom:
        assert set(held) == set(people)


def label_box(circle) -> drawing.Box:
    x, y = float(circle.label.x), float(circle.label.y) - drawing.BASELINE
    width = (len(drawing.words_of(circle)) + len(str(circle.people)) + 1) * drawing.LETTER - 1
    left = {"start": x, "end": x - width, "middle": x - width / 2}[circle.label.anchor]
    return left, y - drawing.LINE / 2 + 0.2, left + width, y + drawing.LINE / 2 - 0.2


def test_the_plane_and_the_earth_are_one() -> None:
    for latitude, longitude in ((46.05, 14.5), (-54.8, -68.3), (71.0, 178.0), (0.0, 0.0)):
        assert mercator.on_earth(*mercator.placed(latitude, longitude)) == pytest.approx((latitude, longitude))
