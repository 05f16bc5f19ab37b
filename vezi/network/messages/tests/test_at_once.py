"""Two people at the same moment, on a real database with real transactions."""

import threading
import time

import pytest
from django.db import connections, transaction

from vezi.core.errors import Refused
from vezi.core.tests.at_once import refusals
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.messages import services
from vezi.network.messages.models import Conversation, Message, Seat, SeatState, Writers, WritingChoice
from vezi.network.messages.queries import reading
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.people import merging
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties
from vezi.network.ties.models import Block, Connection
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    return make_member(make_club("economics"))


@pytest.fixture
def maja(ada: Person) -> Person:
    maja = make_member(ada.memberships.get().club, "Maja", "Kovač")
    make_connection(ada, maja)
    return maja


def test_two_who_begin_at_the_same_moment_begin_one(ada, maja) -> None:
    for _ in range(5):
        said = refusals(lambda: begin(ada, maja, text="Hello."), lambda: begin(maja, ada, text="Hello."))

        assert said == ["", ""]
        assert Conversation.objects.get().seats.count() == 2
        assert Message.objects.count() == 2
        Conversation.objects.all().delete()


def test_pressed_twice_it_is_said_once(ada, maja) -> None:
    conversation = begin(ada, maja)
    for number in range(5):
        said = refusals(*[lambda token=f"t{number}": say(conversation, ada, "Nine?", token=token)] * 3)

        assert said == ["", "", ""]
        assert Message.objects.filter(token=f"t{number}").count() == 1


def test_no_word_arrives_after_a_block(ada, maja) -> None:
    """Whoever comes second waits for the first."""
    for _ in range(5):
        conversation = begin(ada, maja, text="Hello.")
        said = refusals(
            lambda: say(conversation, ada, "Listen!"),  # noqa: B023 - called within the round
            lambda: ties.block(person=maja, whom=ada, by=None, now=NOW),
        )

        arrived = Message.objects.filter(text="Listen!").count()
        assert said == (["", ""] if arrived else ["Closed", ""])
        Block.objects.all().delete()
        Conversation.objects.all().delete()
        make_connection(ada, maja)


@pytest.mark.parametrize("writers", [Writers.NETWORK, Writers.ONLY_CONNECTIONS])
def test_a_word_written_while_the_tie_ends_stands_once_and_is_read_or_is_refused(ada, maja, writers) -> None:
    """The first between the two: it comes in as that of a connection, waits as that of a stranger, or is refused."""
    WritingChoice.objects.create(person=maja, writers=writers)
    for _ in range(6):
        said = refusals(
            lambda: begin(ada, maja, text="Listen!"), lambda: ties.disconnect(one=maja, other=ada, by=None, now=NOW)
        )

        seats = list(Seat.objects.filter(person=maja).values_list("state", flat=True))
        is_refused = said[0] == "CannotBeWrittenTo"
        assert (said[1], Message.objects.count(), len(seats)) == ("", int(not is_refused), int(not is_refused)), said
        assert not is_refused or writers == Writers.ONLY_CONNECTIONS
        assert {*seats} <= (
            {SeatState.IN} if writers == Writers.ONLY_CONNECTIONS else {SeatState.IN, SeatState.WAITING}
        )
        assert not Connection.objects.exists()
        Conversation.objects.all().delete()
        make_connection(ada, maja)


def test_an_answer_written_while_the_tie_ends_is_read_all_the_same(ada, maja) -> None:
    conversation = begin(ada, maja, text="Hello.")
    for number in range(5):
        said = refusals(
            lambda number=number: say(conversation, maja, f"Answer {number}"),
            lambda: ties.disconnect(one=maja, other=ada, by=None, now=NOW),
        )

        assert said == ["", ""]
        page = reading.latest(seeing(ada), seat_of(conversation, ada), now=NOW)
        assert [one.message.text for one in page.shown][-1] == f"Answer {number}"
        make_connection(ada, maja)


@pytest.mark.parametrize("by_whom", ["the other", "the one that stays"])
def test_what_is_said_while_two_who_sit_there_become_one_is_read_once(ada, maja, by_whom: str) -> None:
    countess = make_member(ada.memberships.get().club, "Ada", "King", "countess@example.org")
    for other in (ada, maja):
        make_connection(countess, other)
    conversation = begin(maja, ada, countess, text="Hello.")
    Person.objects.filter(pk=countess.pk).update(account=None)

    said = refusals(
        lambda: say(conversation, maja if by_whom == "the other" else ada, "Is that you?"),
        lambda: merging.merge(kept=ada, gone=countess, by=None, now=NOW),
    )

    assert said == ["", ""]
    assert sorted(Seat.objects.values_list("person", flat=True)) == sorted([ada.pk, maja.pk])
    for one in (ada, maja):
        page = reading.latest(seeing(one), seat_of(conversation, one), now=NOW)
        assert [shown.message.text for shown in page.shown] == ["Hello.", "Is that you?"]


def test_a_word_waits_for_a_block_that_is_being_said(ada, maja) -> None:
    conversation = begin(ada, maja)
    blocked, refused = threading.Event(), []

    def blocks() -> None:
        with transaction.atomic():
            ties.block(person=maja, whom=ada, by=None, now=NOW)
            blocked.set()
            time.sleep(0.5)
        connections.close_all()

    thread = threading.Thread(target=blocks)
    thread.start()
    blocked.wait(timeout=10)
    try:
        say(conversation, ada, "Listen!")
    except Refused as why:
        refused.append(type(why).__name__)
    thread.join()

    assert refused == ["Closed"]
    assert not Message.objects.filter(text="Listen!").exists()


