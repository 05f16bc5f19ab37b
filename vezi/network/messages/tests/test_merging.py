"""Two records of one person who sit in conversations: with each other, with the same people, in the same ones."""

import pytest
from django.db import models

from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.messages import access, services
from vezi.network.messages.models import Absence, Conversation, Kind, Message, Seat, SeatState
from vezi.network.messages.queries import listing, reading, searching
from vezi.network.messages.services.beginning import pair
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.people import merging
from vezi.network.people.models import Merge, Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def countess(club: Club, maja: Person) -> Person:
    """Ada, by another record."""
    countess = make_member(club, "Ada", "King", "countess@example.org")
    make_connection(countess, maja)
    return countess


def merged(kept: Person, gone: Person) -> Merge:
    type(gone).objects.filter(pk=gone.pk).update(account=None)  # two sign-ins become one before
    gone.refresh_from_db()
    made = merging.merge(kept=kept, gone=gone, by=None, now=NOW)
    kept.refresh_from_db()
    return made


def reads(person: Person) -> list[str]:
    lines = access.messages_visible_to(seeing(person)).order_by("pk")
    return [one.text if one.kind == Kind.SAID else f"({one.kind})" for one in lines]


def everything() -> list[tuple[object, ...]]:
    rows: list[type[models.Model]] = [Conversation, Seat, Absence, Message]
    return [tuple(one.items()) for model in rows for one in model._default_manager.order_by("pk").values()]


def test_both_wrote_to_the_same_person_and_one_conversation_goes_on(ada, maja, countess) -> None:
    first, second = begin(ada, maja, text="From Ada."), begin(countess, maja, text="From the countess.")

    merged(ada, countess)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.pair, second.pair, second.goes_on_in) == (pair(ada, maja), None, first)
    assert begin(maja, ada, text="Hello, both of you.") == first
    with pytest.raises(services.Closed):
        say(second, maja, "Here?")
    assert reads(ada) == ["From Ada.", "From the countess.", "Hello, both of you."]
    assert {one.conversation.pk for one in listing.conversations(seeing(maja))[0]} == {first.pk, second.pk}
    assert reading.around(seeing(maja), seat_of(second, maja)).why_closed != ""


def test_the_two_wrote_to_each_other_and_she_reads_on_alone(ada, countess) -> None:
    make_connection(ada, countess)
    conversation = begin(ada, countess, text="Is that me?")
    say(conversation, countess, "It is.")

    merged(ada, countess)

    assert [(one.person, one.state) for one in Seat.objects.all()] == [(ada, SeatState.IN)]
    assert reads(ada) == ["Is that me?", "It is."]
    with pytest.raises(services.Closed):
        say(conversation, ada, "Hello, me.")
    assert [one.unread for one in listing.conversations(seeing(ada))[0]] == [0]


def test_in_one_of_several_both_seats_become_one_that_reads_what_either_read(ada, maja, ziga, countess) -> None:
    conversation = begin(maja, ada, ziga, text="Early.")
    services.add(conversation=conversation, by=maja, people=[countess], shows_past=False, now=NOW)
    services.leave(seat=seat_of(conversation, ada), now=NOW)
    say(conversation, maja, "Late.")

    merged(ada, countess)

    assert conversation.seats.count() == 3
    assert seat_of(conversation, ada).state == SeatState.IN
    assert reads(ada) == ["Early.", "(came)", "(left)", "Late."]


def test_absences_of_the_record_that_goes_hide_nothing_the_other_read(ada, maja, ziga, countess) -> None:
    """And those of the one that stays are hers no more where the other was there meanwhile."""
    conversation = begin(maja, ada, ziga, countess, text="Early.")
    services.leave(seat=seat_of(conversation, ada), now=NOW)
    say(conversation, maja, "While Ada was out.")
    services.add(conversation=conversation, by=maja, people=[ada], shows_past=False, now=NOW)

    merged(ada, countess)

    assert reads(ada) == ["Early.", "(left)", "While Ada was out.", "(came)"]


def test_where_neither_was_there_nothing_is_read_after_the_merge(ada, maja, ziga, countess) -> None:
    conversation = begin(maja, ada, ziga, text="Early.")
    services.leave(seat=seat_of(conversation, ada), now=NOW)
    say(conversation, maja, "Neither.")
    services.add(conversation=conversation, by=maja, people=[countess], shows_past=False, now=NOW)
    say(conversation, maja, "The countess.")

    merged(ada, countess)

    assert reads(ada) == ["Early.", "(left)", "(came)", "The countess."]


def test_what_was_said_to_either_record_is_found(ada, maja, countess, club) -> None:
    third = make_member(club, "Ada", "Byron", "byron@example.org")
    make_connection(third, maja)
    for one, word in ((ada, "zebra one"), (countess, "zebra two"), (third, "zebra three")):
        begin(maja, one, text=word)

    merged(countess, third)
    merged(ada, countess)

    assert {one.text for one in searching.find(seeing(ada), "zebra")} == {"zebra one", "zebra two", "zebra three"}


def test_undone_everything_is_as_it_was(ada, maja, ziga, countess) -> None:
    make_connection(ada, countess)
    begin(ada, countess, text="Is that me?", now=NOW)
    begin(ada, maja, text="From Ada.", now=NOW)
    begin(countess, maja, text="From the countess.", now=NOW)
    several = begin(maja, ada, ziga, text="Early.", now=NOW)
    services.add(conversation=several, by=maja, people=[countess], shows_past=False, now=NOW)
    services.leave(seat=seat_of(several, ada), now=NOW)
    say(several, maja, "While Ada was out.", now=NOW)
    services.add(conversation=several, by=maja, people=[ada], shows_past=False, now=NOW)
    before = everything()

    merge = merged(ada, countess)
    assert everything() != before
    merging.undo(merge=merge, by=None, now=NOW)

    assert everything() == before


def test_merging_the_other_of_two_keeps_their_one_conversation(ada, maja, countess) -> None:
    conversation = begin(ada, maja, text="Hello.")

    merged(countess, ada)

    conversation.refresh_from_db()
    assert conversation.pair == pair(countess, maja)
    assert begin(maja, countess, text="Hello yourself.") == conversation
