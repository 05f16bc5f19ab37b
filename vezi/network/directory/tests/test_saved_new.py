"""Who is new to a kept search: told of once, whatever happens between finding and writing."""

import pytest

from vezi.core.audience import Audience
from vezi.network.directory.models import SavedSearch
from vezi.network.directory.tests.saving import LATER, LIST, keep, letters, look, treasurer
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db


def test_who_is_new_stays_so_when_letters_come_at_other_times(adas, economics, index_now) -> None:
    index_now()
    keep(adas, every="week")
    treasurer(economics, "Maja")
    index_now()

    adas.post(f"{LIST}{SavedSearch.objects.get().public_id}/", {"name": "Treasurers", "every": "day"})
    look(2)

    assert [letter.subject for letter in letters()] == ["Maja Kovač fits “Treasurers”"]


def test_letters_asked_for_again_tell_of_nobody_who_came_meanwhile(adas, economics, index_now) -> None:
    index_now()
    keep(adas, every="never")
    treasurer(economics, "Maja")
    index_now()

    adas.post(f"{LIST}{SavedSearch.objects.get().public_id}/", {"name": "Treasurers", "every": "day"})
    look(2)

    assert letters() == []


def test_a_record_that_became_another_one_s_part_is_not_new(adas, economics, index_now) -> None:
    old, stays = treasurer(economics, "Maja"), make_member(economics, "Maja", "Kovač", email="maja2@example.org")
    index_now()
    keep(adas)
    Person.objects.filter(pk=old.pk).update(merged_into=stays, account=None)
    old.positions.update(person=stays)
    index_now()

    look(2)

    assert letters() == []


def test_a_new_tie_tells_of_whom_it_lets_be_found_and_of_nobody_who_fitted_before(
    adas, ada, economics, index_now
) -> None:
    """Somebody is new to a search when she comes to fit it: by what is shown to connections, as by anything else."""
    shown, close = treasurer(economics, "Shown"), treasurer(economics, "Close", audience=Audience.CONNECTIONS)
    index_now()
    keep(adas)

    for other in (shown, close):
        make_connection(ada, other)
    look()

    [letter] = letters()
    assert (letter.subject, "You are connected" in letter.text) == ("Close Kovač fits “Treasurers”", True)


def test_a_tie_made_again_tells_of_nobody_again_and_one_that_ended_before_the_letter_of_nobody(
    adas, ada, economics, index_now
) -> None:
    close, gone = (treasurer(economics, given, audience=Audience.CONNECTIONS) for given in ("Close", "Gone"))
    index_now()
    keep(adas)
    make_connection(ada, close)
    look()
    ties.disconnect(one=ada, other=close, by=None, now=LATER)
    make_connection(ada, close)
    make_connection(ada, gone)
    ties.disconnect(one=ada, other=gone, by=None, now=LATER)

    look(20)

    assert [letter.subject for letter in letters()] == ["Close Kovač fits “Treasurers”"]
