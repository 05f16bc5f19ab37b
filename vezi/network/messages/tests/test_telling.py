"""Whom a message reaches besides its page, and by when."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vezi.core.models import MailState, OutgoingMail
from vezi.network.messages import services, telling
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.notices import queries as bell
from vezi.network.notices import runs
from vezi.network.notices.models import Notice
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 11, 12, 0, tzinfo=ZoneInfo("Europe/Ljubljana"))
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def heard(monkeypatch) -> list[tuple[list[int], str]]:
    """What open pages hear."""
    said: list[tuple[list[int], str]] = []
    monkeypatch.setattr(telling, "say", lambda people, event, about: said.append((sorted(people), event)))
    return said


def letters(until: datetime) -> list[OutgoingMail]:
    runs.write_all(now=until, alone=True)
    return list(OutgoingMail.objects.filter(kind__startswith="messages.").order_by("pk"))


def test_a_letter_leaves_after_five_minutes_with_the_words(ada, maja) -> None:
    begin(ada, maja, text="Tomorrow at **nine**?\n\nBy the river.", now=NOON)

    assert letters(NOON + 4 * MINUTE) == []
    (mail,) = letters(NOON + 5 * MINUTE)
    assert (mail.subject, mail.to) == ("Ada Lovelace wrote to you.", maja.account.email)
    assert "Tomorrow at nine?\n\nBy the river." in mail.text
    assert "Read and answer" in mail.text


def test_what_is_read_meanwhile_goes_by_no_mail(ada, maja) -> None:
    conversation = begin(ada, maja, now=NOON)
    services.read(seat=seat_of(conversation, maja), last=conversation.messages.get().pk, now=NOON + MINUTE)

    assert letters(NOON + 10 * MINUTE) == []
    assert bell.unread_number(seeing(maja)) == 0


def test_several_within_minutes_are_one_letter(ada, maja) -> None:
    conversation = begin(ada, maja, text="One.", now=NOON)
    say(conversation, ada, "Two.", now=NOON + 2 * MINUTE)
    say(conversation, ada, "Three.", now=NOON + 4 * MINUTE)

    (mail,) = letters(NOON + 5 * MINUTE)

    assert mail.subject == "Ada Lovelace wrote to you: 3 messages."
    assert [word in mail.text for word in ("One.", "Two.", "Three.")] == [True, True, True]
    assert letters(NOON + 60 * MINUTE) == [mail]


def test_what_was_taken_back_is_in_no_letter_and_in_no_list(ada, maja) -> None:
    conversation = begin(ada, maja, text="One.", now=NOON)
    gone = say(conversation, ada, "Two.", now=NOON + MINUTE)
    services.take_back(message=gone, by=ada, now=NOON + 2 * MINUTE)

    (mail,) = letters(NOON + 5 * MINUTE)

    assert "Two." not in mail.text
    assert not Notice.objects.filter(words__more__contains="Two").exists()


def test_a_letter_that_waits_is_called_back_with_the_words(ada, maja) -> None:
    conversation = begin(ada, maja, text="One.", now=NOON)
    (mail,) = letters(NOON + 5 * MINUTE)
    assert mail.state == MailState.WAITING

    services.take_back(message=conversation.messages.get(), by=ada, now=NOON + 6 * MINUTE)

    assert not OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_changed_words_are_sent_as_they_are_by_then(ada, maja) -> None:
    conversation = begin(ada, maja, text="At nine.", now=NOON)
    services.change(message=conversation.messages.get(), by=ada, text="At ten.", now=NOON + MINUTE)

    (mail,) = letters(NOON + 5 * MINUTE)

    assert "At ten." in mail.text
    assert "At nine." not in mail.text


def test_a_muted_conversation_tells_nothing(ada, maja) -> None:
    conversation = begin(ada, maja, now=NOON)
    services.mute(seat=seat_of(conversation, maja), is_muted=True, now=NOON)
    say(conversation, ada, "Anybody?", now=NOON)

    assert letters(NOON + 10 * MINUTE) == []
    assert bell.unread_number(seeing(maja)) == 0


def test_a_stranger_is_told_of_once_without_her_words(ada, ziga) -> None:
    begin(ada, ziga, text="Buy my shares.", now=NOON)

    notice = Notice.objects.get(person=ziga)
    assert (notice.kind, notice.words) == (telling.REQUEST, {})
    assert letters(NOON + 10 * MINUTE) == []


def test_a_block_calls_back_the_letters_between_the_two(ada, maja) -> None:
    begin(ada, maja, now=NOON)
    (mail,) = letters(NOON + 5 * MINUTE)

    ties.block(person=maja, whom=ada, by=None, now=NOON)

    assert not OutgoingMail.objects.filter(pk=mail.pk).exists()
    assert bell.unread_number(seeing(maja)) == 0


def test_open_pages_hear_of_each_word_those_of_who_is_apart_do_not(ada, maja, ziga, heard) -> None:
    conversation = begin(ada, maja, ziga)
    assert heard[-1] == (sorted([ada.pk, maja.pk, ziga.pk]), "conversation")
    make_block(ziga, maja)

    say(conversation, maja, "Only for Ada by now.")

    assert heard[-1] == (sorted([ada.pk, maja.pk]), "conversation")


def test_typing_is_told_by_who_shows_it_alone(ada, maja, heard) -> None:
    conversation = begin(ada, maja)
    heard.clear()
    services.typing(seat=seat_of(conversation, ada), now=NOON)
    assert heard == []

    services.choose(person=ada, writers="network", shows_reading=False, shows_typing=True, now=NOON)
    services.typing(seat=seat_of(conversation, ada), now=NOON)

    assert heard == [(sorted([ada.pk, maja.pk]), "typing")]


def test_no_name_stands_in_what_is_told(ada, maja) -> None:
    begin(ada, maja, text="Hello.", now=NOON)

    assert not re.search("Ada|Lovelace", str(Notice.objects.values_list("words", "path", "about")))
