"""Help, blocks and messages of the same two at the same moment, on a real database with real transactions."""

import pytest

from vezi.core.tests.at_once import refusals
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.messages.models import Conversation, Message
from vezi.network.messages.tests.factories import begin
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.questions.models import Asked, AskState
from vezi.network.questions.services import answering
from vezi.network.questions.tests.factories import make_asked
from vezi.network.ties import services as ties
from vezi.network.ties.models import Block

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    return make_member(make_club("economics"))


@pytest.fixture
def ziga(ada: Person) -> Person:
    return make_member(ada.memberships.get().club, "Žiga", "Čuček", "ziga@example.org")


def test_help_pressed_twice_while_the_other_writes_is_one_conversation_and_one_line(ada, ziga) -> None:
    for _ in range(4):
        one = make_asked(ada, ziga)
        said = refusals(
            lambda: answering.help_with(asked=one, line="Call me.", by=None, now=NOW),  # noqa: B023 - called within the round
            lambda: answering.help_with(asked=one, line="Call me.", by=None, now=NOW),  # noqa: B023
            lambda: begin(ada, ziga, text="Hello."),
        )

        assert said == ["", "", ""]
        assert Conversation.objects.count() == 1
        assert sorted(Message.objects.values_list("text", flat=True)) == ["Call me.", "Hello."]
        one.question.delete()
        Conversation.objects.all().delete()


def test_help_while_being_blocked_says_something_before_the_block_or_nothing(ada, ziga) -> None:
    for _ in range(4):
        one = make_asked(ada, ziga)
        said = refusals(
            lambda: answering.help_with(asked=one, line="Call me.", by=None, now=NOW),  # noqa: B023 - called within the round
            lambda: ties.block(person=ada, whom=ziga, by=None, now=NOW),
        )

        helps = Asked.objects.get(pk=one.pk).state == AskState.HELPS
        assert said == (["", ""] if helps else ["NotOpenAnyMore", ""])
        assert Message.objects.count() == int(helps)
        one.question.delete()
        Block.objects.all().delete()
        Conversation.objects.all().delete()
