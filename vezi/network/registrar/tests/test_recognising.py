"""Who a new record may be of."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people.models import ContactKind, NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact
from vezi.network.registrar.linkage import MATCH, Record, usual_model
from vezi.network.registrar.recognising import beginnings, who_may_be

pytestmark = pytest.mark.django_db
BORN = datetime.date(1976, 5, 4)
MODEL = usual_model(people=500)
HERSELF = Record("", "Elizabeta", "Kosovelec", birth_date=BORN)


@pytest.fixture
def club() -> Club:
    return make_club()


@pytest.fixture
def elizabeta(club: Club) -> Person:
    """Among others of her surname and birthday."""
    person = make_record(club, "Elizabeta", "Kosovelec", born_on=BORN)
    make_contact(person, "elizabeta@example.org", club=club)
    make_contact(person, "+386 41 123 456", kind=ContactKind.PHONE, key="+38641123456", club=club)
    OtherName.objects.create(
        person=person, family="Gruden", kind=NameKind.FORMER, source=Source.REGISTRAR, recorded_at=NOW, club=club
    )
    make_affiliation(person, 1999, club=club)
    make_record(club, "Bojan", "Kosovelec", born_on=datetime.date(1950, 1, 1))
    make_record(club, "Darja", "Gruden", born_on=BORN)
    return person


#: What a new record says of her.
GUISES: dict[str, dict[str, Any]] = {
    "the same": {},
    "a short form": {"given_name": "Špela"},
    "the former surname": {"family_name": "Gruden"},
    "the former surname and no date": {"family_name": "gruden", "birth_date": None, "email": "ELIZABETA@example.org"},
    "a second surname": {"family_name": "Kosovelec Novak"},
    "married, the former one said": {"family_name": "Novak", "former_name": "Kosovelec"},
    "misspelt": {"family_name": "Kozovelec"},
    "misspelt at the end, no date": {"given_name": "Elizabetta", "birth_date": None, "class_year": 1999},
    "surname first": {"given_name": "Kosovelec", "family_name": "Elizabeta"},
    "day and month swapped": {"birth_date": datetime.date(1976, 4, 5), "family_name": "Kosovelc"},
    "another name altogether, the same mail": {
        "family_name": "Zupan",
        "birth_date": None,
        "email": "elizabeta@example.org",
    },
    "a misspelt name, the same number": {"family_name": "Gosovelec", "birth_date": None, "phone": "041 123-456"},
    "Cyrillic": {"given_name": "Елизабета", "family_name": "Косовелец"},
}


@pytest.mark.parametrize("guise", GUISES)
def test_somebody_is_recognised_in_another_guise(club: Club, elizabeta: Person, guise: str) -> None:
    found = who_may_be(replace(HERSELF, **GUISES[guise]), club=club, model=MODEL)

    assert [(one.person_id, one.weighed.band) for one in found[:1]] == [(elizabeta.pk, MATCH)]


@pytest.mark.parametrize(
    "record",
    [
        Record(""),
        Record("", "Alan", "Turing"),
        Record("", "Alan", "Turing", email="@", phone="+", birth_date=datetime.date(1912, 6, 23)),
        Record("", "Bojan", "Novak", birth_date=BORN),
        Record("", "100%", "_", email="%@example.org"),
    ],
)  # fmt: skip
def test_a_stranger_is_nobody(club: Club, elizabeta: Person, record: Record) -> None:
    assert who_may_be(record, club=club, model=MODEL) == []


def test_people_of_other_clubs_are_not_seen(elizabeta: Person) -> None:
    assert who_may_be(HERSELF, club=make_club(), model=MODEL) == []


def test_the_likeliest_comes_first_with_why(club: Club, elizabeta: Person) -> None:
    make_record(club, "Elizabeta", "Kosovelec", born_on=datetime.date(1976, 5, 8))

    found = who_may_be(replace(HERSELF, class_year=1999), club=club, model=MODEL)

    assert [one.person_id for one in found][:1] == [elizabeta.pk]
    assert len(found) == 2
    assert found[0].probability > found[1].probability
    assert [(one.comparison, one.level) for one in found[0].weighed.comparisons] == [
        ("given_name", "first_given_name"), ("family_name", "surname"), ("birth_date", "birth_date"),
        ("study", "class_year"),
    ]  # fmt: skip
    assert [one.person_id for one in who_may_be(HERSELF, club=club, model=MODEL, limit=1)] == [elizabeta.pk]


@pytest.mark.parametrize("people", [1, 3])
def test_two_queries_however_many_are_alike(club: Club, people: int, django_assert_num_queries) -> None:
    for _ in range(people):
        make_record(club, "Elizabeta", "Kosovelec", born_on=BORN)

    with django_assert_num_queries(2):
        assert len(who_may_be(HERSELF, club=club, model=MODEL)) == people


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(""), []),
        (Record("", "Ana"), ["ana "]),
        (Record("", "", "Žiga"), ["ziga "]),
        (Record("", "Uroš", "Žak"), ["zak uro", "uros zak", "zak "]),
    ],
)
def test_beginnings_of_names(record: Record, expected: list[str]) -> None:
    assert beginnings(record) == expected
