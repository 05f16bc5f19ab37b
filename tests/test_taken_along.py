"""What one takes along holds one's own words, and of others' no more than one's pages show."""

import json

import pytest
from django.utils import timezone

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections.tests.factories import make_passed_on, make_request
from vezi.network.groups import services as groups
from vezi.network.groups.models import Group, ReactionKind
from vezi.network.groups.services import joining, moderating
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.messages import services as messages
from vezi.network.messages.tests.factories import begin, say, seat_of
from vezi.network.people.models import Person
from vezi.network.questions.services import routing
from vezi.network.questions.tests.factories import make_question
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db
HERS = "Zanzibar"  # stands in all that Maja says


@pytest.fixture
def club(settings, tmp_path) -> Club:
    settings.MEDIA_ROOT = tmp_path
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def maja(club: Club) -> Person:
    return make_member(club, "Maja", "Kovač")


def taken(person: Person) -> dict[str, str]:
    """Kind of record -> all that is taken along of it, but for letters: those lie in her mailbox."""
    told = json.loads(client_of(person).get("/me/held.json").content)["records"]
    return {model: json.dumps(rows, ensure_ascii=False) for model, rows in told.items()}


def said_in(person: Person, words: str = HERS) -> list[str]:
    """The kinds that hold the words."""
    return sorted(model for model, rows in taken(person).items() if words in rows)


def in_a_group(group: Group, ada: Person, maja: Person) -> None:
    """Maja opens a discussion with a poll and names Ada; Ada answers, thanks, votes and asks moderators to look at it."""
    now = timezone.now()
    opening = open_discussion(
        group, maja, f"@{ada.name}, {HERS}?", title=f"{HERS}!", options=[f"{HERS} it is", "No"], now=now
    )
    answer(opening, ada, "By train.", now=now)
    groups.react(post=opening, kind=ReactionKind.THANKS, person=ada, is_meant=True, by=None, now=now)
    groups.vote(poll=opening.poll, person=ada, option_ids=[opening.poll.options.get(words=f"{HERS} it is").pk], now=now)
    moderating.report(post=opening, person=ada, reason="Not of this group.", by=None, now=now)


def test_of_who_is_apart_no_word_is_taken_along(club: Club, ada: Person, maja: Person) -> None:
    ziga = make_member(club, "Žiga", "Čuček")
    now, group, other = timezone.now(), make_group(club), make_group(club, name=f"{HERS} club")
    for one, another in ((ada, ziga), (maja, ziga)):
        make_connection(one, another)
    put_in(group, ada, maja)
    put_in(other, maja)
    in_a_group(group, ada, maja)
    joining.invite(group=other, whom=ada, person=maja, words=HERS, by=None, now=now)
    conversation = begin(ziga, ada, maja, text="Supper?", now=now)
    messages.name(conversation=conversation, by=maja, title=f"{HERS} on Friday", now=now)
    say(conversation, maja, f"{HERS}, then.")
    messages.accept(seat=seat_of(conversation, ada), now=now)
    say(conversation, ada, "Gladly.")
    make_request(maja, ada, f"{HERS} brings us together.", now=now)
    routing.put(make_question(ziga, now=now), ada, now=now, named_by=maja, word=f"{HERS} knows you.")
    assert said_in(ada) == [
        "connections.ConnectionRequest", "conversations.Message", "conversations.Seat", "groups.Entry", "groups.Mention",
        "groups.Post", "groups.Reaction", "groups.Report", "groups.Vote", "notices.Notice", "questions.Asked",
    ]  # fmt: skip

    make_block(maja, ada)

    assert said_in(ada) == []
    own = {words: said_in(ada, words) for words in ("By train.", "Gladly.", "Not of this group.")}
    assert own == {
        "By train.": ["groups.Post"], "Gladly.": ["conversations.Message"], "Not of this group.": ["groups.Report"],
    }  # fmt: skip


def test_an_introduction_with_somebody_apart_leaves_ones_own_word(club: Club, ada: Person, maja: Person) -> None:
    ziga = make_member(club, "Žiga", "Čuček")
    make_connection(ada, maja)
    make_connection(maja, ziga)
    make_passed_on(ada, maja, ziga, f"{HERS} says hello.", now=timezone.now())
    assert said_in(ada) == ["connections.Introduction"]

    make_block(maja, ada)

    assert (said_in(ada), said_in(ada, "We both keep bees."), said_in(maja)) == (
        [], ["connections.Introduction"], ["connections.Introduction"],
    )  # fmt: skip


def test_of_what_a_moderator_hid_only_ones_own_words_are_taken_along(club: Club, ada: Person, maja: Person) -> None:
    grace = make_member(club, "Grace", "Hopper")
    group = make_group(club, officer=grace)
    put_in(group, ada, maja)
    in_a_group(group, ada, maja)
    assert "groups.Mention" in said_in(ada)

    moderating.hide(post=group.posts.get(author=maja), reason="Not of this group.", by=None, now=timezone.now())

    assert (said_in(ada), said_in(ada, "By train."), HERS in taken(maja)["groups.Post"]) == ([], ["groups.Post"], True)


def test_what_somebody_said_is_not_taken_along_with_the_notice_of_it(club: Club, ada: Person, maja: Person) -> None:
    make_connection(ada, maja)
    begin(maja, ada, text=f"{HERS}?")

    assert (said_in(ada), said_in(maja)) == ([], ["conversations.Message"])
    assert "messages.message" in taken(ada)["notices.Notice"]