def test_numbers_grow_as_words_are_read(ada, maja) -> None:
    """Nobody's reading jumps over a word that was being written."""
    conversation = begin(ada, maja)
    refusals(*[lambda who=who: say(conversation, who, "Me!") for who in (ada, maja) * 3])

    told = list(Message.objects.order_by("pk").values_list("written_at", flat=True))
    assert len(told) == 7
    assert Seat.objects.filter(conversation=conversation, is_new=True).count() == 1


def test_leaving_while_somebody_writes_ends_at_one_word(ada, maja) -> None:
    ziga = make_member(ada.memberships.get().club, "Žiga", "Čuček", "ziga@example.org")
    conversation = begin(ada, maja, ziga)
    refusals(
        lambda: services.leave(seat=seat_of(conversation, maja), now=NOW), lambda: say(conversation, ada, "Wait, Maja!")
    )

    until = seat_of(conversation, maja).until_id
    assert until is not None
    assert Message.objects.filter(kind="left").get().pk == until


def test_two_who_are_written_to_while_they_bring_others_in_do_not_wait_for_each_other(ada, maja) -> None:
    ziga = make_member(ada.memberships.get().club, "Žiga", "Čuček", "ziga@example.org")
    emmy = make_member(ada.memberships.get().club, "Emmy", "Noether")
    for one in (ziga, emmy):
        make_connection(ada, one)
        make_connection(maja, one)
    conversation = begin(ada, maja, ziga)

    said = refusals(
        lambda: services.add(conversation=conversation, by=ada, people=[emmy], shows_past=False, now=NOW),
        lambda: services.add(conversation=conversation, by=maja, people=[emmy], shows_past=True, now=NOW),
        lambda: say(conversation, maja, "Come in!"),
        lambda: begin(ziga, ada, text="Have you seen?"),
    )

    assert said == ["", "", "", ""]
    assert conversation.seats.count() == 4


@pytest.fixture
def ziga(ada: Person) -> Person:
    return make_member(ada.memberships.get().club, "Žiga", "Čuček", "ziga@example.org")


def test_two_answers_at_once_to_a_request_are_one_of_them(ada, ziga) -> None:
    """Yes wins over putting away, whichever came first; nothing is lost and nothing told twice."""
    for _ in range(5):
        conversation = begin(ada, ziga, text="We have not met.")
        seat = seat_of(conversation, ziga)

        said = refusals(
            lambda: services.accept(seat=seat, now=NOW),  # noqa: B023 - called within the round
            lambda: services.put_away(seat=seat, now=NOW),  # noqa: B023
            lambda: services.accept(seat=seat, now=NOW),  # noqa: B023
        )

        assert said == ["", "", ""]
        assert seat_of(conversation, ziga).state == SeatState.IN
        Conversation.objects.all().delete()


def test_two_words_of_a_stranger_at_once_are_one(ada, ziga) -> None:
    for _ in range(5):
        said = refusals(*[lambda: begin(ada, ziga, text="We have not met.", token="")] * 2)

        assert sorted(said) == ["", "WaitsForAnswer"]
        assert Message.objects.count() == 1
        Conversation.objects.all().delete()


def test_leaving_while_somebody_brings_her_in_leaves_her_out_or_asks_her_again(ada, maja, ziga) -> None:
    for _ in range(5):
        make_connection(ada, ziga)
        conversation = begin(ada, maja, ziga)

        said = refusals(
            lambda: services.leave(seat=seat_of(conversation, maja), now=NOW),  # noqa: B023 - called within the round
            lambda: services.add(conversation=conversation, by=ada, people=[maja], shows_past=False, now=NOW),  # noqa: B023
        )

        seat = seat_of(conversation, maja)
        lines = list(
            Message.objects.filter(conversation=conversation).exclude(kind="said").values_list("kind", flat=True)
        )
        assert said == ["", ""]
        assert (seat.state, sorted(lines)) in [(SeatState.LEFT, ["left"]), (SeatState.WAITING, ["came", "left"])]
        Conversation.objects.all().delete()


def test_who_reads_while_words_are_changed_or_taken_back_reads_one_or_the_other(ada, maja) -> None:
    for deed in (
        lambda message: services.change(message=message, by=ada, text="Ten.", now=NOW),
        lambda message: services.take_back(message=message, by=ada, now=NOW),
    ):
        conversation = begin(ada, maja, text="Nine.", now=NOW)
        message, read = conversation.messages.get(), []

        def looks() -> None:
            seat = seat_of(conversation, maja)  # noqa: B023 - called within the round
            for _ in range(20):
                page = reading.latest(seeing(maja), seat, now=NOW)
                read.append(page.shown[0].message.text)  # noqa: B023
                services.read(seat=seat, last=page.shown[-1].message.pk, now=NOW)

        said = refusals(looks, lambda: deed(message))  # noqa: B023

        assert said == ["", ""]
        assert read == sorted(read, key=lambda text: text != "Nine.")  # never back again
        assert set(read) <= {"Nine.", "Ten.", ""}
        Conversation.objects.all().delete()


def test_changed_and_taken_back_at_once_it_is_gone(ada, maja) -> None:
    for _ in range(5):
        conversation = begin(ada, maja, text="Nine.", now=NOW)
        message = conversation.messages.get()

        refusals(
            lambda: services.change(message=message, by=ada, text="Ten.", now=NOW),  # noqa: B023 - called within the round
            lambda: services.take_back(message=message, by=ada, now=NOW),  # noqa: B023
        )

        message.refresh_from_db()
        assert (message.text, message.search) == ("", None)
        Conversation.objects.all().delete()
