"""An index of its own for each test that asks for one, and Ada, who searches."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.index import writing
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person


@pytest.fixture
def node(settings, tmp_path: Path) -> Path:
    """A node without an index yet."""
    settings.VEZI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def index_now(node: Path) -> Callable[[], str]:
    """Call it when the people of the test are written: it makes the index of them."""
    return writing.make_anew


@pytest.fixture
def rolled_back(settings) -> Callable[[Callable[[], None]], None]:
    """Runs each example in a node and a transaction of its own."""

    def run(act: Callable[[], None]) -> None:
        with TemporaryDirectory() as home, transaction.atomic():
            settings.VEZI_HOME = Path(home)
            act()
            transaction.set_rollback(True)

    return run


@pytest.fixture
def economics(db: None) -> Club:
    return make_club("economics", name="Economics Alumni", contact_mail="office@economics.example")


@pytest.fixture
def ada(economics) -> Person:
    return make_member(economics, "Ada", "Lovelace", email="ada@example.org")


@pytest.fixture
def adas(ada) -> Client:
    return client_of(ada)
