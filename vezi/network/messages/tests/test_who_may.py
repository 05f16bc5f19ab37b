"""Who may begin a conversation with whom."""

from collections.abc import Callable, Collection, Iterator

import pytest
from django.utils import timezone

from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.messages import limits, services
from vezi.network.messages.models import SeatState, Writers, WritingPause
from vezi.network.messages.tests.factories import begin, seat_of
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import introductions
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def introduce() -> Iterator[Callable[[Person, Person], None]]:
    """As areas above say it: `introduce(one, other)`."""
    pairs: set[tuple[int, int]] = set()

    @introductions.knows
    def told(person_id: int, other_ids: Collection[int]) -> list[int]:
        return [other for other in other_ids if {(person_id, other), (other, person_id)} & pairs]

    yield lambda one, other: pairs.add((one.pk, other.pk))
    introductions.forget(told)


@pytest.fixture
def alan() -> Person:
    """Of another club."""
    return make_member(make_club("law"), "Alan", "Turing")


def chose(person: Person, writers: str) -> None:
    services.choose(person=person, writers=writers, shows_reading=False, shows_typing=False, now=NOW)


@pytest.mark.parametrize(
    ("writers", "others"),
    [
        (Writers.NETWORK, {"connection", "introduced", "club", "network"}),
        (Writers.CLUBS, {"connection", "introduced", "club"}),
        (Writers.CONNECTIONS, {"connection", "introduced"}),
        (Writers.ONLY_CONNECTIONS, {"connection"}),
    ],
)
def test_one_chooses_who_may_write(writers, others, introduce, ada, maja, ziga, alan) -> None:
    introduced = make_member(make_club("arts"), "Emmy", "Noether")
    introduce(introduced, ada)
    people = {"connection": maja, "introduced": introduced, "club": ziga, "network": alan}
    chose(ada, writers)

    may = set()
    for name, person in people.items():
        try:
            begin(person, ada)
        except services.CannotBeWrittenTo:
            continue
        may.add(name)

    assert may == others


def test_who_was_introduced_is_no_stranger_to_either(introduce, club, ada, ziga) -> None:
    introduce(ziga, ada)

    assert seat_of(begin(ziga, ada), ada).state == SeatState.IN
    other = make_member(club, "Emmy", "Noether")
    assert seat_of(begin(other, ada), ada).state == SeatState.WAITING


def test_a_choice_does_not_end_what_goes_on(ada, maja) -> None:
    conversation = begin(ada, maja)
    chose(maja, Writers.ONLY_CONNECTIONS)
    ties.disconnect(one=ada, other=maja, by=None, now=NOW)

    said = services.send(conversation=conversation, by=ada, text="One thing more.", now=timezone.now())

    assert said.text == "One thing more."


@pytest.mark.parametrize("why", ["blocked", "blocks", "dead", "left", "unclaimed", "asleep", "chose"])
def test_whoever_cannot_be_written_to_is_told_apart_by_nothing(why, club, ada, maja) -> None:
    match why:
        case "blocked":
            make_block(ada, maja)
        case "blocks":
            make_block(maja, ada)
        case "dead":
            Person.objects.filter(pk=maja.pk).update(is_deceased=True)
        case "left":
            maja.memberships.update(state="left")
        case "unclaimed":
            maja = make_record(club)
        case "asleep":
            type(maja.account).objects.filter(pk=maja.account.pk).update(is_active=False)
        case "chose":
            chose(maja, Writers.ONLY_CONNECTIONS)
            ties.disconnect(one=ada, other=maja, by=None, now=NOW)

    with pytest.raises(services.CannotBeWrittenTo):
        begin(ada, maja)


def test_a_pause_keeps_from_strangers_and_not_from_answers(club, ada, maja, ziga) -> None:
    WritingPause.objects.create(person=ada, club=club, until=timezone.now() + limits.DAY, reason="Advertising.")

    begin(ada, maja)
    with pytest.raises(limits.Paused) as refused:
        begin(ada, ziga)

    assert "Advertising." in str(refused.value)


def test_nobody_writes_to_herself_or_to_nobody(ada) -> None:
    for people in ([], [ada]):
        with pytest.raises(services.CannotBeWrittenTo):
            services.begin(by=ada, people=people, text="Hello?", now=NOW)
