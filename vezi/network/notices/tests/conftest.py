from collections.abc import Iterator

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices.tests import factories
from vezi.network.people.models import Person


@pytest.fixture(autouse=True)
def kinds_of_the_tests() -> Iterator[None]:
    with factories.declared():
        yield


@pytest.fixture
def club(db) -> Club:
    return make_club("economics", name="Alumni Club of Economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club, "Ada", "Lovelace")


@pytest.fixture
def maja(club: Club) -> Person:
    return make_member(club, "Maja", "Kovač", "maja@example.org")


@pytest.fixture
def ziga(club: Club) -> Person:
    return make_member(club, "Žiga", "Čuček", "ziga@example.org")
