"""No circle, number, table or list of the map comes from a city outside its audience; and nothing inside it is missed."""

import random
from collections import Counter
from functools import partial

import pytest
from hypothesis import given

from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import asking, finding, writing
from vezi.network.directory.near import Near
from vezi.network.directory.tests import oracle
from vezi.network.directory.tests.oracle import Readable
from vezi.network.directory.tests.test_audiences import keeps, some_filters
from vezi.network.directory.tests.test_classes_audiences import places_of
from vezi.network.directory.tests.worlds import CITIES, QUERIES, SEEDS, World, quickly, world
from vezi.network.directory.whereabouts import maps, numbers
from vezi.network.directory.whereabouts.part import Part, Window
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_position

pytestmark = pytest.mark.django_db
NAMES = {number: name for name, (number, _latitude, _longitude) in oracle.PLACES.items()}


@quickly
@given(seed=SEEDS)
def test_the_map_shows_what_the_oracle_shows(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world_with_commuters(chance, people=20)
        writing.make_anew()
        for reader in chance.sample(made.people, 4):
            for words in ("", *chance.sample(QUERIES[1:], 2)):
                compare(made, reader, words, chance)

    rolled_back(act)


def world_with_commuters(chance: random.Random, *, people: int) -> World:
    """Some live in one city and work in another, and show both."""
    made = world(chance, people=people)
    for person in chance.sample(made.people, people // 2):
        city, country = chance.choice(CITIES)
        make_position(person, city=city, country=country, audience=chance.choice((Audience.CLUB, Audience.NETWORK)))
    return made


def compare(made: World, reader: Person, words: str, chance: random.Random) -> None:
    mine = list(Membership.objects.active().filter(person=reader).order_by("since", "pk"))
    club = mine[0].club if mine and chance.random() < 0.6 else None
    viewer = made.viewer(reader, club)
    filters = some_filters(chance, made, is_everywhere=club is None)
    said = [word.text for word in asking.asked(words)]
    readable = oracle.as_spelt(said, oracle.readable_by(viewer, scope=club), enough=finding.ENOUGH)
    should = [one for one in readable if keeps(filters, one, made) and oracle.fit(said, one) is not None]
    counted = Counter(place for one in should for place in one.facets.get("place", ()))

    opened, question = numbers.question_of(viewer, words, filters)
    assert {str(city.id): number for city, number in numbers.by_city(opened, question).items()} == counted
    own = numbers.of_own_classes(viewer, opened, question)
    assert {str(city.id): number for city, number in (own or {}).items()} == of_own_classes(reader, should, filters)
    for part in (Part(), Part(Window(46.1, 14.5, 5)), Part(at=int(chance.choice([*counted, "1"])))):
        compare_page(viewer, Asked(words, filters, part=part), should)


def compare_page(viewer, asked: Asked, should: list[Readable]) -> None:
    shown = maps.shown(viewer=viewer, asked=asked)

    for spot in shown.spots:
        assert spot.circle.people == len(in_any(should, spot.circle.cities))
    assert sum(len(spot.circle.cities) for spot in shown.spots) <= len(
        {p for o in should for p in o.facets.get("place", ())}
    )
    for line in shown.lines:
        assert line.people == len(in_any(should, [line.city]))
    beside = [shown.city] if shown.city else shown.drawing.cities
    assert shown.there.count == len(in_any(should, beside))
    found = {row.seen.person.pk for row in shown.there.results}
    expected = {one.seen.person.pk for one in in_any(should, beside)}
    assert found == expected if len(expected) <= maps.PER_PAGE else found < expected


def in_any(should: list[Readable], cities) -> list[Readable]:
    numbers_ = {str(city.id) for city in cities}
    return [one for one in should if numbers_ & one.facets.get("place", set())]


def of_own_classes(reader: Person, should: list[Readable], filters: Filters) -> dict[str, int]:
    mine = {
        (study.programme or study.institution, study.class_year)
        for study in reader.affiliations.all()
        if study.class_year and (study.programme or study.institution)
    }
    of_class = [
        one
        for one in should
        if any((place, study.class_year) in mine for study in one.seen.affiliations for place in places_of(study))
        and not one.is_unclaimed
    ]
    return dict(Counter(place for one in of_class for place in one.facets.get("place", ())))


@quickly
@given(seed=SEEDS)
def test_a_hidden_city_changes_nothing(rolled_back, seed) -> None:
    """Who lives or works where, and hides it, may move anywhere: no reader's map, distance or number moves."""

    def act() -> None:
        chance = random.Random(seed)
        made = world_with_commuters(chance, people=12)
        reader = chance.choice(made.people)
        viewer = made.viewer(reader, None)
        before = everything(viewer)
        seen = {one.seen.person.pk: one.seen for one in oracle.readable_by(viewer, scope=None)}
        for person in made.people:
            shown = seen.get(person.pk)
            for value in [*person.positions.all(), *([person.residence] if hasattr(person, "residence") else [])]:
                is_seen = shown is not None and (value in shown.positions or value == shown.residence)
                if not is_seen:
                    value.city, value.country = "Trst", "IT"
                    value.save()
        assert everything(viewer) == before

    rolled_back(act)


def everything(viewer) -> object:
    writing.make_anew()
    answers = []
    for near in ({}, {"near": Near("Trst", 25)}, {"near": Near("Graz", 250)}):
        filters = Filters(is_everywhere=True, **near)
        opened, question = numbers.question_of(viewer, "", filters)
        shown = maps.shown(viewer=viewer, asked=Asked(filters=filters, part=Part()))
        answers.append(
            (
                {city.id: number for city, number in numbers.by_city(opened, question).items()},
                [(spot.said, spot.circle.x, spot.circle.radius) for spot in shown.spots],
                [row.seen.person.pk for row in shown.there.results],
            )
        )
    return answers


def test_the_worlds_have_something_that_could_leak(rolled_back) -> None:
    kinds: Counter[str] = Counter()

    def act(seed: int) -> None:
        made = world_with_commuters(random.Random(seed), people=20)
        for reader in made.people:
            for one in oracle.readable_by(made.viewer(reader, None), scope=None):
                person = one.seen.person
                kinds["hidden home"] += hasattr(person, "residence") and not one.seen.residence
                kinds["hidden work"] += person.positions.count() > len(one.seen.positions)
                kinds["in two cities"] += len(one.facets.get("place", ())) > 1
                kinds["seen"] += bool(one.facets.get("place"))

    for seed in range(3):
        rolled_back(partial(act, seed))

    assert min(kinds[kind] for kind in ("hidden home", "hidden work", "in two cities", "seen")) > 5, kinds
    assert all(known.by_id(number) for number in NAMES)
