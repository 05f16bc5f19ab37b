"""What a club holds of its people, as records to be linked."""

import datetime
from dataclasses import asdict

import pytest

from tests.worlds import make_world
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import reach
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people.models import ContactKind, ContactValue, NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact, make_person, make_residence
from vezi.network.registrar.linkage import Record
from vezi.network.registrar.people_as_records import Home, held_of, home_of, records_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    return make_club()


def known_as_before(person: Person, family: str, **facts) -> OtherName:
    facts = {"kind": NameKind.FORMER, "source": Source.REGISTRAR, "recorded_at": NOW, **facts}
    return OtherName.objects.create(person=person, family=family, **facts)


def everybody(club: Club) -> list[Record]:
    return list(records_of(Person.objects.all(), club=club))


def test_a_person_is_a_record_of_all_that_can_be_compared(club: Club) -> None:
    maja = make_record(club, "Maja Ana", "Kos", preferred="Majda", born_on=datetime.date(1976, 5, 14))
    known_as_before(maja, "Zupan", club=club)
    known_as_before(maja, "Kos", club=club, kind=NameKind.GRADUATION)
    make_contact(maja, "old@example.org", club=club)
    make_contact(maja, "Maja@example.org", club=club, is_primary=True)
    make_contact(maja, "+386 41 123 456", kind=ContactKind.PHONE, club=club)
    make_contact(maja, "Trg 5, 6000 Koper, Slovenia", kind=ContactKind.POST, club=club)
    make_residence(maja, "Piran", club=club)
    make_affiliation(maja, 2004, club=club)
    make_affiliation(maja, 1999, club=club, programme=programme_named("Law", institution=club.institution))

    expected = Record(
        str(maja.pk), "Maja Ana", "Kos", "Majda", "Zupan", datetime.date(1976, 5, 14), birth_year=maja.birth_year,
        email="Maja@example.org", phone="+386 41 123 456", street="Trg 5", city="Koper", postcode="6000",
        country="Slovenia", programme="Law", class_year=1999,
    )  # fmt: skip
    assert everybody(club) == [expected]


def test_nothing_known_is_nothing_said(club: Club) -> None:
    edsger = make_record(club)

    assert everybody(club) == [Record(str(edsger.pk), "Edsger", "Dijkstra")]


def test_what_another_club_holds_is_not_in_it(club: Club) -> None:
    other = make_club()
    ada = make_record(club, "Ada", "Lovelace")
    Membership.objects.create(person=ada, club=other, state=State.RECORDED, since=NOW, recorded_at=NOW)
    make_contact(ada, club=other)
    make_residence(ada, club=other)
    make_affiliation(ada, club=other)
    known_as_before(ada, "Byron", club=other)

    assert everybody(club) == [Record(str(ada.pk), "Ada", "Lovelace")]
    [theirs] = everybody(other)
    assert (theirs.email, theirs.city, theirs.class_year, theirs.former_name) == (
        "ada@example.org",
        "Koper",
        1999,
        "Byron",
    )


@pytest.mark.parametrize("seed", range(8))
def test_a_club_holds_what_every_page_says_it_does(seed: int) -> None:
    for club in make_world(seed).clubs:
        held = {one.id: one for one in held_of(Person.objects.values_list("pk", flat=True), club=club)}
        known = Membership.objects.living_records().filter(club=club).values_list("person_id", flat=True)
        mails = ContactValue.objects.filter(reach.held_by(club), kind=ContactKind.MAIL)

        assert sorted(held) == sorted(known)
        for person_id, one in held.items():
            assert sorted(one.mails) == sorted(mails.filter(person=person_id).values_list("value", flat=True))


def test_only_living_records_on_the_books_are_in_it(club: Club) -> None:
    make_person("Alan", "Turing")
    make_record(make_club(), "Grace", "Hopper")
    merged = make_record(club, "Ada", "King")
    ada = make_record(club, "Ada", "Lovelace")
    Person.objects.filter(pk=merged.pk).update(merged_into=ada)
    Person.objects.filter(pk=make_record(club, "Erased", "Person").pk).update(erased_at=NOW)

    assert [one.id for one in everybody(club)] == [str(ada.pk)]


def test_some_of_the_people_can_be_asked_for(club: Club) -> None:
    ada, _maja = make_record(club, "Ada", "Lovelace"), make_record(club, "Maja", "Kos")

    assert [one.id for one in records_of(Person.objects.filter(family="Lovelace"), club=club)] == [str(ada.pk)]
    assert list(records_of(Person.objects.none(), club=club)) == []


@pytest.mark.parametrize("people", [1, 3])
def test_one_query_however_many_people(club: Club, people: int, django_assert_num_queries) -> None:
    for number in range(people):
        make_contact(make_record(club, "Ada", f"Lovelace {number}"), f"ada{number}@example.org", club=club)

    with django_assert_num_queries(1):
        assert len(everybody(club)) == people


def test_of_several_values_those_another_record_has_are_taken(club: Club) -> None:
    ada = make_record(club, "Ada", "Lovelace")
    for mail in ("one@example.org", "two@example.org"):
        make_contact(ada, mail, club=club)
    for year in (1999, 2004):
        make_affiliation(ada, year, club=club)
    [held] = held_of([ada.pk], club=club)

    like = held.record_like(Record("", email="TWO@example.org", class_year=2004))

    assert (like.email, like.class_year) == ("two@example.org", 2004)
    assert (held.record.email, held.record.class_year) == ("one@example.org", 1999)
    assert held.record_like(Record("", email="three@example.org")) == held.record


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("Trg 5, 6000 Koper, Slovenia", ("Trg 5", "6000", "Koper", "Slovenia")),
        ("Trg 5, Koper", ("Trg 5", "", "Koper", "")),
        ("1 High St, SW1A 1AA London, United Kingdom", ("1 High St", "SW1A 1AA", "London", "United Kingdom")),
        ("Trg 5\n6000 Koper", ("Trg 5", "6000", "Koper", "")),
        ("Trg 5", ("Trg 5", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_an_address_is_taken_apart(address: str, home: tuple[str, ...]) -> None:
    assert tuple(asdict(home_of(address)).values()) == home
    assert home_of(address) == Home(*home)
