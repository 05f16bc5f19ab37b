"""A club, the officer who runs it, and her browser."""

import pytest
from django.core.cache import cache
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.factories import client_of, make_officer


@pytest.fixture(autouse=True)
def forget() -> None:
    """What a large club remembers of its numbers."""
    cache.clear()


@pytest.fixture
def club(db: None) -> Club:
    return make_club("economics", name="Economics")


@pytest.fixture
def grace(club: Club) -> Officer:
    """Holds every right there is."""
    return make_officer(club)


@pytest.fixture
def office(grace: Officer) -> Client:
    return client_of(grace.person)
