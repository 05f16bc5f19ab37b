"""What a block does to conversations: at once, both ways, and without a hint."""

import re

import pytest
from django.urls import reverse

from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.messages import services
from vezi.network.messages.models import Attachment, Message
from vezi.network.messages.queries import listing, searching
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.messages.tests.test_files import a_file
from vezi.network.people import erasing
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties
from vezi.network.ties.models import Connection

pytestmark = pytest.mark.django_db


def text_of(client, address: str, **query: str) -> str:  # type: ignore[no-untyped-def]
    return client.get(address, query).content.decode()


def bare(page: str) -> str:
    """Without what differs from page to page."""
    return re.sub(r'value="[^"]*"|name="csrf[^>]*|since=\d+', "", page)


def test_between_two_nothing_more_is_said_and_what_was_said_stays(ada, maja) -> None:
    conversation = begin(ada, maja, text="Hello Zanzibar.")
    say(conversation, maja, "Hello yourself, Zanzibar.")
    ties.block(person=maja, whom=ada, by=None, now=NOW)

    for one in (ada, maja):
        with pytest.raises(services.Closed):
            say(conversation, one, "Listen!")
        page = text_of(client_of(one), conversation.get_absolute_url())
        assert "Nothing more can be written here." in page
        assert "Hello Zanzibar." in page
        assert len(searching.find(seeing(one), "zanzibar")) == 2


def test_the_blocked_page_is_that_of_somebody_who_left(ada, maja) -> None:
    """Letter for letter: the block has no sentence of its own."""
    conversation = begin(ada, maja)
    say(conversation, maja, "Hello.")
    client, address = client_of(ada), conversation.get_absolute_url()
    client.get(address)
    maja.memberships.update(state="left")
    Connection.objects.all().delete()
    left = bare(text_of(client, address))
    maja.memberships.update(state="member")

    ties.block(person=maja, whom=ada, by=None, now=NOW)

    assert bare(text_of(client, address)) == left


def test_it_leaves_the_list_of_who_blocked_and_not_of_the_other(ada, maja) -> None:
    begin(ada, maja)
    ties.block(person=maja, whom=ada, by=None, now=NOW)

    assert listing.conversations(seeing(maja))[0] == []
    assert len(listing.conversations(seeing(ada))[0]) == 1
    assert len(listing.conversations(seeing(maja), show="archived")[0]) == 1


def test_among_several_no_list_count_search_file_or_page_tells_of_the_other(club, ada, maja, ziga) -> None:
    conversation = begin(ada, maja, ziga, text="Supper?")
    services.accept(seat=seat_of(conversation, ziga), now=NOW)
    say(conversation, maja, "Zanzibar it is.", files=[a_file("menu.txt")])
    file = Attachment.objects.get()
    reader, address = client_of(ziga), reverse("messages:file", args=[file.public_id])
    page = conversation.get_absolute_url()
    assert "Zanzibar" in text_of(reader, page)
    assert b"".join(reader.get(address)) == b"menu.txt"
    say(conversation, maja, "And a last Zanzibar.")
    assert listing.unread_number(seeing(ziga)) == 1

    ties.block(person=maja, whom=ziga, by=None, now=NOW)

    assert listing.unread_number(seeing(ziga)) == 0
    assert searching.find(seeing(ziga), "zanzibar") == []
    assert reader.get(address).status_code == 404
    first = Message.objects.order_by("pk").first()
    assert first is not None
    news = reverse("messages:news", args=[conversation.public_id])
    pages = [page, reverse("messages:conversation_list"), reverse("messages:people", args=[conversation.public_id])]
    told = [text_of(reader, one) for one in pages] + [text_of(reader, news, after=first.public_id)]
    told += [text_of(reader, reverse("messages:report", args=[conversation.public_id]))]
    assert [word for word in ("Zanzibar", "Maja", "Kovač", "menu.txt") for one in told if word in one] == []
    assert "Supper?" in told[0]


def test_what_somebody_apart_calls_the_conversation_is_no_title_to_the_other(ada, maja, ziga) -> None:
    """She goes on with the title she knew; saving it again takes nothing from those who see both."""
    conversation = begin(ada, maja, ziga, text="Supper?", title="Supper on Friday")
    services.accept(seat=seat_of(conversation, ziga), now=NOW)
    services.name(conversation=conversation, by=maja, title="Supper at Maja’s", now=NOW)
    assert called(ziga) == "Supper at Maja’s"

    ties.block(person=maja, whom=ziga, by=None, now=NOW)

    assert [called(one) for one in (ada, maja, ziga)] == ["Supper at Maja’s", "Supper at Maja’s", "Supper on Friday"]
    people = reverse("messages:people", args=[conversation.public_id])
    assert 'value="Supper on Friday"' in text_of(client_of(ziga), people)
    client_of(ziga).post(people, {"title": "Supper on Friday"})
    assert [called(one) for one in (ada, maja)] == ["Supper at Maja’s", "Supper at Maja’s"]
    services.name(conversation=conversation, by=maja, title="Ziga is a bore", now=NOW)
    services.name(conversation=conversation, by=ziga, title="Late supper", now=NOW)
    assert [called(one) for one in (ada, maja, ziga)] == ["Late supper", "Ziga is a bore", "Late supper"]


def test_who_left_knows_the_title_of_her_time(ada, maja, ziga) -> None:
    conversation = begin(ada, maja, ziga, title="Supper on Friday")
    services.leave(seat=seat_of(conversation, maja), now=NOW)

    services.name(conversation=conversation, by=ada, title="Without Maja", now=NOW)

    assert called(maja, show="archived") == "Supper on Friday"
    assert "Without Maja" not in text_of(client_of(maja), conversation.get_absolute_url())
    assert called(ada) == "Without Maja"


def test_the_title_of_a_conversation_nobody_took_part_in_goes_with_its_giver(ada, ziga, club) -> None:
    vida = make_member(club, "Vida", "Zupan", "vida@example.org")
    conversation = begin(ada, ziga, vida, title="A secret of hers")

    erasing.erase(person=ada, by=ada.account, why=erasing.OWN_WORD, now=NOW)

    assert "A secret" not in text_of(client_of(ziga), conversation.get_absolute_url())
    assert "A secret" not in text_of(client_of(ziga), reverse("messages:conversation_list"), show="requests")


def called(person, *, show: str = "") -> str:  # type: ignore[no-untyped-def]
    (line,), _more = listing.conversations(seeing(person), show=show)
    return line.name


def test_a_request_of_somebody_apart_waits_no_more(ada, ziga) -> None:
    begin(ada, ziga)
    assert listing.requests_number(seeing(ziga)) == 1

    ties.block(person=ziga, whom=ada, by=None, now=NOW)

    assert listing.requests_number(seeing(ziga)) == 0
    assert listing.conversations(seeing(ziga), show="requests")[0] == []


def test_after_the_block_they_may_write_again(ada, maja) -> None:
    conversation = begin(ada, maja)
    ties.block(person=maja, whom=ada, by=None, now=NOW)
    ties.unblock(person=maja, whom=ada, by=None, now=NOW)

    assert say(conversation, maja, "Sorry.").text == "Sorry."
    assert begin(ada, maja) == conversation
