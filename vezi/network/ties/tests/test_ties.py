"""Connections and blocks: both ends at once, silent, and held together by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from vezi.core import audience
from vezi.core.audience import APART, Audience
from vezi.core.models import AuditEntry
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_person
from vezi.network.ties import queries, services
from vezi.network.ties.access import reaches_of_ties
from vezi.network.ties.models import Block, Connection
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    return make_person()


@pytest.fixture
def maja() -> Person:
    return make_person("Maja", "Kovač")


def test_connected_people_stand_near_each_other_from_both_ends(ada, maja):
    make_connection(ada, maja)

    assert audience.reach(ada.pk, maja.pk) == audience.reach(maja.pk, ada.pk) == Audience.CONNECTIONS
    assert queries.connected_ids(ada.pk) == [maja.pk]
    assert queries.connected_ids(maja.pk) == [ada.pk]


def test_connecting_twice_is_once(ada, maja):
    first = make_connection(ada, maja)
    again = make_connection(maja, ada, now=NOW + timedelta(days=1))

    assert Connection.objects.count() == 2
    assert again.since == first.since
    assert AuditEntry.objects.filter(deed="ties.connect").count() == 1


def test_nobody_is_tied_to_herself(ada):
    for deed in (lambda: make_connection(ada, ada), lambda: make_block(ada, ada)):
        with pytest.raises(services.WithOneself):
            deed()


def test_half_a_connection_is_none(ada, maja):
    sure = transaction.atomic()
    sure.__enter__()
    Connection.objects.create(person=ada, other=maja, since=NOW)

    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute("set constraints all immediate")
    transaction.set_rollback(True)
    sure.__exit__(None, None, None)


def test_a_block_goes_before_everything_else_that_ties_the_two(ada, maja):
    Block.objects.create(person=maja, blocked=ada, name="Ada", at=NOW)
    Connection.objects.bulk_create(
        [Connection(person=ada, other=maja, since=NOW), Connection(person=maja, other=ada, since=NOW)]
    )

    assert audience.reach(ada.pk, maja.pk) == APART


def test_who_is_blocked_learns_nothing_from_the_log(ada, maja):
    make_block(ada, maja)
    services.unblock(person=ada, whom=maja, by=None, now=NOW)

    assert not AuditEntry.objects.filter(person_id=maja.pk, deed__startswith="ties.").exists()
    assert not [entry for entry in AuditEntry.objects.filter(deed__startswith="ties.") if str(maja.pk) in entry.details]


def test_how_near_is_one_query_for_one_and_for_many(ada, maja, django_assert_num_queries):
    make_connection(ada, maja)
    many = [maja.pk, *(make_person().pk for _ in range(5))]

    for wanted in (many[:1], many):
        with django_assert_num_queries(1):
            assert reaches_of_ties(ada.pk, wanted) == {maja.pk: Audience.CONNECTIONS}
    with django_assert_num_queries(0):
        assert reaches_of_ties(None, many) == {}
