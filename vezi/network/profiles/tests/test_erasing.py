"""Erasing oneself: the page says what goes and what stays, asks who it is, and does it at once."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from vezi.core.models import AuditEntry, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import PASSWORD, make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import JoinRequest
from vezi.network.memberships.services import joining
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person, Tombstone
from vezi.network.people.tests.factories import NOW, make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics")


@pytest.fixture
def maja(club: Club) -> Person:
    maja = make_member(club, "Maja", "Kovač", "maja@example.org")
    make_contact(maja, "maja@old.example")
    return maja


def signed_in(person: Person) -> Client:
    """Through the door, a moment ago."""
    client = Client(headers={"accept-language": "en"})
    assert person.account is not None
    EmailAddress.objects.create(user=person.account, email=person.account.email, verified=True, primary=True)
    client.post("/accounts/login/", {"login": person.account.email, "password": PASSWORD})
    return client


def test_the_page_says_what_goes_what_stays_and_why(maja: Person) -> None:
    page = client_of(maja).get("/me/erase/").content.decode()

    for words in (
        "What goes",
        "Mail, telephone, addresses",
        "What stays, and why",
        "A fingerprint",
        "Copies kept for safety",
    ):
        assert words in page
    assert maja.account is not None
    assert maja.account.email in page


def test_who_came_in_long_ago_says_first_who_she_is(maja: Person) -> None:
    answer = client_of(maja).post("/me/erase/", {"is_sure": "on"})

    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)
    assert Person.objects.filter(pk=maja.pk, erased_at=None).exists()


def test_nothing_happens_without_the_tick(maja: Person) -> None:
    answer = signed_in(maja).post("/me/erase/", {})

    assert answer.status_code == 422
    assert "Tick this first" in answer.content.decode()
    assert Person.objects.filter(pk=maja.pk, erased_at=None).exists()


def test_it_is_done_at_once_and_she_is_out(maja: Person) -> None:
    assert maja.account is not None
    client, mail = signed_in(maja), maja.account.email

    answer = client.post("/me/erase/", {"is_sure": "on"})
    page = client.get(answer.url).content.decode()

    maja.refresh_from_db()
    assert (answer.url, "You are erased" in page) == ("/erased/", True)
    assert (maja.name, maja.erased_at is not None, Account.objects.filter(email=mail).exists()) == ("", True, False)
    assert client.get("/home/").status_code == 302
    assert OutgoingMail.objects.get(to=mail).purpose == "last_word"
    assert Tombstone.objects.exists()


def test_who_has_no_record_yet_erases_the_account(club: Club) -> None:
    account = make_account("nobody.yet@example.org")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    asked = joining.ask_to_join(
        club=club, account=account, now=NOW, answers=Answers(given="Nobody", family="Yet", note="Let me in")
    )
    joining.decline(request=asked, reason="Nobody Yet is not one of us", by=make_account(), now=NOW)
    page = client.get("/me/erase/").content.decode()

    client.post("/me/erase/", {"is_sure": "on"})

    assert ("A fingerprint" in page, "Your requests to join" in page) == (False, True)
    assert (Account.objects.filter(pk=account.pk).exists(), JoinRequest.objects.exists()) == (False, False)
    assert {mail.purpose for mail in OutgoingMail.objects.filter(to=account.email)} == {"last_word"}
    assert not AuditEntry.objects.filter(details__icontains="Yet").exists()


def test_who_alone_appoints_officers_is_told(club: Club) -> None:
    grace = make_officer(club).person

    alone = client_of(grace).get("/me/erase/").content.decode()
    make_officer(club, make_member(club, "Ada", "Lovelace"), ["manage_roles"])
    with_ada = client_of(grace).get("/me/erase/").content.decode()

    assert ("can appoint officers of Economics" in alone, "can appoint officers" in with_ada) == (True, False)
