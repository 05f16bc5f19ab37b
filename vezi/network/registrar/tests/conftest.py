"""A club, an officer who may do everything in it, and her browser."""

import pytest
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.factories import client_of, make_officer


@pytest.fixture
def club(db) -> Club:
    return make_club("economics", name="Economics Alumni")


@pytest.fixture
def grace(club: Club) -> Officer:
    return make_officer(club)


@pytest.fixture
def office(grace: Officer) -> Client:
    return client_of(grace.person)
