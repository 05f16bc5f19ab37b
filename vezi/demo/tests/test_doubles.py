from dataclasses import replace

import pytest
from django.utils import timezone

from vezi.demo.clubs import CLUBS
from vezi.demo.loading import crowd, ground
from vezi.demo.synth.dice import Dice
from vezi.demo.synth.doubles import A_GENERATION, KINDS, TWINS, Doubles, Kind
from vezi.demo.synth.life import people_with_lives
from vezi.demo.synth.person import MadeUpPerson
from vezi.network.clubs.models import Club
from vezi.network.registrar.models import Duplicate, Verdict

PEOPLE = 1500


@pytest.fixture(scope="module")
def made() -> list[tuple[MadeUpPerson, MadeUpPerson]]:
    return pairs()


def pairs() -> list[tuple[MadeUpPerson, MadeUpPerson]]:
    doubles = Doubles(KINDS, people=PEOPLE, seed=5)
    return [
        (person, double)
        for person in people_with_lives("network", seed=5, count=PEOPLE)
        if (double := doubles.of(person)) is not None
    ]


def test_one_of_each_kind_in_every_such_club(made: list[tuple[MadeUpPerson, MadeUpPerson]]) -> None:
    assert len(made) == len(KINDS)
    assert len({person.number for person, _ in made}) == len(KINDS)


def test_the_same_each_time(made: list[tuple[MadeUpPerson, MadeUpPerson]]) -> None:
    assert pairs() == made


def test_a_second_record_has_no_number_and_no_life(made: list[tuple[MadeUpPerson, MadeUpPerson]]) -> None:
    for person, double in made:
        assert (double.number, double.work, double.face, list(double.career)) == ("", None, "", [])
        assert double.name != person.name or double.born_on != person.born_on


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_whom_a_kind_does_not_fit_it_leaves(kind: Kind) -> None:
    found = [kind(person, Dice(1)) for person in people_with_lives("network", seed=7, count=400)]

    assert any(found)
    if kind.__name__ not in ("surname_first", "another_year"):
        assert None in found


def test_fathers_and_twins_are_other_people(made: list[tuple[MadeUpPerson, MadeUpPerson]]) -> None:
    by_house = [(one, two) for one, two in made if two.street]
    ((son, father),) = [(one, two) for one, two in by_house if one.born_on.year - two.born_on.year == A_GENERATION]
    ((one, twin),) = [(one, two) for one, two in by_house if TWINS.get(one.given) == two.given]

    assert (father.name, father.street) == (son.name, son.street)
    assert (twin.born_on, twin.street, twin.family) == (one.born_on, one.street, one.family)


@pytest.mark.django_db
def test_officers_find_a_lively_queue() -> None:
    told = replace(CLUBS[0], people=400)
    club = ground.club(told, ground.institutions()[told.institution], now=timezone.now())

    crowd.people_of(told, club, now=timezone.now())

    waiting = Duplicate.objects.filter(club=Club.objects.get(pk=club.pk), verdict=Verdict.WAITING)
    sure = waiting.filter(probability__gte=0.999).count()
    assert waiting.count() >= len(KINDS) - 2
    assert 0 < sure < waiting.count()
