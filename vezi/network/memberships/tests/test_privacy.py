"""What a count, a sentence or a look-up of this area must not give away."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services
from vezi.network.memberships.queries import books, network
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import Person, Source
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget() -> None:
    cache.clear()


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics")


def home_of(person) -> str:
    return client_of(person).get("/home/").content.decode()


def test_who_hides_her_class_is_nobody_s_classmate(club: Club) -> None:
    ada = make_member(club)
    make_affiliation(ada, 1999)
    make_affiliation(make_member(club, "Edith", "Clarke"), 1999, audience=Audience.NOBODY)

    shown = home_of(ada)

    assert "Edith" in shown
    assert ("New in your class" in shown, "your classmate" in shown) == (False, False)


@pytest.mark.parametrize(("people", "told"), [(books.FEW - 1, False), (books.FEW, True)])
@pytest.mark.parametrize("make", [make_record, make_member])
def test_classes_of_so_few_people_are_not_told_in_public(
    club: Club, make: Callable[..., Person], people: int, told: bool
) -> None:
    for number in range(people):
        make_affiliation(make(club, "Edith", f"Clarke {number}"), 1999)

    shown = client_of(None).get("/c/economics/").content.decode()

    assert ("1999" in shown, bool(books.ribbon(club)), bool(network.network().classes)) == (told, told, told)


def test_few_people_of_many_classes_are_few(club: Club) -> None:
    for number in range(books.FEW - 1):
        edith = make_record(club, "Edith", f"Clarke {number}")
        for year in (1999, 2004):
            make_affiliation(edith, year)

    assert (books.ribbon(club), network.network().classes) == ([], ())


@pytest.mark.parametrize("found_by", ["edith@", "E-77"])
def test_who_may_not_see_records_cannot_feel_for_addresses_and_numbers(club: Club, found_by: str) -> None:
    edith = make_member(club, "Edith", "Clarke")
    make_contact(edith, "edith@example.org")
    edith.identifiers.create(club=club, value="E-77", source=Source.REGISTRAR, recorded_at=NOW)
    appoints = client_of(make_officer(club, capabilities=["manage_roles"]).person)
    sees = client_of(make_officer(club, capabilities=["manage_roles", "see_records"], given="Barbara").person)

    answers = [client.get("/c/economics/office/officers/", {"q": found_by}) for client in (appoints, sees)]

    assert ["Clarke, Edith" in answer.content.decode() for answer in answers] == [False, True]


# What another club holds, and who left


def record_page(club: Club, person) -> str:
    officer = make_officer(club, capabilities=["see_records"])
    page = client_of(officer.person).get(f"/c/{club.slug}/office/members/{person.public_id}/")
    assert page.status_code == 200
    return page.content.decode()


def test_who_left_is_seen_by_the_office_as_the_registrar_gave_her(club: Club) -> None:
    """So the page of leaving says."""
    ada = make_member(club)
    make_contact(ada, "registrar@example.org", club=club)
    make_contact(ada, "her-own@example.org", source=Source.SELF)
    make_affiliation(ada, 2012, degree="Her own MBA", source=Source.SELF)
    services.leave(person=ada, club=club, by=None, now=NOW)

    shown = record_page(club, ada)

    assert ["registrar@example.org" in shown, "her-own@" in shown, "Her own MBA" in shown] == [True, False, False]


def test_the_ledger_lists_and_finds_who_left_as_the_registrar_gave_her(club: Club) -> None:
    ada = make_member(club)
    make_contact(ada, "her-own@example.org", source=Source.SELF)
    services.leave(person=ada, club=club, by=None, now=NOW)
    office = client_of(make_officer(club, capabilities=["see_records"]).person)
    members = "/c/economics/office/members/"

    listed = office.get(members, {"state": "left", "column": ["mail", "reach"]}).content.decode()
    found = office.get(members, {"state": "left", "q": "her-own@"}).content.decode()
    reached = office.get(members, {"state": "left", "reach": "reachable"}).content.decode()

    assert ("Lovelace" in listed, "her-own@" in listed) == (True, False)
    assert ["Lovelace" in re.sub("value=.*?>", "", page) for page in (found, reached)] == [False, False]


def test_a_birthday_that_another_club_gave_is_not_shown_to_the_office(club: Club) -> None:
    other = make_club("law")
    ada = make_member(other, born_on=date(1976, 5, 14))
    Person.objects.filter(pk=ada.pk).update(club=other)
    services.admit(person=ada, club=club, by=None, now=NOW)

    assert ["1976" in record_page(one, ada) for one in (club, other)] == [False, True]
