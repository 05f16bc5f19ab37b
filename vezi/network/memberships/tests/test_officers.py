"""Who runs the club, on the officers’ page."""

from datetime import timedelta

import pytest
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import access, services
from vezi.network.memberships.models import Officer, Role
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE, cost, text

pytestmark = pytest.mark.django_db


def test_a_member_is_found_and_appointed(club: Club, office: Client, grace: Officer) -> None:
    ada = make_member(club)
    host = services.make_role(club=club, name="Host", capabilities=["office"], by=None, now=NOW)

    found = text(office, f"{OFFICE}officers/?q=lovelace")
    answer = office.post(f"{OFFICE}officers/appoint/", {"person": ada.public_id, "role": host.pk, "is_listed": "on"})

    assert ada.public_id in found
    assert answer.status_code == 302
    assert access.rights_of(ada.account, club, today=NOW.date() + timedelta(days=9999)) == {"office"}


def test_only_roles_with_rights_one_holds_are_offered_and_taken(club: Club) -> None:
    keeper = make_officer(club, capabilities=["manage_roles"])
    ada = make_member(club)
    export = services.make_role(club=club, name="Export", capabilities=["export"], by=None, now=NOW)
    client = client_of(keeper.person)

    page = client.get(f"{OFFICE}officers/?q=lovelace")
    answer = client.post(f"{OFFICE}officers/appoint/", {"person": ada.public_id, "role": export.pk})

    assert export not in page.context["appoint"].fields["role"].queryset
    assert answer.status_code == 403
    assert Officer.objects.filter(person=ada).count() == 0


@pytest.mark.parametrize("wrong", ["record", "other club", "other role"])
def test_only_members_and_roles_of_the_club(club: Club, office: Client, grace: Officer, wrong: str) -> None:
    law = make_club("law")
    role = services.make_role(club=law, name="Host", capabilities=[], by=None, now=NOW)
    person = {"record": make_record(club), "other club": make_member(law), "other role": make_member(club)}[wrong]

    answer = office.post(
        f"{OFFICE}officers/appoint/",
        {"person": person.public_id, "role": role.pk if wrong == "other role" else grace.role.pk},
    )

    assert answer.status_code == (409 if wrong == "record" else 404)
    assert Officer.objects.filter(person=person).count() == 0


def test_an_officer_is_dismissed_and_the_last_keeper_is_not(club: Club, office: Client, grace: Officer) -> None:
    page = text(office, f"{OFFICE}officers/")
    dismiss = [
        part.partition('"')[0] for part in page.split('action="')[1:] if part.partition('"')[0].endswith("dismiss/")
    ]

    answer = office.post(dismiss[0], follow=True).content.decode()

    assert "Appoint another first." in answer
    assert Officer.objects.get().until_on is None

    make_officer(club, make_member(club), capabilities=["manage_roles", "office"])
    office.post(dismiss[0])

    assert access.keepers_of(club, today=NOW.date() + timedelta(days=9999)).count() == 1


def test_a_role_is_made_and_changed(club: Club, office: Client) -> None:
    office.post(f"{OFFICE}officers/roles/", {"name": "Host", "capabilities": ["office"]})
    host = Role.objects.get(name="Host")
    page = text(office, f"{OFFICE}officers/")
    addresses = {part.partition('"')[0] for part in page.split('action="')[1:]}
    changes = [one for one in addresses if "/officers/roles/" in one and not one.endswith("/officers/roles/")]

    for address in changes:
        if "Host" in page.partition(address)[2].partition("</form>")[0]:
            office.post(address, {"name": "Guide", "capabilities": ["office", "admit"]})

    host.refresh_from_db()
    assert (host.name, host.capabilities) == ("Guide", ["admit", "office"])


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"name": "", "capabilities": []}, "name"),
        ({"name": "Host", "capabilities": ["fly"]}, "capabilities"),
        ({"name": "Taken", "capabilities": []}, "name"),
    ],
)
def test_a_role_that_cannot_be_is_said_at_its_place(club: Club, office: Client, said, error) -> None:
    services.make_role(club=club, name="Taken", capabilities=[], by=None, now=NOW)

    page = office.post(f"{OFFICE}officers/roles/", said)

    assert page.status_code == 422
    assert list(page.context["new_role"].errors) == [error]


def test_the_officers_page_costs_the_same_for_few_and_for_many(club: Club, office: Client, grace: Officer) -> None:
    one = cost(office, f"{OFFICE}officers/")
    for number in range(10):
        services.appoint(person=make_member(club, f"P{number}"), role=grace.role, by=None, now=NOW)
        services.make_role(club=club, name=f"Role {number}", capabilities=["office"], by=None, now=NOW)

    assert cost(office, f"{OFFICE}officers/") == one
