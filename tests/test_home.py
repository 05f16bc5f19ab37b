"""What the member's home costs when every area brings its part: as much for everybody, and never more than fifteen queries."""

import re

import pytest
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections.tests.factories import make_passed_on, make_request
from vezi.network.directory.index import writing
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.memberships.tests.pages import cost, text
from vezi.network.news.tests.factories import busy, just_come, member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
HOME, MOST = "/home/", 15


@pytest.fixture
def club(settings, tmp_path) -> Club:
    settings.VEZI_HOME = tmp_path
    return make_club("economics", name="Economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return member(club, "Ada", "Lovelace", ask_about="Engines")


def test_it_is_the_same_for_a_newcomer_an_officer_and_the_best_connected(club: Club, ada: Person) -> None:
    alone = just_come(make_member(make_club("new"), "Nova", "Prva"))
    officer = make_officer(club).person
    busy(club, ada)
    zora, common, now = member(club, "Zora"), member(club, "Vida"), timezone.now()
    make_connection(ada, common)
    make_connection(zora, common)
    make_request(zora, ada, now=now)
    make_passed_on(zora, common, ada, now=now)
    writing.make_anew()

    costs = {person.given: cost(client_of(person), HOME) for person in (ada, alone, officer, just_come(zora))}

    assert set(costs.values()) == {costs["Ada"]}, costs
    assert costs["Ada"] <= MOST


def test_it_is_no_more_without_an_index(club: Club, ada: Person) -> None:
    assert cost(client_of(ada), HOME) <= MOST


def test_classmates_are_counted_among_those_one_may_see_in_the_class(club: Club, ada: Person) -> None:
    where = {"institution": club.institution}
    make_affiliation(ada, 1999, **where)
    for given, audience in (("Edith", None), ("Hides", Audience.NOBODY), ("Close", Audience.CONNECTIONS)):
        make_affiliation(make_member(club, given), 1999, audience=audience, **where)
    make_affiliation(make_member(club, "Nameless", name_audience=Audience.NOBODY), 1999, **where)
    writing.make_anew()

    shown = client_of(ada).get(HOME).content.decode()

    assert re.findall(r"(\d+) classmate", shown) == ["1"]


def test_the_steps_name_who_may_be_known_with_the_reason_and_not_a_second_time(club) -> None:
    maja = member(club, "Maja", year=None)
    make_position(maja, employer="Sava", audience=Audience.CLUB)
    nova = just_come(make_member(club, "Nova", "Prva", ask_about="Engines"))
    make_position(nova, employer="Sava")
    writing.make_anew()

    page = text(client_of(nova), HOME)

    steps, rest = page.partition("Begin here</h2>")[2].split("Your people</h2>")
    assert "<b>You may know each other.</b>" in steps
    assert "You both work at Sava." in steps
    assert "You both work at Sava." not in rest
