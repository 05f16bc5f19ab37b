"""The cast: Ada asks, Maja is asked, Žiga knows both."""

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.ties.tests.factories import make_connection


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def maja(club: Club) -> Person:
    return make_member(club, "Maja", "Kovač")


@pytest.fixture
def ziga(club: Club, ada: Person, maja: Person) -> Person:
    """Connected with Ada and Maja, who are not connected with each other."""
    ziga = make_member(club, "Žiga", "Čuček", "ziga@example.org")
    make_connection(ziga, ada)
    make_connection(ziga, maja)
    return ziga
