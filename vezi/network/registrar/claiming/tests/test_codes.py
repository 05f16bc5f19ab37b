"""The code of a letter, and those who guess it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vezi.core.models import AuditEntry
from vezi.network.accounts.tests.factories import PASSWORD
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.claiming import queries
from vezi.network.registrar.claiming.tests.factories import (
    make_code,
    make_link,
    words,
)
from vezi.network.registrar.inviting.tests.factories import make_graduate
from vezi.network.registrar.models import (
    Claim,
    Invitation,
    Withdrawal,
    WrongTry,
)

pytestmark = pytest.mark.django_db


def test_the_picture_of_the_letter_fills_the_code_in(client: Client) -> None:
    assert 'value="K7MPX-3WQRT"' in words(client.get("/claim/?code=K7MPX-3WQRT"))


@pytest.mark.parametrize("typed", ["14. 5. 1976", "14/05/1976", "1976-05-14"])
def test_code_and_birth_date_open_the_record(client: Client, club: Club, nejc: Person, typed: str) -> None:
    code = make_code(nejc, club)

    response = client.post("/claim/", {"code": code.lower(), "born_on": typed})

    assert response.url == "/accounts/signup/"
    client.post("/accounts/signup/", {"email": "nejc@example.org", "password1": PASSWORD})
    assert Claim.objects.count() == 0, "a letter proves no mail address"


def test_a_record_without_a_birth_date_opens_by_the_code_alone(client: Client, club: Club) -> None:
    maja = make_graduate(club, "Maja", "Kovač")

    assert client.post("/claim/", {"code": make_code(maja, club), "born_on": ""}).url == "/accounts/signup/"


def test_wrong_code_and_wrong_birth_date_are_answered_alike(client: Client, club: Club, nejc: Person) -> None:
    code = make_code(nejc, club)

    wrong_date = client.post("/claim/", {"code": code, "born_on": "1. 1. 1976"})
    wrong_code = client.post("/claim/", {"code": "22222-22222", "born_on": "14. 5. 1976"})

    said = [re.sub(r'value="[^"]*"', "", words(response)) for response in (wrong_date, wrong_code)]
    assert said[0] == said[1]
    assert (wrong_date.status_code, wrong_code.status_code) == (422, 422)
    assert WrongTry.objects.count() == 2


def test_a_token_of_a_mail_is_no_code_and_a_code_is_no_token(client: Client, club: Club, nejc: Person) -> None:
    token = make_link(nejc, club).split("/")[2]
    code = make_code(nejc, club)

    assert queries.by_code(token) is None
    assert queries.by_token(code) is None


def test_after_five_wrong_dates_the_code_opens_no_more(client: Client, club: Club, nejc: Person) -> None:
    code = make_code(nejc, club)
    for day in range(1, 6):
        client.post("/claim/", {"code": code, "born_on": f"{day}. 1. 1976"})

    response = client.post("/claim/", {"code": code, "born_on": "14. 5. 1976"})

    assert response.status_code == 410
    assert Invitation.objects.get().withdrawn_because == Withdrawal.GUESSED
    assert AuditEntry.objects.filter(deed="registrar.wrong_claim_try", person_id=nejc.pk).count() == 5


def test_guessing_codes_from_one_address_is_stopped_for_an_hour(client: Client, club: Club, nejc: Person) -> None:
    code = make_code(nejc, club)
    for number in range(10):
        client.post("/claim/", {"code": f"2222{number}-BCDFG", "born_on": "14. 5. 1976"})

    stopped = client.post("/claim/", {"code": code, "born_on": "14. 5. 1976"})
    elsewhere = Client(REMOTE_ADDR="203.0.113.7").post("/claim/", {"code": code, "born_on": "14. 5. 1976"})
    WrongTry.objects.update(at=timezone.now() - timedelta(hours=2))
    later = client.post("/claim/", {"code": code, "born_on": "14. 5. 1976"})

    assert "too many tries" in words(stopped)
    assert elsewhere.status_code == 302
    assert later.status_code == 302


def test_wrong_tries_tell_nobodys_address(client: Client) -> None:
    client.post("/claim/", {"code": "22222-22222", "born_on": ""})

    assert "127.0.0.1" not in WrongTry.objects.get().origin
    assert len(WrongTry.objects.get().origin) == 64
