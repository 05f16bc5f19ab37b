"""Who is there in most tests of events."""

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person


@pytest.fixture
def club(db: None) -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def edith(club: Club) -> Person:
    """Who organises."""
    return make_member(club, "Edith", "Clarke")


@pytest.fixture
def people(club: Club) -> list[Person]:
    return [make_member(club, given, "Novak") for given in ("Ada", "Grace", "Maja", "Žiga")]
