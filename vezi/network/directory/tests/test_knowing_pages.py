"""Home, a profile and People: how one knows somebody, in words, and waving away by one press."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.index import writing
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_position, make_residence
from vezi.network.ties.models import TieChoice
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(node) -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    ada = make_member(club)
    make_position(ada, employer="Luka Jadran", trade="banking", city="Koper")
    make_affiliation(ada, 1999, programme=programme_named("Economics", institution=club.institution))
    return ada


def text(client: Client, address: str, **query: str) -> str:
    body = re.sub(r"<[^>]+>", " ", client.get(address, query).content.decode())
    return re.sub(r"\s+", " ", body.replace("&nbsp;", " "))


def test_home_says_why_somebody_may_be_worth_knowing(club: Club, ada: Person) -> None:
    maja, barbara = make_member(club, "Maja", "Kovač"), make_member(club, "Barbara", "Liskov")
    make_position(maja, employer="Another", trade="banking", city="Ljubljana")
    make_residence(maja, "Koper")
    make_position(barbara, employer="Luka Jadran", trade="law", city="Trieste", audience=Audience.NOBODY)
    writing.make_anew()

    fits = text(client_of(ada), "/home/").partition("Fits you")[2].partition("Your club")[0]

    assert "The same trade and city: Banking and insurance, Koper." in fits
    assert "Kovač" in fits
    assert "Liskov" not in fits


def test_not_this_one_works_with_and_without_a_script(club: Club, ada: Person) -> None:
    maja = make_member(club, "Maja", "Kovač")
    make_position(maja, employer="Luka Jadran")
    writing.make_anew()
    client, page = client_of(ada), reverse("directory:wave_away", args=[maja.public_id])
    assert "Not this one" in text(client, "/home/")

    answer = client.post(page, headers={"HX-Request": "true"})
    assert "will not be suggested to you again" in answer.content.decode()
    assert maja.public_id not in answer.content.decode()
    assert client.post(page).headers["Location"] == "/home/#fits"
    assert "Not this one" not in text(client, "/home/")


def test_who_may_not_be_seen_cannot_be_waved_away(club: Club, ada: Person) -> None:
    hidden = make_member(make_club("law"), "Maja", "Kovač")

    assert client_of(ada).post(reverse("directory:wave_away", args=[hidden.public_id])).status_code == 404


def test_a_profile_says_how_one_knows_her_and_who_is_like_her(club: Club, ada: Person) -> None:
    maja, uros, grace = (make_member(club, name, "Kovač") for name in ("Maja", "Uroš", "Grace"))
    for one in (maja, grace):
        make_position(one, employer="Luka Jadran", trade="banking", city="Koper")
    make_connection(ada, uros)
    make_connection(uros, maja)
    writing.make_anew()
    page = reverse("profiles:person", args=[maja.public_id])

    said = text(client_of(ada), page)
    assert "How you know Maja You both work at Luka Jadran" in said
    assert "Uroš Kovač knows both of you." in said
    assert "People like Maja Similar paths" in said
    assert "Also at Luka Jadran · Banking and insurance · Koper" in said.replace("\u00a0", " ")
    assert "How you know" not in text(Client(), page)

    TieChoice.objects.create(person=uros, list_audience=Audience.NOBODY)
    assert "knows both of you" not in text(client_of(ada), page)


def test_rows_and_the_filter_say_how_one_knows_them(club: Club, ada: Person) -> None:
    ana, maja, tia = (make_member(club, name, "Novak") for name in ("Ana", "Maja", "Tia"))
    make_connection(ada, ana)
    make_connection(ana, maja)
    writing.make_anew()
    client, people = client_of(ada), reverse("directory:people")

    every = text(client, people)
    assert "You are connected" in every
    assert "Ana knows both of you" in every
    assert "Your connections 1 Friends of your people 1 Not yet at all 1" in every
    second = text(client, people, tie="second")
    assert "1 person" in second
    assert "Maja Novak" in second
    assert tia.family in text(client, f"{people}?tie=none&tie=connection")
    assert "3 people" not in text(client, f"{people}?tie=nonsense&tie=second")


def test_what_stands_for_connections_is_on_the_row_of_who_is_connected(club: Club, ada: Person) -> None:
    ana = make_member(club, "Ana", "Novak")
    make_position(ana, "Astronaut", "Vesolje", audience=Audience.CONNECTIONS)
    writing.make_anew()
    client, people = client_of(ada), reverse("directory:people")
    assert "Astronaut" not in text(client, people)
    assert "Nobody by that description" in text(client, people, q="astronaut")

    make_connection(ada, ana)

    assert "Astronaut" in text(client, people)
    assert "Nobody by that description" not in text(client, people, q="astronaut")
