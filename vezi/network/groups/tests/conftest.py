"""A club, three of its members, and a group of theirs with an officer."""

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups.models import Group
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person


@pytest.fixture
def club(settings, tmp_path) -> Club:
    settings.MEDIA_ROOT = tmp_path
    return make_club("economics", name="Economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def grace(club: Club) -> Person:
    return make_member(club, "Grace", "Hopper")


@pytest.fixture
def alan(club: Club) -> Person:
    return make_member(club, "Alan", "Turing")


@pytest.fixture
def group(club: Club, ada: Person, grace: Person, alan: Person) -> Group:
    group = make_group(club, officer=grace)
    put_in(group, ada, alan)
    return group
