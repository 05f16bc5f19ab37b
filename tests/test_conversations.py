"""Conversations as the house holds them: hostile words, pages that cost the same for many, and what one takes along."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.messages import services
from vezi.network.messages.models import Conversation, Message
from vezi.network.messages.tests.factories import begin, say
from vezi.network.people.models import Person
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
MARKUP = (
    "\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7|add:7}} [x](javascript:alert(3)) <http://a.example>"
)


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def maja(club: Club, ada: Person) -> Person:
    maja = make_member(club, "Maja", "Kovač")
    make_connection(ada, maja)
    return maja


def pages_of(conversation: Conversation) -> list[str]:
    names = ("conversation", "news", "people", "leave", "report")
    return [reverse("messages:conversation_list"), reverse("messages:search") + "?q=onerror"] + [
        reverse(f"messages:{name}", args=[conversation.public_id]) for name in names
    ]


def test_markup_in_words_titles_and_names_of_files_is_shown_and_never_run(club, ada, maja) -> None:
    ziga = make_member(club, MARKUP[:60], MARKUP[:60], "ziga@example.org")
    conversation = begin(ada, maja, ziga, text=MARKUP, title=MARKUP)
    say(conversation, ziga, MARKUP)

    bodies = [client_of(maja).get(page).content.decode() for page in pages_of(conversation)]

    assert ["onerror" in body for body in bodies][:2] == [True, True]
    bad = ("<img src=x", "<script>alert", 'href="javascript:', "}}14")
    assert [
        (word, page)
        for word in bad
        for body, page in zip(bodies, pages_of(conversation), strict=True)
        if word in body.replace('value="', "")
    ] == []


def test_a_message_of_nothing_but_marks_and_turned_lines_is_drawn_and_found(ada, maja) -> None:
    for text in (
        "> " * 300 + "x",
        "*" * 5000,
        "[" * 3000,
        "`" * 4001,
        "a\u0301" * 4000,
        "\U0001f469\u200d\U0001f680" * 900,
    ):
        conversation = begin(ada, maja, text=text, now=timezone.now() - timedelta(days=1))
        assert client_of(maja).get(conversation.get_absolute_url()).status_code == 200


def queries(person: Person, address: str) -> int:
    client = client_of(person)
    client.get(address)  # what is read once, and what is marked as read
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_every_page_costs_the_same_for_one_conversation_and_for_forty(club, ada, maja) -> None:
    several = begin(ada, maja, make_member(club, "Žiga", "Čuček", "z@example.org"), text="Zebras?", title="Supper")
    addresses = [*pages_of(several)[:4], reverse("messages:unread"), reverse("messages:search") + "?q=zebras"]
    before = [queries(ada, page) for page in addresses]
    people = [make_member(club, f"P{number}", "Novak", f"p{number}@example.org") for number in range(12)]
    for one in people:
        make_connection(ada, one)
        begin(one, ada, text="Zebras, too.")
    services.add(conversation=several, by=ada, people=people, shows_past=True, now=timezone.now())
    for number in range(40):
        say(several, people[number % 12], f"Zebras {number}", now=timezone.now() - timedelta(hours=number))

    assert [queries(ada, page) for page in addresses] == before


def test_a_thousand_messages_are_read_a_page_at_a_time(ada, maja) -> None:
    conversation = begin(ada, maja, text="0")
    now = timezone.now()
    Message.objects.bulk_create(
        Message(conversation=conversation, author=(ada, maja)[number % 2], text=f"word{number}.", written_at=now)
        for number in range(1, 1000)
    )

    page = client_of(ada).get(conversation.get_absolute_url()).content.decode()

    assert (page.count('class="written"'), "word999." in page, "word900." in page) == (40, True, False)
    assert len(page) < 200_000


def test_one_takes_along_what_one_wrote_and_no_messages_of_others(ada, maja) -> None:
    conversation = begin(ada, maja, text="Mine alone.")
    say(conversation, maja, "Hers alone.")

    told = dict(walked(json.loads(client_of(ada).get("/me/held.json").content)))

    assert [text for where, text in told.items() if "alone." in text and "otice" not in where] == ["Mine alone."], told


def walked(one: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text, and where it stands."""
    if isinstance(one, dict):
        for name, value in one.items():
            yield from walked(value, f"{where}/{name}")
    elif isinstance(one, list):
        for number, value in enumerate(one):
            yield from walked(value, f"{where}/{number}")
    elif isinstance(one, str):
        yield where, one
