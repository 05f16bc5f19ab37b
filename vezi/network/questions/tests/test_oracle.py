"""Who is asked in small worlds with every audience, held against a slow oracle."""

import random
from datetime import timedelta

import pytest
from hypothesis import given

from vezi.network.accounts.tests.factories import make_account
from vezi.network.directory.index import writing
from vezi.network.directory.tests.conftest import rolled_back  # noqa: F401 - a fixture
from vezi.network.directory.tests.worlds import NOW, SEEDS, World, quickly, world
from vezi.network.notices.models import Rhythm, WayChoice
from vezi.network.people.models import Person
from vezi.network.questions import fitting
from vezi.network.questions.models import Asked, Breadth, Question, Room, Wanted
from vezi.network.questions.services import asking, routing
from vezi.network.questions.tests import oracle

pytestmark = pytest.mark.django_db
ASKED = {
    "Who knows treasury in Koper?": ["treasury", "koper"],
    "Kdo se spozna na turbine na Dunaju?": ["turbine", "dunaju"],
    "Has anybody worked as an analyst at Petrol in Austria?": ["analyst", "petrol", "austria"],
    "Harbours, mountains, economics": ["harbours", "mountains", "economics"],
    "Novak": ["novak"],
}


def lived_in(chance: random.Random, made: World) -> list[Person]:
    """Most sign in; some have no room, are away, want no questions, or were asked of late."""
    claimed = [one for one in made.people if one.claimed_at]
    for one in claimed:
        if chance.random() < 0.9:
            one.account = make_account(f"p{one.pk}@example.org")
            one.save(update_fields=["account"])
        if chance.random() < 0.4:
            refused = [kind for kind in Wanted.values if chance.random() < 0.4]
            Room.objects.create(person=one, monthly=chance.choice((0, 1, 3, 3)), refused=refused)
        if chance.random() < 0.3:
            day = NOW.date() + timedelta(days=chance.randint(-3, 1))
            Rhythm.objects.create(person=one, away_from=day, away_until=day + timedelta(days=2))
        if chance.random() < 0.25:
            WayChoice.objects.create(person=one, kind="questions.asked", way=chance.choice(("none", "page")))
    askers = [one for one in claimed if one.account_id and oracle.clubs_of(one)]
    for one in claimed if askers else ():
        for _ in range(chance.choice((0, 0, 1, 2, 2))):
            at = NOW - timedelta(days=chance.choice((1, 29, 29, 30, 31)))
            before = Question.objects.create(
                asker=chance.choice(askers),
                words="x",
                written_at=at,
                asked_at=at,
                closes_at=at,
                ended_at=at,
                state="over",
            )
            Asked.objects.create(question=before, person=one, asked_at=at, until=at, state="passed")
    return askers


def choosing(asker: Person, words: str, chance: random.Random, made: World) -> None:
    breadth, wanted = chance.choice(Breadth.values), chance.choice(Wanted.values)
    question = asking.keep(person=asker, words=words, breadth=breadth, wanted=wanted, by=None, now=NOW)
    should = oracle.may_be_asked(question, ASKED[words], now=NOW)

    chosen = [number for number, _share in routing.choose(question, now=NOW)]

    assert set(chosen) <= should, f"{set(chosen) - should} must not be asked"
    assert len(chosen) == min(len(should), routing.LOOKED_AT), f"{should - set(chosen)} were forgotten"
    question.delete()


@quickly
@given(seed=SEEDS)
def test_who_is_asked_fits_by_what_the_asker_may_see_and_has_room(rolled_back, seed: int) -> None:  # noqa: F811
    def example() -> None:
        chance = random.Random(seed)
        made = world(chance)
        askers = lived_in(chance, made)
        writing.make_anew()
        for asker in chance.sample(askers, min(5, len(askers))):
            for words in chance.sample(list(ASKED), 3):
                choosing(asker, words, chance, made)

    rolled_back(example)


@pytest.mark.parametrize("words", ASKED)
def test_the_words_that_matter_are_those_of_the_oracle(words: str) -> None:
    assert [word.text for word in fitting.looked_for(words)] == ASKED[words]
