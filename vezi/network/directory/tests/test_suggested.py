"""Places offered while one types: only those of people the reader may see, with just so many of them."""

import random
from collections import Counter

import pytest
from hypothesis import given

from vezi.network.directory.index import writing
from vezi.network.directory.suggested import employers, institutions
from vezi.network.directory.tests import oracle
from vezi.network.directory.tests.worlds import EMPLOYERS, SEEDS, World, quickly, world
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db


@quickly
@given(seed=SEEDS)
def test_places_and_their_counts_are_those_the_oracle_reads(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 5):
            compare(made, reader)

    rolled_back(act)


def compare(made: World, reader: Person) -> None:
    viewer = made.viewer(reader, None)
    # A record that nobody took up is found in its club alone.
    readable = [one for one in oracle.readable_by(viewer, scope=None) if not one.is_unclaimed]
    of_firms = Counter(firm for one in readable for firm in one.facets.get("employer", ()))
    of_studies = Counter(place for one in readable for place in one.facets.get("programme", ()))
    for firm in EMPLOYERS:
        offered = {(answer.title, answer.note) for answer in employers.answers(viewer, firm)}
        assert offered == ({(firm, people(of_firms[firm]))} if of_firms[firm] else set())
    for programme in made.programmes:
        [*offered] = [answer.note.split(" · ")[-1] for answer in institutions.answers(viewer, programme.name)]
        assert offered == ([people(of_studies[programme.public_id])] if of_studies[programme.public_id] else [])


def people(count: int) -> str:
    return f"{count} person" if count == 1 else f"{count} people"
