"""Ties for tests."""

from datetime import datetime

from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services
from vezi.network.ties.models import Block, Connection


def make_connection(one: Person, other: Person, *, now: datetime = NOW) -> Connection:
    return services.connect(one=one, other=other, by=None, now=now)


def make_block(person: Person, whom: Person, *, now: datetime = NOW) -> Block:
    return services.block(person=person, whom=whom, by=None, now=now)
