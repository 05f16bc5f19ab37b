"""Two officers at once, and a merge that is cut off: one consistent person, or one clear refusal."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections

from vezi.core.tests.at_once import at_once
from vezi.network.people import merging, signals
from vezi.network.people.models import Merge, Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_person

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 12


def three() -> list[Person]:
    people = [make_person("Ada", family) for family in ("Lovelace", "Byron", "Gordon")]
    for number, person in enumerate(people):
        make_affiliation(person, 1990 + number)
    return people


def merge(kept: Person, gone: Person) -> Merge:
    return merging.merge(kept=kept, gone=gone, by=None, now=NOW)


def years_of(people: list[Person]) -> dict[int, set[int]]:
    return {
        person.pk: set(person.affiliations.values_list("class_year", flat=True))
        for person in Person.objects.filter(pk__in=[one.pk for one in people], merged_into=None)
    }


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.parametrize("kind", ["into one", "in a chain", "each into the other"])
def test_overlapping_pairs_end_in_one_person_or_a_refusal(kind: str, turn: int) -> None:
    one, two, three_ = people = three()
    pairs = {
        "into one": ((one, two), (one, three_)),
        "in a chain": ((one, two), (two, three_)),
        "each into the other": ((one, two), (two, one)),
    }[kind]

    answers = at_once(*(lambda pair=pair: merge(*pair) for pair in pairs))

    done = [answer for answer in answers if isinstance(answer, Merge)]
    refused = [answer for answer in answers if isinstance(answer, merging.CannotMerge)]
    assert len(done) + len(refused) == 2
    assert done
    standing = years_of(people)
    assert sorted(year for years in standing.values() for year in years) == [1990, 1991, 1992]
    assert len(standing) == len(people) - len(done)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_undoing_while_another_merges_on(turn: int) -> None:
    one, two, other = people = three()
    first = merge(one, two)

    answers = at_once(lambda: merging.undo(merge=first, by=None, now=NOW), lambda: merge(other, one))

    assert not any(isinstance(answer, Exception) for answer in answers)
    assert years_of(people) == {two.pk: {1991}, other.pk: {1990, 1992}}


def test_undoing_at_once_is_undoing_once() -> None:
    one, two, _other = people = three()
    first = merge(one, two)

    answers = at_once(*[lambda: merging.undo(merge=first, by=None, now=NOW + timedelta(days=1))] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyUndone", "Merge"]
    assert len(years_of(people)) == 3


def test_a_merge_cut_off_half_way_is_not_there() -> None:
    one, two, _other = people = three()
    before = years_of(people)

    def cut_off(sender: type[Person], **_rest: object) -> None:
        """Everything is moved; then the database ends the connection, as it does for what is killed."""
        own = connection.connection.info.backend_pid
        thread = threading.Thread(target=_end, args=[own])
        thread.start()
        thread.join()
        Person.objects.count()

    signals.person_merged.connect(cut_off)
    try:
        with pytest.raises(OperationalError):
            merge(one, two)
    finally:
        signals.person_merged.disconnect(cut_off)
    connection.close()

    assert years_of(people) == before
    assert not Merge.objects.exists()


def _end(backend: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [backend])
    connections.close_all()
