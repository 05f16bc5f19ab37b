"""The cast: Ada asks; Maja, Žiga and others can be asked about hedging."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.index import writing
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.questions.tests.factories import make_expert


@pytest.fixture
def index_now(settings, tmp_path: Path) -> Callable[[], str]:
    """Call it when the people of the test are written."""
    settings.VEZI_HOME = tmp_path
    return writing.make_anew


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def maja(club: Club) -> Person:
    return make_expert(club)


@pytest.fixture
def ziga(club: Club) -> Person:
    return make_expert(club, "Žiga", "Čuček", email="ziga@example.org")
