"""Who is suggested, who is like whom and who knows both: what the oracle says, in worlds of audiences, clubs and ties."""

import random
from collections import Counter
from datetime import date, timedelta
from functools import partial
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.directory.classes import places
from vezi.network.directory.index import writing
from vezi.network.directory.knowing import alike, counted, standing, wanted
from vezi.network.directory.tests import knowing_oracle, oracle
from vezi.network.directory.tests.oracle import Readable
from vezi.network.directory.tests.worlds import AUDIENCES, CITIES, EMPLOYERS, SEEDS, TRADE, World, quickly, world
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_person, make_position
from vezi.network.ties import services
from vezi.network.ties.models import TieChoice, WavedAway
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 18)


def lively_world(chance: random.Random) -> World:
    """Many of them work at the same places and were in the same classes."""
    made = world(chance)
    for person in chance.sample(made.people, 10):
        make_position(
            person, "Analyst", chance.choice(EMPLOYERS[:2]), trade=TRADE, city=chance.choice(CITIES[:2])[0],
            is_current=True, audience=chance.choice((*AUDIENCES, Audience.CLUB, Audience.NETWORK)),
        )  # fmt: skip
        programme = chance.choice(made.programmes)
        make_affiliation(person, chance.choice((1998, 1999)), programme=programme, institution=programme.institution)
    return made


