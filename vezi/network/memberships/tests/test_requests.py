"""Requests on the officers’ page: the record that fits beside each, and the answer."""

from typing import Any

import pytest
from django.test import Client

from vezi.core.models import AccessEntry
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import services
from vezi.network.memberships.models import JoinRequest, RequestState
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import make_record
from vezi.network.memberships.tests.pages import OFFICE, cost, text
from vezi.network.people.tests.factories import make_affiliation

pytestmark = pytest.mark.django_db


def ask(club: Club, given: str = "Maja", **said: Any) -> JoinRequest:
    answers = Answers(given=given, family="Kovač", **said)
    return services.ask_to_join(club=club, account=make_account(), answers=answers, now=NOW)


def test_the_record_that_fits_stands_beside_the_request_and_the_look_is_written_down(club, office) -> None:
    record = make_record(club, "Maja", "Kovač")
    make_affiliation(record, 1999, club=club)
    ask(club, class_year=1999)

    page = text(office, f"{OFFICE}requests/")

    assert "Kovač, Maja" in page
    assert "agrees in: name, class year" in page
    assert list(AccessEntry.objects.values_list("person_id", "what")) == [(record.pk, "memberships.request")]


def test_requests_cost_the_same_for_one_and_for_many(club: Club, office: Client) -> None:
    def add(number: int) -> None:
        record = make_record(club, f"M{number}", "Kovač")
        make_affiliation(record, 1999, club=club)
        ask(club, f"M{number}")

    add(0)
    one = cost(office, f"{OFFICE}requests/")
    for number in range(1, 20):
        add(number)

    assert cost(office, f"{OFFICE}requests/") == one


@pytest.mark.parametrize("way", ["record", "new", "decline"])
def test_a_request_is_decided_on_the_page(club: Club, office: Client, way: str) -> None:
    record, asked = make_record(club, "Maja", "Kovač"), ask(club)
    said = {"record": {"record": record.public_id}, "new": {"new": "yes"}, "decline": {"reason": "Who?"}}[way]

    answer = office.post(f"{OFFICE}requests/{asked.public_id}/", said)

    asked.refresh_from_db()
    assert answer["Location"] == f"{OFFICE}requests/"
    assert asked.state == (RequestState.DECLINED if way == "decline" else RequestState.ADMITTED)
    assert (asked.person == record) is (way == "record")


def test_declining_without_a_reason_is_asked_for(club: Club, office: Client) -> None:
    asked = ask(club)

    page = office.post(f"{OFFICE}requests/{asked.public_id}/", {"reason": " "}, follow=True).content.decode()

    assert "Say why: the person reads it." in page
    assert JoinRequest.objects.get().state == RequestState.WAITING


def test_what_was_decided_meanwhile_is_told(club: Club, office: Client) -> None:
    asked = ask(club)
    services.withdraw(request=asked, by=asked.account, now=NOW)

    page = office.post(f"{OFFICE}requests/{asked.public_id}/", {"new": "yes"})

    assert page.status_code == 409
    assert "This request has been decided already." in page.content.decode()


def test_requests_of_another_club_and_records_that_are_not_there_are_not_here(club: Club, office: Client) -> None:
    elsewhere, asked = ask(make_club("law")), ask(club)

    assert office.post(f"{OFFICE}requests/{elsewhere.public_id}/", {"new": "yes"}).status_code == 404
    assert office.post(f"{OFFICE}requests/{asked.public_id}/", {"record": "nobody"}).status_code == 404
