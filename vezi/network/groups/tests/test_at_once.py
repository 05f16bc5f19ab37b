"""Two at the same moment: one clear end, and nothing lost."""

import pytest

from vezi.core.errors import Refused
from vezi.core.tests.at_once import at_once
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups import services
from vezi.network.groups.models import Entry, Group, Joining, Member, Post, PostState, Rank, Reaction, ReactionKind
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def people(club: Club) -> list[Person]:
    return [make_member(club, given, "Novak") for given in ("Ada", "Grace", "Alan", "Edith")]


def join(group: Group, person: Person) -> Member:
    return services.join(group=group, person=person, by=None, now=NOW)


def leave(group: Group, person: Person) -> None:
    services.leave(group=group, person=person, by=None, now=NOW)


def test_two_writers_are_both_heard(club: Club, people: list[Person]) -> None:
    group = make_group(club, officer=people[0])
    put_in(group, *people[1:])
    opening = open_discussion(group, people[0])

    at_once(*(lambda person=person: answer(opening, person) for person in people))

    assert sorted(Post.objects.filter(opening=opening).values_list("author", flat=True)) == sorted(p.pk for p in people)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_pressed_twice_at_one_moment_one_group_is_made(club: Club, people: list[Person], turn: int) -> None:
    def found() -> Group:
        return services.found_group(
            kind="interest",
            name="Board",
            club=club,
            joining="hidden",
            person=people[0],
            by=None,
            now=NOW,
            is_pressed=True,
        )

    first, second = at_once(found, found)

    assert (first, Group.objects.count()) == (second, 1)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_taking_back_while_answering(club: Club, people: list[Person], turn: int) -> None:
    group = make_group(club, officer=people[0])
    put_in(group, people[1])
    opening = open_discussion(group, people[0])

    _nothing, said = at_once(
        lambda: services.take_back(post=opening, by=None, now=NOW), lambda: answer(opening, people[1], "A thought.")
    )

    opening.refresh_from_db()
    assert opening.state == PostState.TAKEN_BACK
    if isinstance(said, Refused):
        assert not Post.objects.filter(opening=opening).exists()
    else:
        assert Post.objects.get(opening=opening).text == "A thought."


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_joining_and_leaving_keep_the_size(club: Club, people: list[Person], turn: int) -> None:
    group = make_group(club, officer=people[0])
    put_in(group, people[1])

    at_once(
        lambda: join(group, people[2]), lambda: join(group, people[2]), lambda: leave(group, people[1]),
        lambda: join(group, people[3]),
    )  # fmt: skip

    group.refresh_from_db()
    assert group.size == Member.objects.filter(group=group).count() == 3


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_both_officers_step_down(club: Club, people: list[Person], turn: int) -> None:
    group = make_group(club, officer=people[0])
    [other] = put_in(group, people[1], rank=Rank.OFFICER)
    first = Member.objects.get(group=group, person=people[0])

    def step_down(member: Member) -> object:
        return services.give_rank(member=member, rank=Rank.MEMBER, by=None, now=NOW)

    answers = at_once(lambda: step_down(first), lambda: step_down(other))

    assert sum(isinstance(one, Refused) for one in answers) == 1
    assert Member.objects.filter(group=group, rank=Rank.OFFICER).count() == 1


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_all_leave_while_one_comes(club: Club, people: list[Person], turn: int) -> None:
    group = make_group(club, officer=people[0])

    at_once(lambda: leave(group, people[0]), lambda: join(group, people[1]))

    group.refresh_from_db()
    assert (group.closed_at is not None) == (not Member.objects.filter(group=group).exists())


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_request_is_answered_once(club: Club, people: list[Person], turn: int) -> None:
    group = make_group(club, joining=Joining.REQUEST, officer=people[0])
    entry = services.ask_to_join(group=group, person=people[1], words="", by=None, now=NOW)
    assert isinstance(entry, Entry)

    answers = at_once(
        lambda: services.decide(entry=entry, admits=True, by=None, now=NOW),
        lambda: services.decide(entry=entry, admits=False, by=None, now=NOW),
        lambda: services.withdraw(entry=entry, by=None, now=NOW),
    )

    assert sum(isinstance(one, Refused) for one in answers) == 2


def test_the_same_word_twice_is_said_once(club: Club, people: list[Person]) -> None:
    group = make_group(club, officer=people[0])
    post = open_discussion(group, people[0])

    def thank() -> None:
        services.react(post=post, person=people[0], kind=ReactionKind.THANKS, is_meant=True, by=None, now=NOW)

    at_once(thank, thank, thank)

    assert Reaction.objects.count() == 1


def test_a_poll_counts_each_once(club: Club, people: list[Person]) -> None:
    group = make_group(club, officer=people[0])
    poll = open_discussion(group, people[0], options=["Yes", "No"]).poll
    yes, no = poll.options.order_by("pk")

    at_once(
        *(
            lambda option=option: services.vote(poll=poll, person=people[0], option_ids=[option.pk], now=NOW)
            for option in (yes, no)
        )
    )

    assert poll.votes.count() == 1
