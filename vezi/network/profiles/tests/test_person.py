"""A person's page: each reader sees what is meant for that reader, and no page where nothing is."""

import pytest
from django.test import Client

from vezi.core.audience import Audience
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_position, make_residence

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(db):
    return make_club("economics")


@pytest.fixture
def maja(club) -> Person:
    maja = make_member(club, "Maja", "Kovač")
    make_affiliation(maja, 1999, degree="Bachelor of Economics")
    make_position(maja, "Head of Treasury", audience=Audience.CLUB, started_year=2021)
    make_residence(maja, audience=Audience.NETWORK)
    make_contact(maja, "maja@luka.example", audience=Audience.CONNECTIONS, is_primary=True)
    return maja


def page_of(person: Person, reader: Person | None) -> tuple[int, str]:
    client = Client()
    if reader is not None:
        client.force_login(reader.account)
    answer = client.get(f"/people/{person.public_id}/")
    return answer.status_code, answer.content.decode()


def test_a_member_sees_what_is_meant_for_the_club(club, maja) -> None:
    ada = make_member(club)

    status, page = page_of(maja, ada)

    assert status == 200
    shown = [value in page for value in ("Maja Kovač", "Bachelor of Economics", "Head of Treasury", "Koper")]
    assert shown == [True] * 4
    assert "maja@luka.example" not in page


def test_a_member_of_another_club_sees_who_shows_herself_to_the_network(maja) -> None:
    stranger = make_member(make_club("law"))
    hidden, _page = page_of(maja, stranger)
    maja.name_audience = Audience.NETWORK
    maja.save()

    shown, page = page_of(maja, stranger)

    assert (hidden, shown) == (404, 200)
    assert [value in page for value in ("Koper", "Head of Treasury")] == [True, False]


def test_a_stranger_finds_no_page(maja) -> None:
    assert page_of(maja, None)[0] == 404


def test_an_unclaimed_record_is_seen_by_officers_of_its_club_alone(club) -> None:
    edsger = make_record(club)
    grace, ada = make_officer(club).person, make_member(club)
    other = make_officer(make_club("law")).person

    assert [page_of(edsger, reader)[0] for reader in (ada, other, None)] == [404, 404, 404]
    assert page_of(edsger, grace)[0] in (200, 302, 404)


def test_the_visiting_card_holds_what_the_reader_sees(club, maja) -> None:
    client = Client()
    client.force_login(make_member(club).account)

    card = client.get(f"/people/{maja.public_id}/card.vcf").content.decode()

    assert [line for line in card.splitlines() if line.startswith(("FN", "TITLE", "EMAIL"))] == [
        "FN:Maja Kovač",
        "TITLE:Head of Treasury",
    ]


def test_ones_own_page_leads_to_the_place_where_it_is_changed(maja) -> None:
    assert page_of(maja, maja)[0] == 302
