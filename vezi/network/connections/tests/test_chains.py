"""Chains between people: what the oracle finds, in worlds of audiences, clubs, connections, blocks and choices."""

import random
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import given

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.connections import chains
from vezi.network.directory.tests.knowing_oracle import keeps_to_herself, tellers
from vezi.network.directory.tests.oracle import are_apart, are_connected
from vezi.network.directory.tests.worlds import SEEDS, World, quickly, world
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import seen_by
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of
from vezi.network.ties.models import Connection, TieChoice
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
WIDE = (Audience.NOBODY, Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK, Audience.PUBLIC)


def wide_world(seed: int) -> World:
    """Members with few ties each, so that some chains are long, and lists that more may see."""
    chance = random.Random(seed)
    made = world(chance, people=16)
    Membership.objects.filter(person__in=made.people[:12]).update(state=State.MEMBER)
    Person.objects.filter(pk__in=[one.pk for one in made.people[:12]]).update(is_deceased=False)
    Connection.objects.filter(person__in=made.people[:12], other__in=made.people[:12]).delete()
    for one, other in zip(made.people, made.people[1:12], strict=False):
        if not are_apart(one, other):
            make_connection(one, other)
    for one in made.people:
        one.refresh_from_db()
        if chance.random() < 0.6:
            TieChoice.objects.update_or_create(person=one, defaults={"list_audience": chance.choice(WIDE)})
    return made


def seen(viewer: Viewer, person: Person) -> Seen:
    return seen_by(viewer, [person])[0]


def listed(person: Person) -> int:
    choice = TieChoice.objects.filter(person=person).first()
    return int(Audience.CONNECTIONS if choice is None else choice.list_audience or 0)


def far_pairs(viewer: Viewer, her: Person) -> set[tuple[int, int]]:
    """Every chain of two people between them, of ties the viewer may know of."""
    if keeps_to_herself(her):
        return set()
    found = set()
    for tie in Connection.objects.filter(person=her).select_related("other"):
        next_to_her = tie.other
        if next_to_her == viewer.person or keeps_to_herself(next_to_her) or not is_named(viewer, next_to_her):
            continue
        is_told = any(listed(one) >= seen(viewer, one).reach for one in (her, next_to_her))
        if is_told:
            found |= {(mine.pk, next_to_her.pk) for mine in tellers(viewer.person, next_to_her)}
    return found


def is_named(viewer: Viewer, person: Person) -> bool:
    is_member = Membership.objects.filter(person=person, state=State.MEMBER).exists()
    return is_member and not person.is_deceased and bool(seen(viewer, person).name)


def expected(viewer: Viewer, her: Person) -> tuple[list[str], set[tuple[str, str]]]:
    """Names of who may introduce, or the chains of two people, by the addresses of their pages."""
    if her == viewer.person or are_connected(viewer.person, her):
        return [], set()

    def page(number: int) -> str:
        return who_of(seen(viewer, Person.objects.get(pk=number))).url

    direct = [page(one.pk) for one in tellers(viewer.person, her)]
    return direct, set() if direct else {(page(one), page(other)) for one, other in far_pairs(viewer, her)}


def compare(made: World, kinds: Counter[str] | None = None) -> None:
    for reader in made.people:
        viewer = made.viewer(reader, None)
        for her in made.people:
            if are_apart(reader, her) or not seen(viewer, her).name:
                continue
            direct, far = expected(viewer, her)
            found = chains.found(viewer, seen(viewer, her))
            if kinds is not None:
                kinds.update(["direct"] * bool(direct) + ["far"] * bool(far) + ["none"] * (not direct and not far))
            if found is None:
                assert (direct, far) == ([], set())
            elif direct:
                assert [one.url for one in found.introducers] == direct[: chains.MOST_NAMED]
                assert found.others == len(direct) - len(found.introducers)
            else:
                assert tuple(one.url for one in found.far) in far


@quickly
@given(seed=SEEDS)
def test_chains_are_those_the_oracle_finds(seed: int) -> None:
    with transaction.atomic():
        compare(wide_world(seed))
        transaction.set_rollback(True)


def test_the_worlds_have_chains_of_each_length() -> None:
    kinds: Counter[str] = Counter()
    for seed in range(6):
        with transaction.atomic():
            compare(wide_world(seed), kinds)
            transaction.set_rollback(True)

    assert min(kinds[kind] for kind in ("direct", "far", "none")) > 3, kinds


def test_a_chain_of_three_is_told_by_who_lets_the_club_see_it(ada, maja, ziga, club) -> None:
    far = make_member(club, "Grace", "Hopper")
    make_connection(maja, far)
    viewer = World([club], [], []).viewer(ada, None)
    assert chains.found(viewer, seen(viewer, far)) is None

    for teller, other in ((maja, far), (far, maja)):
        TieChoice.objects.create(person=teller, list_audience=Audience.CLUB)
        found = chains.found(viewer, seen(viewer, far))
        assert found is not None
        assert [one.name for one in found.far] == ["Žiga Čuček", "Maja Kovač"]
        TieChoice.objects.create(person=other, list_audience=Audience.NOBODY)
        assert chains.found(viewer, seen(viewer, far)) is None
        TieChoice.objects.all().delete()


def test_a_chain_costs_the_same_however_well_connected(ada, maja, ziga, club, django_assert_num_queries) -> None:
    far = make_member(club, "Grace", "Hopper")
    make_connection(maja, far)
    TieChoice.objects.create(person=maja, list_audience=Audience.CLUB)
    viewer = World([club], [], []).viewer(ada, None)
    about = seen(viewer, far)
    for more in range(0, 6, 5):
        for number in range(more):
            make_connection(ada, make_member(club, "Edith", f"Clarke {number}", f"e{number}@example.org"))
        with django_assert_num_queries(2):
            assert len(chains.three_steps(viewer, about)) == 2
