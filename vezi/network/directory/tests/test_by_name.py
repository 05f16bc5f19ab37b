"""While there is no index, people are found by their names, and nobody by what is hidden."""

import random

import pytest
from django.test import Client
from hypothesis import given

from vezi.core.audience import Audience
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.by_name import by_name
from vezi.network.directory.filters import Filters
from vezi.network.directory.tests import oracle
from vezi.network.directory.tests.oracle import Readable
from vezi.network.directory.tests.worlds import SEEDS, quickly, world
from vezi.network.memberships.models import Membership
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_residence

pytestmark = pytest.mark.django_db
NAMES = (
    "novak",
    "ana",
    "kovač",
    "ana nov",
    "nov ana",
    "obrien",
    "o'brien",
    "iv",
    "дуро",
    "иван",
    "mimi k",
    "%",
    "_",
    "nika",
)


@pytest.fixture
def adas(node) -> Client:
    """Ada’s browser, in a house without an index."""
    economics = make_club("economics", name="Economics Alumni")
    ada = make_member(economics, "Ada", "Lovelace", email="ada@example.org")
    make_residence(make_member(economics, "Maja", "Kovač"), "Koper", "SI")
    make_residence(make_member(economics, "Majda", "Zupan"), "Vienna", "AT")
    make_member(economics, "Maj", "Hidden", name_audience=Audience.NOBODY)
    client = Client()
    client.force_login(ada.account)
    return client


def test_the_page_says_so_and_finds_people_by_name(adas) -> None:
    response = adas.get("/people/", {"q": "maj"})

    assert response.status_code == 200
    assert "Searching by name only for a moment." in response.content.decode()
    assert [row.who.name for row in response.context["rows"]] == ["Maja Kovač", "Majda Zupan"]


def test_what_was_narrowed_down_still_holds_and_is_kept(adas) -> None:
    response = adas.get("/people/", {"q": "maj", "not": "city:Koper", "sort": "name"})

    assert [row.who.name for row in response.context["rows"]] == ["Majda Zupan"]
    assert '<input type="hidden" name="not" value="city:Koper">' in response.content.decode()


@pytest.mark.parametrize("words", ["", "zzz", "!?", "%", "1999"])
def test_nobody_of_that_name(adas, words) -> None:
    response = adas.get("/people/", {"q": words})

    assert (response.status_code, response.context["rows"]) == (200, [])


def test_typing_answers_too(adas) -> None:
    groups = adas.get("/people/typeahead", {"q": "kov"}).context["groups"]

    assert [answer.who.name for answer in groups[0].answers] == ["Maja Kovač"]


@quickly
@given(seed=SEEDS)
def test_it_finds_whom_the_oracle_lets_be_found_by_name(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world(chance)
        for reader in chance.sample(made.people, 4):
            mine = list(Membership.objects.active().filter(person=reader).order_by("since", "pk"))
            club = mine[0].club if mine and chance.random() < 0.6 else None
            compare(made.viewer(reader, club), club, chance.choice(NAMES))

    rolled_back(act)


def compare(viewer: Viewer, club, words: str) -> None:
    found = by_name(viewer=viewer, words=words, filters=Filters(is_everywhere=club is None), limit=50)
    should = [one for one in oracle.readable_by(viewer, scope=club) if is_named(one, words)]

    assert sorted(row.seen.person.pk for row in found) == sorted(one.seen.person.pk for one in should), words


def is_named(one: Readable, words: str) -> bool:
    person: Person = one.seen.person
    parts = fold(f"{person.family} {person.given} {person.preferred}").split()
    return all(any(part.startswith(word) for part in parts) for word in fold(words).split())
