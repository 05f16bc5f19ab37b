"""What stays of conversations when somebody is erased, and what nobody finds any more."""

import pytest
from django.core.files.storage import default_storage

from tests.somebody import erase
from vezi.network.memberships.tests.factories import client_of
from vezi.network.messages import services
from vezi.network.messages.models import Attachment, Conversation, Message, Seat, WritingChoice
from vezi.network.messages.queries import listing, searching
from vezi.network.messages.services import reporting
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.messages.tests.test_files import a_file
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db


def page(person, conversation) -> str:  # type: ignore[no-untyped-def]
    return client_of(person).get(conversation.get_absolute_url()).content.decode()


def test_her_words_stay_for_who_answered_them_under_former_member(
    ada, maja, django_capture_on_commit_callbacks
) -> None:
    conversation = begin(ada, maja, text=f"Ada Lovelace here: {ada.account.email}. Zanzibar?")
    mail = ada.account.email
    say(conversation, maja, "Yes, ADA LOVELACE of all people.")

    erase(ada, django_capture_on_commit_callbacks)

    told = page(maja, conversation)
    assert ("Zanzibar?" in told, "Former member" in told, "Nothing more can be written here." in told) == (True,) * 3
    assert [word for word in ("Lovelace", "LOVELACE", mail) if word in told] == []
    assert searching.find(seeing(maja), "zanzibar") == []
    assert searching.find(seeing(maja), "lovelace") == []
    assert [one.who.name for one in listing.conversations(seeing(maja))[0]] == ["Former member"]
    assert not Seat.objects.filter(person=ada).exists()


def test_her_files_go(ada, maja, django_capture_on_commit_callbacks) -> None:
    begin(ada, maja, files=[a_file("cv.txt")])
    name = Attachment.objects.get().file.name
    assert default_storage.exists(name)

    erase(ada, django_capture_on_commit_callbacks)

    assert (Attachment.objects.count(), default_storage.exists(name)) == (0, False)


def test_what_nobody_ever_said_yes_to_is_gone(ada, ziga, django_capture_on_commit_callbacks) -> None:
    begin(ada, ziga, text="We have not met.")

    erase(ada, django_capture_on_commit_callbacks)

    assert list(Message.objects.values_list("text", flat=True)) == [""]
    assert Message.objects.get().taken_back_at is not None
    assert Conversation.objects.get().pair is None


def test_in_one_of_several_titles_names_of_files_and_reports_lose_her_name(
    club, ada, maja, ziga, django_capture_on_commit_callbacks
) -> None:
    conversation = begin(maja, ada, ziga, title="Supper with Ada Lovelace", files=[a_file("Ada Lovelace.txt")])
    services.name(conversation=conversation, by=maja, title="ada LOVELACE comes", now=NOW)
    say(conversation, ada, "I come.")
    reporting.report(
        seat=seat_of(conversation, maja), writer=ada, club=club, chosen=list(Message.objects.filter(author=ada)),
        reason="Ada Lovelace again", now=NOW,
    )  # fmt: skip

    erase(ada, django_capture_on_commit_callbacks)

    conversation.refresh_from_db()
    assert "LOVELACE" not in conversation.title
    assert "Lovelace" not in page(maja, conversation)
    assert "Lovelace" not in Attachment.objects.get().name


def test_what_she_chose_goes_with_her(ada, django_capture_on_commit_callbacks) -> None:
    services.choose(person=ada, writers="clubs", shows_reading=True, shows_typing=True, now=NOW)

    erase(ada, django_capture_on_commit_callbacks)

    assert not WritingChoice.objects.exists()
