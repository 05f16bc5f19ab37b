"""Who can help with a question and who asked it: their conversation begins with the helper's line."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from tests.somebody import erase
from vezi.core.errors import Refused
from vezi.core.mail.inbound import taking
from vezi.core.models import IncomingMail, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.messages import services as messages
from vezi.network.messages.models import Conversation, Message, Seat, SeatState, Writers
from vezi.network.messages.queries import listing
from vezi.network.messages.tests.factories import begin, say, seat_of, seeing
from vezi.network.notices import runs
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.questions.models import Question, State
from vezi.network.questions.services import answering, asking
from vezi.network.questions.tests.factories import WORDS, make_asked, make_helped
from vezi.network.ties import matters
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LINE = "I did it for ten years. Call me on Friday."


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def ziga(club: Club) -> Person:
    """Connected with nobody."""
    return make_member(club, "Žiga", "Čuček", "ziga@example.org")


def said() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("author__given", "text"))


def page(person: Person, conversation: Conversation | None = None) -> str:
    found = conversation or Conversation.objects.get()
    return client_of(person).get(found.get_absolute_url()).content.decode()


def test_who_can_help_begins_their_conversation_with_her_line(ada, ziga) -> None:
    one = make_helped(ada, ziga, line=LINE)

    conversation = Conversation.objects.get()
    assert said() == [("Žiga", LINE)]
    assert {seat_of(conversation, who).state for who in (ada, ziga)} == {SeatState.IN}
    assert listing.unread_number(seeing(ada)) == 1
    for who in (ada, ziga):
        assert (WORDS in page(who), one.question.get_absolute_url() in page(who)) == (True, True)


def test_without_a_line_the_conversation_says_that_she_can_help(ada, ziga) -> None:
    ada.account.language = "sl"
    ada.account.save()

    make_helped(ada, ziga)

    assert said() == [("Žiga", "Lahko pomagam.")]


def test_their_conversation_goes_on_where_there_is_one(ada, ziga) -> None:
    conversation = begin(ada, ziga, text="Hello.")

    make_helped(ada, ziga, line=LINE)

    assert said() == [("Ada", "Hello."), ("Žiga", LINE)]
    assert seat_of(conversation, ziga).state == SeatState.IN


def test_one_letter_tells_of_it_and_not_two(ada, ziga) -> None:
    make_helped(ada, ziga, line=LINE, now=timezone.now())
    runs.write_all(now=timezone.now() + 60 * MINUTE, alone=True)

    assert [one.kind for one in OutgoingMail.objects.filter(to=ada.account.email)] == ["questions.answered"]
    assert Notice.objects.filter(person=ada).count() == 1


def test_a_newer_line_is_said_as_well_and_the_same_line_is_not(ada, ziga) -> None:
    one = make_helped(ada, ziga, line=LINE)

    for _ in range(2):
        answering.help_with(asked=one, line="Or on Monday.", by=None, now=NOW)

    assert said() == [("Žiga", LINE), ("Žiga", "Or on Monday.")]


def test_who_lets_connections_alone_write_reads_the_line_with_the_question(ada, ziga) -> None:
    messages.choose(person=ada, writers=Writers.ONLY_CONNECTIONS, shows_reading=False, shows_typing=False, now=NOW)

    one = make_helped(ada, ziga, line=LINE)

    assert (Conversation.objects.count(), one.line) == (0, LINE)
    assert LINE in client_of(ada).get(one.question.get_absolute_url()).content.decode()


def test_between_two_apart_nothing_passes(ada, ziga) -> None:
    one = make_asked(ada, ziga)
    ties.block(person=ada, whom=ziga, by=None, now=NOW)

    with pytest.raises(Refused):
        answering.help_with(asked=one, line=LINE, by=None, now=NOW)

    assert said() == []


def test_a_block_later_shows_nothing_of_itself_where_the_question_stood(ada, ziga) -> None:
    make_helped(ada, ziga, line=LINE)
    ties.block(person=ada, whom=ziga, by=None, now=NOW)

    assert WORDS in page(ziga)
    assert WORDS in page(ada)


@pytest.mark.parametrize("how", ["hidden", "erased"])
def test_words_of_a_question_that_is_gone_are_gone_from_there(
    how, ada, ziga, django_capture_on_commit_callbacks
) -> None:
    one = make_helped(ada, ziga, line=LINE)
    conversation = Conversation.objects.get()
    assert WORDS in page(ziga, conversation)
    if how == "hidden":
        Question.objects.filter(pk=one.question_id).update(state=State.HIDDEN, ended_at=NOW, due_at=None)
    else:
        erase(ada, django_capture_on_commit_callbacks)

    told = page(ziga, conversation)

    assert (WORDS in told, "What it was about is not there any more." in told, LINE in told) == (False, True, True)


def test_what_brought_two_together_is_named_to_those_two_alone(club, ada, ziga) -> None:
    one = make_helped(ada, ziga, line=LINE)
    emmy, name = make_member(club, "Emmy", "Noether"), matters.name_of("questions", one.question.public_id)

    told = {
        who.given: name in matters.seen_by(seeing(who), [name, "questions:nothing", "x:y"]) for who in (ada, ziga, emmy)
    }

    assert told == {"Ada": True, "Žiga": True, "Emmy": False}


def test_the_line_said_better_reads_so_with_the_question(ada, ziga) -> None:
    one = make_helped(ada, ziga, line=LINE)

    messages.change(message=Message.objects.get(), by=ziga, text="Call me on Monday.", now=NOW)

    one.refresh_from_db()
    assert one.line == "Call me on Monday."
    assert Notice.objects.get(person=ada).words == {"more": "Call me on Monday."}


def test_the_line_taken_back_is_gone_with_the_question_too(ada, ziga) -> None:
    one = make_helped(ada, ziga, line=LINE)
    say(Conversation.objects.get(), ziga, LINE, now=NOW)

    messages.take_back(message=Message.objects.earliest("pk"), by=ziga, now=NOW)

    one.refresh_from_db()
    assert one.line == ""
    assert LINE not in str(Notice.objects.filter(person=ada, kind="questions.answered").values_list("words"))


def test_a_conversation_about_a_question_costs_no_more_for_many(ada, ziga, django_assert_max_num_queries) -> None:
    make_helped(ada, ziga, line=LINE)
    conversation = Conversation.objects.get()
    counts = []
    for number in range(2):
        with django_assert_max_num_queries(80) as asked:
            page(ada, conversation)
        counts.append(len(asked))
        for _ in range(3 * (1 - number)):
            make_again(ada, ziga)
    assert counts[0] == counts[1]


def make_again(ada: Person, ziga: Person) -> None:
    asking.choose_room(person=ziga, monthly=20, refused=[], by=None, now=NOW)
    make_helped(ada, ziga, line="Again.")


# By mail


@pytest.fixture
def letter(ada, ziga, settings) -> OutgoingMail:
    settings.INBOUND_ADDRESS, settings.INBOUND_AUTHSERV = "@reply.example.org", ""
    EmailAddress.objects.create(user=ada.account, email=ada.account.email, verified=True, primary=True)
    make_helped(ada, ziga, line=LINE, now=timezone.now())
    runs.write_all(now=timezone.now() + MINUTE, alone=True)
    return OutgoingMail.objects.get(kind="questions.answered")


def reply(letter: OutgoingMail) -> str:
    raw = f"From: {letter.to}\nTo: {letter.reply_to}\nMessage-ID: <1@x>\nContent-Type: text/plain; charset=utf-8\n\nFriday is fine."
    taking.take_in(raw.encode(), recipients=[letter.reply_to], envelope_from=letter.to, now=timezone.now())
    row = IncomingMail.objects.get()
    taking.take(incoming_id=row.pk, now=timezone.now())
    row.refresh_from_db()
    return f"{row.state} {row.reason}".strip()


def test_a_reply_to_the_letter_answers_who_helps(letter, ada, ziga) -> None:
    assert reply(letter) == "taken"

    assert said() == [("Žiga", LINE), ("Ada", "Friday is fine.")]
    assert Notice.objects.filter(person=ziga, kind="messages.message").count() == 1


def test_no_reply_passes_between_two_apart(letter, ada, ziga) -> None:
    ties.block(person=ziga, whom=ada, by=None, now=timezone.now())

    assert reply(letter).startswith("refused")
    assert said() == [("Žiga", LINE)]
    assert Seat.objects.count() == 2
