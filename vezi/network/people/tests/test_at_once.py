"""One query says the same as one a part."""

import pytest

from vezi.core.audience import Audience
from vezi.network.people import at_once, queries
from vezi.network.people.models import NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import (
    NOW,
    make_affiliation,
    make_contact,
    make_person,
    make_position,
    make_residence,
)

pytestmark = pytest.mark.django_db


def everything(person: Person, *, reach: int) -> tuple[object, ...]:
    seen = queries.seen(person, reach=reach, default=Audience.NETWORK)
    return (
        seen.name,
        [(one.kind, str(one), one.audience) for one in seen.other_names],
        [(one.pk, str(one), one.started_year, one.mode, one.club_id) for one in seen.affiliations],
        [(one.pk, str(one), one.is_current, one.trade, one.city, one.country) for one in seen.positions],
        str(seen.residence),
        [(one.kind, one.value, one.is_primary) for one in seen.contacts],
        (seen.born_on, seen.birth_year, seen.speaks, seen.ask_about, seen.helps_with),
        (person.public_id, person.title, person.account_id, person.is_deceased),
    )


@pytest.fixture
def people() -> list[Person]:
    ada, alone = make_person(), make_person("Noč", 'O’Reilly "Čuk" \\ , []')
    Person.objects.filter(pk=ada.pk).update(
        speaks=["sl", "en"], speaks_audience=Audience.CLUB, helps_with=["mentoring"], help_audience=Audience.NETWORK,
        ask_about="Engines\nand “looms”", ask_audience=Audience.PUBLIC, birth_year=1975, birth_audience=Audience.CLUB,
    )  # fmt: skip
    OtherName.objects.create(
        person=ada, kind=NameKind.FORMER, family="Byron", source=Source.SELF, recorded_at=NOW, audience=Audience.CLUB
    )
    make_affiliation(ada, 1999, degree="BSc")
    make_affiliation(ada, 2004, audience=Audience.NOBODY, started_year=2002)
    make_position(ada, started_year=2010)
    make_position(ada, "Clerk", "Ladja", audience=Audience.PUBLIC)
    make_residence(ada)
    make_contact(ada, audience=Audience.NETWORK)
    return [ada, alone]


@pytest.mark.parametrize("reach", Audience)
def test_each_reader_sees_the_same(people: list[Person], reach: Audience) -> None:
    ids = [person.pk for person in people]
    slowly = {person.pk: person for person in queries.with_parts(Person.objects.filter(pk__in=ids))}

    quickly = {person.pk: person for person in at_once.read(ids)}

    assert {pk: everything(one, reach=reach) for pk, one in quickly.items()} == {
        pk: everything(one, reach=reach) for pk, one in slowly.items()
    }


def test_it_is_one_query_and_nothing_is_asked_later(people: list[Person], django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        for person in at_once.read([person.pk for person in people]):
            everything(person, reach=Audience.NOBODY)


def test_who_was_merged_or_erased_is_not_there(people: list[Person]) -> None:
    ada, alone = people
    Person.objects.filter(pk=alone.pk).update(merged_into=ada)
    Person.objects.filter(pk=ada.pk).update(erased_at=NOW)

    assert at_once.read([ada.pk, alone.pk]) == []


def test_parts_nobody_needs_are_not_read(people: list[Person]) -> None:
    read = {person.pk: person for person in at_once.read([people[0].pk], without=frozenset({"contacts"}))}

    assert list(read[people[0].pk].contacts.all()) == []
    assert len(read[people[0].pk].positions.all()) == 2
