"""Two people at the same moment, on a real database with real transactions."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.db import transaction

from vezi.core.tests.at_once import refusals
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections import limits
from vezi.network.connections.models import ConnectionRequest, RequestState
from vezi.network.connections.services import asking
from vezi.network.connections.services.tying import locked
from vezi.network.connections.tests.factories import make_request
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties
from vezi.network.ties.models import Block, Connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    return make_member(make_club("economics"))


@pytest.fixture
def maja(ada: Person) -> Person:
    return make_member(ada.memberships.get().club, "Maja", "Kovač")


def pairs() -> Iterator[int]:
    return iter(range(5))


def test_two_who_ask_each_other_at_the_same_moment_are_connected(ada, maja) -> None:
    for _ in pairs():
        said = refusals(lambda: ask(ada, maja), lambda: ask(maja, ada))

        assert said == ["", ""]
        assert Connection.objects.count() == 2
        assert ConnectionRequest.objects.get().state == RequestState.ACCEPTED
        Connection.objects.all().delete()
        ConnectionRequest.objects.all().delete()


def test_accepting_while_it_is_taken_back_is_one_or_the_other(ada, maja) -> None:
    for _ in pairs():
        request = make_request(ada, maja)

        said = refusals(
            lambda request=request: asking.accept(request=request, by=None, now=NOW),
            lambda request=request: asking.withdraw(request=request, by=None, now=NOW),
        )

        is_connected = Connection.objects.exists()
        assert sorted(said) == ["", "NotOpenAnyMore"]
        assert is_connected == (said[0] == "")
        request.refresh_from_db()
        assert request.state == (RequestState.ACCEPTED if is_connected else RequestState.WITHDRAWN)
        Connection.objects.all().delete()
        ConnectionRequest.objects.all().delete()


def test_accepting_while_blocking_never_leaves_the_two_connected(ada, maja) -> None:
    for _ in pairs():
        request = make_request(ada, maja)

        refusals(
            lambda request=request: asking.accept(request=request, by=None, now=NOW),
            lambda: ties.block(person=ada, whom=maja, by=None, now=NOW),
        )

        assert not Connection.objects.exists()
        Block.objects.all().delete()
        ConnectionRequest.objects.all().delete()


def test_the_last_room_of_a_day_is_given_once(ada) -> None:
    club = ada.memberships.get().club
    others = [make_member(club, "Maja", f"Kovač {n}", f"m{n}@example.org") for n in range(limits.USUAL.a_day + 2)]
    for other in others[3:]:
        make_request(ada, other)

    said = refusals(*(lambda other=other: ask(ada, other) for other in others[:3]))

    assert sorted(said) == ["", "TooMany", "TooMany"]


def test_answering_while_it_closes_by_itself_never_blocks_both(ada, maja) -> None:
    request, later = make_request(ada, maja), NOW + limits.OPEN_FOR
    has_people = threading.Event()

    def answer() -> None:
        with transaction.atomic():
            locked(request.asker, request.asked)
            has_people.set()
            time.sleep(0.5)  # the other has begun by now
            asking.accept(request=request, by=None, now=NOW)

    def close() -> None:
        has_people.wait(timeout=10)
        asking.close_overdue(now=later)

    assert refusals(answer, close) == ["", ""]
    request.refresh_from_db()
    assert request.state == RequestState.ACCEPTED


def ask(asker: Person, asked: Person) -> None:
    asking.ask(asker=asker, asked=asked, words="", by=None, now=NOW)
