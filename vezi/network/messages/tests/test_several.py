"""Conversations of several: coming, leaving, coming back, and what each reads."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.messages import access, limits, services
from vezi.network.messages.models import Conversation, Kind, Message, SeatState
from vezi.network.messages.queries import listing, searching
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def emmy(club: Club, ada: Person) -> Person:
    emmy = make_member(club, "Emmy", "Noether")
    make_connection(ada, emmy)
    return emmy


@pytest.fixture
def supper(ada: Person, maja: Person, ziga: Person) -> Conversation:
    make_connection(ada, ziga)
    return begin(ada, maja, ziga, text="Supper on Friday?")


def reads(person: Person) -> list[str]:
    lines = access.messages_visible_to(seeing(person)).order_by("pk")
    return [one.text if one.kind == Kind.SAID else f"({one.kind})" for one in lines]


def bring(conversation: Conversation, by: Person, *people: Person, past: bool = False) -> None:
    services.add(conversation=conversation, by=by, people=people, shows_past=past, now=timezone.now())


def test_who_comes_later_reads_from_then_on(ada, emmy, supper) -> None:
    bring(supper, ada, emmy)
    say(supper, ada, "Emmy comes, too.")

    assert reads(emmy) == ["(came)", "Emmy comes, too."]


def test_or_from_before_if_who_brings_her_says_so(ada, emmy, supper) -> None:
    bring(supper, ada, emmy, past=True)

    assert reads(emmy) == ["Supper on Friday?", "(came)"]


def test_nobody_shows_more_than_she_reads(ada, maja, emmy, supper) -> None:
    bring(supper, ada, emmy)
    other = make_member(ada.memberships.get().club, "Hedy", "Lamarr")
    make_connection(emmy, other)

    bring(supper, emmy, other, past=True)

    assert reads(other) == ["(came)", "(came)"]


def test_who_left_reads_what_was_said_till_then(ada, maja, supper) -> None:
    services.leave(seat=seat_of(supper, maja), now=NOW)
    say(supper, ada, "Without Maja, then.")

    assert reads(maja) == ["Supper on Friday?", "(left)"]
    with pytest.raises(services.Closed):
        say(supper, maja, "Wait!")


def test_who_comes_back_is_asked_and_misses_what_was_said_meanwhile(ada, maja, supper) -> None:
    services.leave(seat=seat_of(supper, maja), now=NOW)
    say(supper, ada, "Without Maja, then.")
    bring(supper, ada, maja)
    say(supper, ada, "There she is.")

    assert seat_of(supper, maja).state == SeatState.WAITING
    assert reads(maja) == ["Supper on Friday?", "(left)", "(came)", "There she is."]
    bring(supper, ada, maja)  # once more changes nothing
    assert supper.seats.count() == 3


def test_when_all_others_have_left_nothing_more_is_said(ada, maja, ziga, supper) -> None:
    for one in (maja, ziga):
        services.leave(seat=seat_of(supper, one), now=NOW)

    with pytest.raises(services.Closed):
        say(supper, ada, "Hello?")
    assert reads(ada) == ["Supper on Friday?", "(left)", "(left)"]


def test_two_do_not_leave_each_other(ada, maja) -> None:
    conversation = begin(ada, maja)

    services.leave(seat=seat_of(conversation, maja), now=NOW)

    assert seat_of(conversation, maja).state == SeatState.IN


def test_fifty_are_enough(ada, maja, ziga, emmy, supper, monkeypatch) -> None:
    monkeypatch.setattr(limits, "MOST_PEOPLE", 3)

    with pytest.raises(services.OneTooMany):
        bring(supper, ada, emmy)
    with pytest.raises(services.OneTooMany):
        begin(ada, maja, ziga, emmy)


def test_who_has_not_said_yes_brings_nobody(club, ada, maja, emmy) -> None:
    hedy = make_member(club, "Hedy", "Lamarr")
    conversation = begin(ada, maja, hedy)

    with pytest.raises(services.Waits):
        bring(conversation, hedy, emmy)
    with pytest.raises(services.Waits):
        services.name(conversation=conversation, by=hedy, title="Mine", now=NOW)


def test_anybody_gives_it_a_title(ada, maja, supper) -> None:
    services.name(conversation=supper, by=maja, title="Friday\u202e supper ", now=NOW)
    services.name(conversation=supper, by=maja, title="Friday supper", now=NOW)

    supper.refresh_from_db()
    assert supper.title == "Friday supper"
    assert Message.objects.filter(kind=Kind.TITLED).count() == 1


def test_what_was_put_aside_comes_back_unless_it_is_muted(ada, maja, ziga, supper) -> None:
    for one in (maja, ziga):
        services.archive(seat=seat_of(supper, one), is_archived=True, now=NOW)
    services.mute(seat=seat_of(supper, ziga), is_muted=True, now=NOW)

    say(supper, ada, "It is on.")

    assert seat_of(supper, maja).archived_at is None
    assert seat_of(supper, ziga).archived_at == NOW


def test_two_apart_do_not_see_each_other_among_several(ada, maja, ziga, supper) -> None:
    say(supper, maja, "I bring wine.")
    say(supper, ziga, "I bring bread.")
    make_block(maja, ziga)
    say(supper, maja, "Red or white?")

    assert reads(maja) == ["Supper on Friday?", "I bring wine.", "Red or white?"]
    assert reads(ziga) == ["Supper on Friday?", "I bring bread."]
    assert reads(ada) == ["Supper on Friday?", "I bring wine.", "I bring bread.", "Red or white?"]


def test_who_is_apart_from_the_newcomer_sees_nobody_come(ada, maja, emmy, supper) -> None:
    make_block(emmy, maja)
    bring(supper, ada, emmy)

    assert reads(maja) == ["Supper on Friday?"]
    assert reads(ada) == ["Supper on Friday?", "(came)"]


def test_nobody_shows_what_was_said_by_somebody_apart_from_her(ada, maja, ziga, emmy, supper) -> None:
    say(supper, maja, "Ada must not know.")
    make_block(ada, maja)
    say(supper, ziga, "I bring bread.")

    bring(supper, ada, emmy, past=True)

    assert reads(emmy) == ["Supper on Friday?", "I bring bread.", "(came)"]


def test_who_is_brought_back_with_the_past_reads_no_more_of_it_than_who_brings_her(
    ada, maja, ziga, emmy, supper
) -> None:
    make_connection(emmy, maja)
    services.leave(seat=seat_of(supper, maja), now=NOW)
    say(supper, ada, "Before Emmy.")
    bring(supper, ada, emmy)
    say(supper, ada, "With Emmy.")

    bring(supper, emmy, maja, past=True)

    assert reads(maja) == ["Supper on Friday?", "(left)", "(came)", "With Emmy.", "(came)"]


def test_whoever_left_finds_what_she_reads_though_it_was_changed_since(ada, maja, supper) -> None:
    message = say(supper, ada, "Zebras.", now=NOW)
    services.leave(seat=seat_of(supper, maja), now=NOW)
    services.change(message=message, by=ada, text="Zebras, twelve.", now=NOW)

    assert [one.text for one in searching.find(seeing(maja), "zebras")] == ["Zebras, twelve."]


def test_what_was_put_away_unread_is_new_once_she_says_yes(ada, ziga) -> None:
    conversation = begin(ada, ziga)
    services.put_away(seat=seat_of(conversation, ziga), now=NOW)

    services.accept(seat=seat_of(conversation, ziga), now=NOW)

    assert listing.unread_number(seeing(ziga)) == 1


def test_a_word_that_came_while_an_earlier_one_was_read_stays_new(ada, maja) -> None:
    conversation = begin(ada, maja)
    seat, last = seat_of(conversation, maja), conversation.messages.get().pk
    say(conversation, ada, "One thing more.")

    services.read(seat=seat, last=last, now=NOW)

    assert listing.unread_number(seeing(maja)) == 1


def test_who_takes_part_already_is_not_offered_to_be_brought_in(ada, emmy, supper) -> None:
    page = client_of(ada).get(reverse("messages:people", args=[supper.public_id])).content.decode()

    assert re.findall(r'name="with" value="(\w+)"', page) == [emmy.public_id]
