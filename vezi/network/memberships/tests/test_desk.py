"""The desk: each number is a door; each page of the office opens to its capability alone."""

import pytest
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE, text
from vezi.network.people.tests.factories import make_affiliation, make_contact

pytestmark = pytest.mark.django_db


def test_each_number_is_a_door_to_the_people_behind_it(club: Club, office: Client) -> None:
    make_contact(make_record(club, "Maja", "Kovač"), club=club)
    make_affiliation(make_record(club, "Ana", "Novak"), 1999, club=club)

    page = office.get(OFFICE)

    tabs = [(tab.number, str(tab.title), tab.url) for tab in page.context["tabs"]]
    assert tabs == [
        (3, "graduates on record", "/c/economics/office/members/?"),
        (1, "claimed, 33 of 100", "/c/economics/office/members/?state=member"),
        (1, "reachable, 33 of 100", "/c/economics/office/members/?reach=reachable"),
        (1, "lost", "/c/economics/office/members/?reach=lost"),
    ]
    assert "year_from=1990&amp;year_to=1999" in page.content.decode()
    for number, _title, url in tabs:
        assert office.get(url).context["total"] == number


def test_who_may_not_see_records_sees_numbers_without_doors(club: Club) -> None:
    treasurer = make_officer(club, capabilities=["office"])
    make_affiliation(make_record(club), 1999, club=club)

    page = client_of(treasurer.person).get(OFFICE)

    assert {tab.url for tab in page.context["tabs"]} == {""}
    assert "members/" not in page.content.decode()


def test_a_club_without_people_says_how_it_begins(club: Club, office: Client, monkeypatch) -> None:
    Membership.objects.update(state=State.LEFT)

    assert "Nobody is on the books yet" in text(office, OFFICE)


PAGES = {
    "": "office", "members/": "see_records", "requests/": "admit", "officers/": "manage_roles", "rules/": "edit_club",
    "rules/palette/": "edit_club",
    "rules/notices/": "edit_club",
}  # fmt: skip


@pytest.mark.parametrize(("page", "capability"), PAGES.items())
def test_each_page_of_the_office_opens_to_its_capability_alone(club: Club, page: str, capability: str) -> None:
    others = [one for one in ("office", "see_records", "admit", "manage_roles", "edit_club") if one != capability]
    allowed = make_officer(club, make_member(club, "Grace", "Hopper"), capabilities=[capability])
    not_allowed = make_officer(club, make_member(club, "Alan", "Turing"), capabilities=others)
    asked = {
        "stranger": Client(),
        "member": client_of(make_member(club)),
        "member of another club": client_of(make_member(make_club("law"))),
        "officer of another club": client_of(make_officer(Club.objects.get(slug="law")).person),
        "officer without": client_of(not_allowed.person),
        "officer with": client_of(allowed.person),
    }

    answers = {who: client.get(f"{OFFICE}{page}").status_code for who, client in asked.items()}

    assert answers == {
        "stranger": 302,
        "member": 403,
        "member of another club": 404,
        "officer of another club": 404,
        "officer without": 403,
        "officer with": 200,
    }
