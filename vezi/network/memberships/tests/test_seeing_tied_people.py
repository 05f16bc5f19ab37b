"""What connected people see of each other, and that people who are kept apart see nothing."""

import pytest

from vezi.core import audience
from vezi.core.audience import APART, Audience
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import access
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.queries import seen_by
from vezi.network.memberships.services.members import leave
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_position
from vezi.network.ties import services
from vezi.network.ties.models import Connection
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    return make_member(make_club("economics"))


@pytest.fixture
def maja() -> Person:
    return make_member(make_club("law"), "Maja", "Kovač")


def seen(reader: Person, person: Person) -> people.Seen:
    viewer = viewer_of(reader.account, today=NOW.date())
    return seen_by(viewer, [people.with_parts(Person.objects.filter(pk=person.pk)).get()])[0]


def test_what_stands_for_connections_is_seen_at_once_and_hidden_at_once(ada, maja):
    make_position(maja, audience=Audience.CONNECTIONS)
    Person.objects.filter(pk=maja.pk).update(name_audience=Audience.CONNECTIONS)
    viewer = viewer_of(ada.account, today=NOW.date())
    assert maja not in access.people_visible_to(viewer)

    make_connection(ada, maja)
    assert maja in access.people_visible_to(viewer)
    assert len(seen(ada, maja).positions) == 1

    services.disconnect(one=maja, other=ada, by=None, now=NOW)
    assert maja not in access.people_visible_to(viewer)
    assert seen(ada, maja).name == ""


def test_a_block_works_both_ways_and_ends_the_connection(ada, maja):
    make_connection(ada, maja)
    Person.objects.filter(pk__in=[ada.pk, maja.pk]).update(name_audience=Audience.PUBLIC)

    make_block(ada, maja)

    assert audience.reach(ada.pk, maja.pk) == audience.reach(maja.pk, ada.pk) == APART
    assert not Connection.objects.exists()
    for reader, other in ((ada, maja), (maja, ada)):
        assert seen(reader, other).name == ""
        assert other not in access.people_visible_to(viewer_of(reader.account, today=NOW.date()))
        assert reader in access.people_visible_to(viewer_of(reader.account, today=NOW.date()))
    with pytest.raises(services.CannotConnect):
        make_connection(maja, ada)


def test_who_unblocks_is_not_unblocked_by_it(ada, maja):
    make_block(ada, maja)
    make_block(maja, ada)

    services.unblock(person=ada, whom=maja, by=None, now=NOW)
    assert seen(ada, maja).name == ""

    services.unblock(person=maja, whom=ada, by=None, now=NOW)
    assert seen(ada, maja).reach == Audience.NETWORK


@pytest.mark.parametrize("audience", [Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK, Audience.PUBLIC])
def test_who_has_left_every_club_is_seen_by_nobody_but_herself_whatever_she_chose(ada, maja, audience):
    make_connection(ada, maja)
    make_position(maja, audience=audience)
    Person.objects.filter(pk=maja.pk).update(name_audience=audience)
    assert seen(ada, maja).name != ""

    leave(person=maja, club=maja.memberships.get().club, by=maja.account, now=NOW)

    assert (seen(ada, maja).name, seen(ada, maja).positions) == ("", [])
    assert seen(maja, maja).name != ""
    assert maja not in access.people_visible_to(viewer_of(ada.account, today=NOW.date()))
