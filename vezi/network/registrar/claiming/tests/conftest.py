"""The club and the graduate of the tests of claiming."""

import pytest
from django.core.cache import cache

from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.claiming.tests.factories import BORN
from vezi.network.registrar.inviting.tests.factories import make_graduate, make_inviting_club


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def nejc(club: Club) -> Person:
    return make_graduate(club, "Nejc", "Žagar", mail="nejc@example.org", born_on=BORN)
