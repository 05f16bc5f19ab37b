"""Nothing that the asker may not see of somebody decides who fits, how many fit, or is told as the reason."""

import pytest
from django.db import transaction
from hypothesis import given

from tests.test_privacy import changes, hides_from
from tests.worlds import make_world
from vezi.network.directory.index import writing
from vezi.network.directory.tests.conftest import rolled_back  # noqa: F401 - a fixture
from vezi.network.directory.tests.worlds import SEEDS, quickly
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.questions import fitting, queries
from vezi.network.questions.models import Asked, AskState, Breadth, Question
from vezi.network.questions.services import asking, routing

pytestmark = pytest.mark.django_db
WORDS = "Who knows hedging, harbours, insurance or banking in Koper, Vienna or at Luka? Class of 1999, MBA, German."


def told(asker: Person, question: Question) -> object:
    """Whoever fits in whatever breadth, with her share, and what is said of those who help."""
    viewer = routing.viewer_as(asker, now=NOW)
    found = [fitting.find(viewer=viewer, text=WORDS, breadth=breadth) for breadth in Breadth.values]
    helpers = [
        (one.who.what, one.who.where, one.who.year, one.reasons, one.mail)
        for one in queries.mine(viewer, question).helpers
    ]
    return [(one.people, one.words) for one in found], helpers


@quickly
@given(seed=SEEDS)
def test_who_fits_and_why_tell_of_no_hidden_value(rolled_back, seed: int) -> None:  # noqa: F811
    def example() -> None:
        world = make_world(seed)
        askers = [
            one for one in world.people if one.account_id and Membership.objects.active().filter(person=one).exists()
        ]
        if not askers:
            return
        asker = world.chance.choice(askers)
        question = asking.keep(person=asker, words=WORDS, by=None, now=NOW)
        for one in world.people:
            if one != asker:
                Asked.objects.create(
                    question=question, person=one, state=AskState.HELPS, asked_at=NOW, until=NOW, answered_at=NOW
                )
        is_hidden = hides_from(asker)
        hidden = [
            (name, change) for name, change in changes(world, is_hidden=is_hidden) if not name.startswith("name of")
        ]
        writing.make_anew()
        before = told(asker, question)

        with transaction.atomic():
            for _name, change in hidden:
                change()
            writing.make_anew()
            assert told(asker, question) == before
            transaction.set_rollback(True)

    rolled_back(example)


def test_what_may_be_seen_does_decide(rolled_back) -> None:  # noqa: F811
    """Else the test above would hold for an area that finds nobody."""

    def example() -> None:
        world = make_world(11, people=20)
        askers = [
            one for one in world.people if one.account_id and Membership.objects.active().filter(person=one).exists()
        ]
        asker = askers[0]
        question = asking.keep(person=asker, words=WORDS, by=None, now=NOW)
        writing.make_anew()
        before = told(asker, question)
        is_hidden = hides_from(asker)
        for _name, change in changes(world, is_hidden=lambda *about: not is_hidden(*about)):
            change()
        writing.make_anew()
        assert told(asker, question) != before

    rolled_back(example)
