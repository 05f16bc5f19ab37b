"""A reply to the letter about a message is a message."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from vezi.core.mail.inbound import taking
from vezi.core.models import IncomingMail, OutgoingMail
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.messages.models import Message
from vezi.network.messages.tests.factories import begin
from vezi.network.notices import letters
from vezi.network.people.models import Person
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings) -> tuple[Person, Person]:
    settings.INBOUND_ADDRESS = "@reply.example.org"
    settings.INBOUND_AUTHSERV = ""
    club = make_club("economics")
    ada, maja = make_member(club, email="ada@example.org"), make_member(club, "Maja", "Kovač", email="maja@example.org")
    for one in (ada, maja):
        EmailAddress.objects.create(user=one.account, email=one.account.email, verified=True, primary=True)
    make_connection(ada, maja)
    return ada, maja


@pytest.fixture
def letter(people) -> OutgoingMail:
    ada, maja = people
    now = timezone.now()
    begin(ada, maja, text="Are you at the reunion?", now=now)
    letters.write_due(person_ids=[maja.pk], now=now + timedelta(hours=1), alone=True)
    return OutgoingMail.objects.get(kind="messages.message")


def reply(letter: OutgoingMail) -> str:
    now = timezone.now()
    raw = f"From: maja@example.org\nTo: {letter.reply_to}\nMessage-ID: <1@x>\nContent-Type: text/plain; charset=utf-8\n\nI am."
    taking.take_in(raw.encode(), recipients=[letter.reply_to], envelope_from="maja@example.org", now=now)
    row = IncomingMail.objects.get()
    taking.take(incoming_id=row.pk, now=now)
    row.refresh_from_db()
    return f"{row.state} {row.reason}".strip()


def test_a_reply_is_a_message(people, letter) -> None:
    assert reply(letter) == "taken"
    assert list(Message.objects.order_by("pk").values_list("author__given", "text")) == [
        ("Ada", "Are you at the reunion?"),
        ("Maja", "I am."),
    ]


def test_between_people_who_are_apart_nothing_passes(people, letter) -> None:
    make_block(*people)

    assert reply(letter).startswith("refused")
    assert Message.objects.count() == 1