@quickly
@given(seed=SEEDS)
def test_suggested_is_whom_the_oracle_suggests_for_its_reasons(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = lively_world(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 5):
            viewer = made.viewer(reader, None)
            should = {}
            for one in oracle.readable_by(viewer, scope=None):
                if may_be_suggested(viewer, one) and (why := knowing_oracle.reasons(viewer, one)):
                    should[one.seen.person.pk] = why
            found = wanted.wanted(viewer=viewer, on=TODAY, shown=100)
            assert {one.seen.person.pk: {kind for kind, _words in one.why} for one in found} == should

    rolled_back(act)


def may_be_suggested(viewer: Viewer, one: Readable) -> bool:
    person = one.seen.person
    return not (
        one.is_unclaimed
        or person.is_deceased
        or person == viewer.person
        or oracle.are_connected(viewer.person, person)
        or WavedAway.objects.filter(person=viewer.person, other=person).exists()
        or TieChoice.objects.filter(person=person, is_suggested=False).exists()
    )


@quickly
@given(seed=SEEDS)
def test_alike_are_whom_the_oracle_finds_alike(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = lively_world(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 5):
            viewer = made.viewer(reader, None)
            readable = [one for one in oracle.readable_by(viewer, scope=None) if not one.is_unclaimed]
            for about in readable[:4]:
                should = {
                    one.seen.person.pk
                    for one in readable
                    if knowing_oracle.are_alike(about, one) and about is not one
                    and one.seen.person != viewer.person and is_to_be_suggested(viewer, one)
                }  # fmt: skip
                with patch.object(alike, "LOOKED_AT", 1_000):
                    found = alike.alike(viewer=viewer, seen=about.seen, shown=100)
                if about.seen.person != viewer.person:
                    assert {one.seen.person.pk for one in found} == should

    rolled_back(act)


@quickly
@given(seed=SEEDS)
def test_home_counts_as_many_classmates_as_the_oracle_finds(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = lively_world(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 8):
            viewer = made.viewer(reader, None)
            readable = oracle.readable_by(viewer, scope=None)
            found = counted.classmates(viewer, places.studies_of(viewer))
            assert found == sum("classmate" in knowing_oracle.ways(viewer, one) for one in readable)

    rolled_back(act)


def is_to_be_suggested(viewer: Viewer, one: Readable) -> bool:
    person = one.seen.person
    return not (
        person.is_deceased
        or WavedAway.objects.filter(person=viewer.person, other=person).exists()
        or TieChoice.objects.filter(person=person, is_suggested=False).exists()
    )


@quickly
@given(seed=SEEDS)
def test_who_knows_both_is_told_by_whom_the_oracle_lets_tell(rolled_back, seed) -> None:
    def act() -> None:
        made = lively_world(random.Random(seed))
        for reader in made.people:
            viewer = made.viewer(reader, None)
            everybody = [person.pk for person in made.people]
            found = standing.between(viewer, everybody)
            mine = standing.mine(viewer)
            among = standing.with_second_among(mine, everybody)
            assert [standing.between(viewer, everybody, mine=one) for one in (mine, among)] == [found, found]
            assert among.second == standing.with_second(mine).second & frozenset(everybody)
            should = {person.pk: knowing_oracle.tellers(reader, person) for person in made.people}
            assert {pk: one.count for pk, one in found.items()} == {pk: len(who) for pk, who in should.items() if who}
            for pk, one in found.items():
                named = should[pk][: standing.MOST_NAMED]
                assert one.ids == [person.pk for person in named]
                assert one.called == [person.called or person.family for person in named]

    rolled_back(act)


def test_the_worlds_have_something_to_suggest_and_to_keep_silent_about(rolled_back) -> None:
    kinds: Counter[str] = Counter()

    def act(seed: int) -> None:
        made = lively_world(random.Random(seed))
        for reader in made.people:
            viewer = made.viewer(reader, None)
            for one in oracle.readable_by(viewer, scope=None):
                why = knowing_oracle.reasons(viewer, one)
                kinds.update(why if may_be_suggested(viewer, one) else {f"silent {kind}" for kind in why})
            for person in made.people:
                hidden = knowing_oracle.keeps_to_herself(person) and not oracle.are_connected(reader, person)
                kinds["hidden tie"] += hidden

    for seed in range(3, 9):
        rolled_back(partial(act, seed))

    assert (
        min(kinds[kind] for kind in ("classmate", "colleague", "trade", "second", "silent second", "hidden tie")) > 3
    ), kinds


# A few people


@pytest.fixture
def ada(index_now) -> Person:
    from vezi.network.clubs.tests.factories import make_club

    club = make_club("economics")
    ada = make_member(club)
    make_affiliation(ada, 1999, institution=club.institution)
    for number in range(30):
        mate = make_member(club, f"Mate{number:02}", "Novak")
        make_affiliation(mate, 1999, institution=club.institution)
    index_now()
    return ada


def shown(reader: Person, on: date) -> set[int]:
    viewer = viewer_of(reader.account, today=TODAY)
    return {one.seen.person.pk for one in wanted.wanted(viewer=viewer, on=on)}


def test_others_are_suggested_on_other_days_the_same_on_one(ada: Person) -> None:
    days = [shown(ada, TODAY + timedelta(days=day)) for day in range(12)]

    assert shown(ada, TODAY) == days[0]
    assert all(len(day) == wanted.SHOWN for day in days)
    assert len(set().union(*days)) > 12


@pytest.mark.parametrize("place", [0, 17, 19, 28, 29, 30, 31, wanted.DEEPEST - 1])
def test_wherever_a_day_begins_to_look_there_are_enough(ada: Person, place: int) -> None:
    with patch.object(Random, "randrange", return_value=place):
        assert len(shown(ada, TODAY)) == wanted.SHOWN


def test_who_is_waved_away_comes_no_more_and_another_takes_the_place(ada: Person) -> None:
    with patch.object(wanted, "LOOKED_AT", 100):
        first = shown(ada, TODAY)
        gone = Person.objects.get(pk=min(first))

        services.wave_away(person=ada, whom=gone, by=ada.account, now=NOW)

        assert shown(ada, TODAY) > first - {gone.pk}
    assert all(gone.pk not in shown(ada, TODAY + timedelta(days=day)) for day in range(12))
    assert len(shown(ada, TODAY)) == wanted.SHOWN


def test_suggesting_costs_as_many_queries_for_many_as_for_few(ada: Person, django_assert_max_num_queries) -> None:
    some = list(Person.objects.filter(family="Novak"))
    for one in some[:10]:
        make_connection(ada, one)
        for other in some[10:]:
            make_connection(one, other)
    viewer = viewer_of(ada.account, today=TODAY)

    with django_assert_max_num_queries(8):
        found = wanted.wanted(viewer=viewer, on=TODAY)

    assert all(kind == "second" for one in found for kind, _words in one.why[:1])
    assert "10 of your people know them too" in found[0].reasons


def test_only_the_latest_connections_of_the_best_connected_tell(ada: Person) -> None:
    early, late = Person.objects.filter(family="Novak")[:2]
    common = make_person("Common")
    for one, day in ((early, 1), (late, 2)):
        make_connection(ada, one, now=NOW + timedelta(days=day))
        make_connection(one, common)
    viewer = viewer_of(ada.account, today=TODAY)
    assert standing.between(viewer, [common.pk])[common.pk].count == 2

    with patch.object(standing, "MOST_TELLERS", 1):
        assert standing.between(viewer, [common.pk])[common.pk].called == [late.given]
        assert standing.with_second(standing.mine(viewer)).second >= {common.pk}
