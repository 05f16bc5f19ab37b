"""The cast: Ada writes, Maja is connected with her, Žiga is not."""

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.ties.tests.factories import make_connection


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def maja(club: Club, ada: Person) -> Person:
    maja = make_member(club, "Maja", "Kovač")
    make_connection(ada, maja)
    return maja


@pytest.fixture
def ziga(club: Club) -> Person:
    """Connected with nobody."""
    return make_member(club, "Žiga", "Čuček", "ziga@example.org")
