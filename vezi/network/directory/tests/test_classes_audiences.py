"""A page of a class shows exactly those whom the reader may see by that fact, and so does each of its numbers."""

import random
from collections import Counter
from collections.abc import Iterable
from functools import partial

import pytest
from django.utils import translation
from hypothesis import example, given

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club, Institution, Programme
from vezi.network.clubs.tests.factories import make_institution
from vezi.network.directory.classes import queries, typed, walls
from vezi.network.directory.classes.places import Below, ClassOf
from vezi.network.directory.index import writing
from vezi.network.directory.tests import oracle
from vezi.network.directory.tests.oracle import Readable
from vezi.network.directory.tests.worlds import SEEDS, World, quickly, world
from vezi.network.memberships.models import Membership, State
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.tests.factories import make_affiliation

pytestmark = pytest.mark.django_db
YEARS = (1998, 1999, 2012)


def world_with_schools(chance: random.Random) -> World:
    """Clubs of the university, of its faculty and of another school, whose studies people have too."""
    made = world(chance, people=18)
    elsewhere = make_institution()
    own = made.programmes[0].institution
    for club, institution in zip(made.clubs, (own.parent, own, elsewhere), strict=True):
        club.institution = institution
        club.save(update_fields=["institution"])
    for person in chance.sample(made.people, 8):
        make_affiliation(person, chance.choice(YEARS), institution=chance.choice((elsewhere, own.parent)))
    return made


@quickly
@given(seed=SEEDS)
@example(33841624)
def test_a_class_shows_whom_the_oracle_shows(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world_with_schools(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 4):
            viewer = made.viewer(reader, chance.choice(made.clubs))
            readable = oracle.readable_by(viewer, scope=None)
            for club in made.clubs:
                compare_wall(viewer, club, readable)
                for programme in (None, *made.programmes):
                    of = ClassOf(club, chance.choice(YEARS), programme)
                    compare(viewer, of, readable, reader, chance.choice(("en", "sl")))

    rolled_back(act)


def compare(viewer: Viewer, of: ClassOf, readable: list[Readable], reader: Person, language: str) -> None:
    should = [one for one in readable if is_of(one, of.year, of.place)]
    with translation.override(language):
        found = queries.people(viewer=viewer, of=of)

    in_order = sorted(should, key=lambda one: oracle.name_key(one, language))
    assert [one.who.name for one in found.shown] == [one.seen.name for one in in_order]
    assert Counter(one.who.url for one in found.shown) == Counter(address(one) for one in should)
    assert [one.who.url for one in found.shown if one.is_me] == [address(one) for one in should if is_me(one, reader)]
    assert found.count == len(should)
    spread = found.spread
    for facet, numbers in (("city", spread.cities), ("country", spread.countries), ("trade", spread.trades)):
        assert dict(numbers) == counted(one.facets.get(facet, set()) for one in should), facet
    if of.programme is None:
        here = queries.programmes_of(Below(of.club.institution), dict(spread.programmes))
        found_of = {one: number for one, number in spread.programmes if one in here}
        assert found_of == counted(programmes_of(one, of) for one in should)
    for one, by_url in ((one, {shown.who.url: shown.who for shown in found.shown}) for one in should):
        if not is_me(one, reader) and not one.seen.person.is_deceased:
            assert says(by_url[address(one)]) == says_of(one)


def compare_wall(viewer: Viewer, club: Club, readable: list[Readable]) -> None:
    classes = (set(of_class(one, club.institution)) for one in readable)

    assert dict(walls.wall(viewer=viewer, club=club)) == counted(classes)


def is_of(one: Readable, year: int, place: Institution | Programme) -> bool:
    return year in of_class(one, place)


def of_class(one: Readable, place: Institution | Programme) -> Iterable[int]:
    """The years of the studies at the place that the reader sees."""
    for study in one.seen.affiliations:
        if study.class_year and place in places_of(study):
            yield study.class_year


def places_of(study: Affiliation) -> list[Institution | Programme]:
    found: list[Institution | Programme] = [study.programme] if study.programme else []
    institution = study.institution
    while institution:
        found.append(institution)
        institution = institution.parent
    return found


def programmes_of(one: Readable, of: ClassOf) -> set[str]:
    """The programmes of the club's own institution."""
    studies = [study for study in one.seen.affiliations if study.programme and study.class_year == of.year]
    return {study.programme.public_id for study in studies if study.programme and of.place in places_of(study)}


def counted(values: Iterable[Iterable[object]]) -> dict[object, int]:
    return dict(Counter(value for some in values for value in some))


def address(one: Readable) -> str:
    return f"/people/{one.seen.person.public_id}/"


def is_me(one: Readable, reader: Person) -> bool:
    return one.seen.person.pk == reader.pk


def says(who) -> tuple[str, str]:
    return who.what, who.where


def says_of(one: Readable) -> tuple[str, str]:
    work, home = one.seen.current, one.seen.residence
    return str(work) if work else "", home.city if home else ""


@quickly
@given(seed=SEEDS)
def test_typing_offers_a_class_only_with_somebody_to_be_seen(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world_with_schools(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 4):
            viewer = made.viewer(reader, None)
            readable = oracle.readable_by(viewer, scope=None)
            should = [
                ClassOf(club, 2012).url
                for club in viewer.clubs
                if any(is_of(r, 2012, club.institution) for r in readable)
            ]
            assert [answer.url for answer in typed.answers(viewer, "class of 2012")] == should

    rolled_back(act)


def test_the_worlds_have_something_that_could_leak(rolled_back) -> None:
    kinds: Counter[str] = Counter()

    def act(seed: int) -> None:
        made = world_with_schools(random.Random(seed))
        for reader in made.people:
            for one in oracle.readable_by(made.viewer(reader, None), scope=None):
                seen = {(study.pk) for study in one.seen.affiliations}
                hidden = [study for study in one.seen.person.affiliations.all() if study.pk not in seen]
                kinds["hidden class"] += any(study.class_year for study in hidden)
                kinds["two classes"] += len({study.class_year for study in one.seen.affiliations}) > 1
                kinds["far"] += not one.is_near
        kinds["held back"] += Membership.with_held.filter(state=State.HELD).count()

    for seed in range(3, 7):
        rolled_back(partial(act, seed))

    assert min(kinds[kind] for kind in ("hidden class", "two classes", "far", "held back")) > 5, kinds
