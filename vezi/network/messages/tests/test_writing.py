"""Saying something, once, for a quarter of an hour to be changed or taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.messages import limits, services
from vezi.network.messages.models import Conversation, Message, SeatState
from vezi.network.messages.services.beginning import pair
from vezi.network.messages.services.holding import Gone, NotAMember
from vezi.network.messages.services.writing import WaitsForAnswer
from vezi.network.messages.tests.factories import begin, say, seat_of
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_two_have_one_conversation_whoever_begins(ada, maja) -> None:
    begin(ada, maja, text="Hello.")
    begin(maja, ada, text="Hello yourself.")

    assert Conversation.objects.get().pair == pair(ada, maja)
    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == ["Hello.", "Hello yourself."]


def test_several_begin_as_many_as_they_like(club, ada, maja, ziga) -> None:
    begin(ada, maja, ziga, title="Supper")
    begin(ada, maja, ziga, title="")

    assert list(Conversation.objects.order_by("pk").values_list("is_several", "title")) == [
        (True, "Supper"),
        (True, ""),
    ]


def test_the_same_form_sent_twice_says_it_once(ada, maja) -> None:
    conversation = begin(ada, maja, token="first")
    again = begin(ada, maja, token="first")
    one = say(conversation, ada, "Nine?", token="second")
    other = say(conversation, ada, "Nine?", token="second")

    assert (again, one) == (conversation, other)
    assert Message.objects.count() == 2


def test_nothing_is_said_with_nothing(ada, maja) -> None:
    conversation = begin(ada, maja)

    with pytest.raises(services.NothingSaid):
        say(conversation, ada, "\u200b \u2800\n")


def test_what_cannot_be_seen_or_turns_lines_round_is_left_out(ada, maja) -> None:
    said = say(begin(ada, maja), ada, "pay\u202eroll\u200b\x00 now @{23456789bcdfg}")

    assert said.text == "payroll now @ {23456789bcdfg}"


def test_twenty_megabytes_are_refused_before_they_are_looked_at(ada, maja) -> None:
    conversation = begin(ada, maja)

    with pytest.raises(services.TooLong):
        say(conversation, ada, "x" * 20 * 1024 * 1024)
    with pytest.raises(services.TooLong):
        say(conversation, ada, "x" * (clean.LONGEST_TEXT + 1))


def test_nobody_writes_into_a_conversation_of_others(ada, maja, ziga) -> None:
    conversation = begin(ada, maja)

    with pytest.raises(Gone):
        say(conversation, ziga, "Me too!")


def test_who_left_every_club_writes_no_more_and_is_written_to_no_more(ada, maja) -> None:
    conversation = begin(ada, maja)
    maja.memberships.update(state="left")

    with pytest.raises(services.Closed):
        say(conversation, ada, "Still there?")
    with pytest.raises(NotAMember):
        say(conversation, maja, "Let me out!")


def test_words_are_changed_within_a_quarter_of_an_hour(ada, maja) -> None:
    message = say(begin(ada, maja, now=NOW), ada, "At nine.", now=NOW)

    changed = services.change(message=message, by=ada, text="At ten.", now=NOW + 15 * MINUTE)
    with pytest.raises(services.TooLate):
        services.change(message=message, by=ada, text="At eleven.", now=NOW + 16 * MINUTE)

    assert (changed.text, changed.edited_at) == ("At ten.", NOW + 15 * MINUTE)


def test_nobody_changes_or_takes_back_words_of_another(ada, maja) -> None:
    message = say(begin(ada, maja), ada, "At nine.")

    with pytest.raises(services.NotYours):
        services.change(message=message, by=maja, text="Never.", now=timezone.now())
    with pytest.raises(services.NotYours):
        services.take_back(message=message, by=maja, now=timezone.now())


def test_what_is_taken_back_is_gone_but_for_a_line(ada, maja) -> None:
    message = say(begin(ada, maja, now=NOW), ada, "I never liked him.", now=NOW)

    gone = services.take_back(message=message, by=ada, now=NOW + MINUTE)
    with pytest.raises(services.NotYours):
        services.take_back(message=message, by=ada, now=NOW + MINUTE)

    assert (gone.text, gone.search, gone.taken_back_at) == ("", None, NOW + MINUTE)


def test_after_a_quarter_of_an_hour_words_stay(ada, maja) -> None:
    message = say(begin(ada, maja, now=NOW), ada, "I like him.", now=NOW)

    with pytest.raises(services.TooLate):
        services.take_back(message=message, by=ada, now=NOW + 16 * MINUTE)


def test_nobody_says_more_than_can_be_read(ada, maja, monkeypatch) -> None:
    monkeypatch.setattr(limits, "IN_A_WHILE", 3)
    conversation = begin(ada, maja, now=NOW)
    for number in range(2):
        say(conversation, ada, f"And {number}", now=NOW)

    with pytest.raises(limits.TooMany):
        say(conversation, ada, "And more", now=NOW)
    assert say(conversation, ada, "And more", now=NOW + limits.A_WHILE + MINUTE).text == "And more"


def test_a_stranger_says_one_thing_and_waits(ada, ziga) -> None:
    conversation = begin(ada, ziga, text="We have not met.")
    assert seat_of(conversation, ziga).state == SeatState.WAITING

    with pytest.raises(WaitsForAnswer):
        say(conversation, ada, "Are you there?")
    say(conversation, ziga, "I am.")

    assert seat_of(conversation, ziga).state == SeatState.IN
    assert say(conversation, ada, "Good.").text == "Good."


def test_who_was_connected_meanwhile_waits_no_more(ada, ziga) -> None:
    conversation = begin(ada, ziga)
    ties.connect(one=ada, other=ziga, by=None, now=NOW)

    say(conversation, ada, "Now we are connected.")

    assert seat_of(conversation, ziga).state == SeatState.IN


def test_ending_the_tie_does_not_end_the_conversation(ada, maja) -> None:
    conversation = begin(ada, maja)
    ties.disconnect(one=ada, other=maja, by=None, now=NOW)

    assert say(conversation, maja, "Pity.").text == "Pity."
    assert say(conversation, ada, "We can still write.").text == "We can still write."


def test_what_was_put_away_waits_for_who_wrote_it_all_the_same(ada, ziga) -> None:
    conversation = begin(ada, ziga)
    told: list[str] = []
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            say(conversation, ada, "Hello?")
        told.append(str(refused.value))
        services.put_away(seat=seat_of(conversation, ziga), now=NOW)

    assert seat_of(conversation, ziga).state == SeatState.PUT_AWAY
    assert told[0] == told[1]


def test_to_write_to_many_strangers_takes_days(club, ada, monkeypatch) -> None:
    monkeypatch.setattr(limits, "STRANGERS_A_DAY", 2)
    strangers = [make(club, number) for number in range(3)]
    for one in strangers[:2]:
        begin(ada, one, now=NOW)

    with pytest.raises(limits.TooMany):
        begin(ada, strangers[2], now=NOW + timedelta(hours=23))
    assert begin(ada, strangers[2], now=NOW + timedelta(hours=25)) is not None


def test_who_is_put_away_by_many_writes_to_few(club, ada, monkeypatch) -> None:
    monkeypatch.setattr(limits, "MANY_PUT_AWAY", 2)
    monkeypatch.setattr(limits, "FEW_A_DAY", 1)
    strangers = [make(club, number) for number in range(4)]
    for one in strangers[:2]:
        services.put_away(seat=seat_of(begin(ada, one, now=NOW - timedelta(days=9)), one), now=NOW)

    begin(ada, strangers[2], now=NOW)
    with pytest.raises(limits.TooMany):
        begin(ada, strangers[3], now=NOW)


def make(club: Club, number: int) -> Person:
    return make_member(club, f"Stranger{number}", "Novak")
