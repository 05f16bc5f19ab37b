"""The link of a mail, and one thing only the owner of the record knows."""

import re
from typing import Any

import pytest
from django.test import Client

from vezi.core.models import AuditEntry, MailState, OutgoingMail
from vezi.network.accounts.tests.factories import PASSWORD
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member, make_officer
from vezi.network.people.models import ContactValue, Identifier, Person, Source
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar import signals
from vezi.network.registrar.claiming.tests.factories import (
    make_confirmed_account,
    make_link,
    sign_up,
    words,
)
from vezi.network.registrar.inviting.tests.factories import make_graduate, make_inviting_club
from vezi.network.registrar.models import (
    Claim,
    Invitation,
    InvitationRules,
    Withdrawal,
)

pytestmark = pytest.mark.django_db


def test_the_link_shows_whom_it_is_for_before_anything_is_asked(client: Client, club: Club, nejc: Person) -> None:
    page = words(client.get(make_link(nejc, club)))

    assert "Nejc Žagar" in page
    assert "’99" in page
    assert "nejc@example.org" not in page
    assert "1976" not in page


def test_opening_the_link_uses_nothing_up(client: Client, club: Club, nejc: Person) -> None:
    link = make_link(nejc, club)

    for _visit in range(3):
        assert client.get(link).status_code == 200

    assert Invitation.objects.get().used_at is None


def test_the_walk_from_mail_to_member(client: Client, club: Club, nejc: Person) -> None:
    told: list[Claim] = []

    def hear(claim: Claim, **_rest: Any) -> None:
        told.append(claim)

    signals.record_claimed.connect(hear)

    response = client.post(make_link(nejc, club), {"deed": "me"})
    assert response.url == "/accounts/signup/"
    door = words(client.get(response.url))
    assert "Nejc Žagar" in door
    assert 'value="nejc@example.org"' in door
    response = sign_up(client)

    assert response.url == "/claim/take/"
    assert client.get(response.url).url == "/claim/check/"
    signals.record_claimed.disconnect(hear)
    nejc.refresh_from_db()
    assert nejc.account.email == "nejc@example.org"
    assert nejc.claimed_at is not None
    assert Membership.objects.get(person=nejc, club=club).state == State.MEMBER
    assert Invitation.objects.get().used_at is not None
    assert told == [Claim.objects.get()]
    assert AuditEntry.objects.filter(deed="registrar.claim", person_id=nejc.pk).count() == 1


def test_another_address_is_confirmed_by_code_before_the_record_is_taken_up(
    client: Client, club: Club, nejc: Person
) -> None:
    client.post(make_link(nejc, club), {"deed": "me"})

    response = sign_up(client, "nejc@work.example")
    assert Claim.objects.count() == 0
    code = re.search(r"^    (\S+)$", OutgoingMail.objects.latest("pk").text, re.M)[1]
    response = client.post(response.url, {"code": code})

    assert response.url == "/claim/take/"
    assert Claim.objects.get().person == nejc


def test_who_has_an_account_signs_in_with_it(client: Client, club: Club, nejc: Person) -> None:
    make_confirmed_account("nejc@example.org")

    response = client.post(make_link(nejc, club), {"deed": "me"})
    assert response.url == "/accounts/login/"
    assert "Nejc Žagar" in words(client.get(response.url))
    client.post(response.url, {"login": "nejc@example.org", "password": PASSWORD})

    nejc.refresh_from_db()
    assert nejc.account.email == "nejc@example.org"


def test_who_has_a_record_already_sees_both_before_they_become_one(client: Client, club: Club, nejc: Person) -> None:
    others = make_inviting_club("others")
    mine = make_member(others, "Nejc", "Žagar-Kovač", email="nejc@others.example")
    client.force_login(mine.account)

    response = client.post(make_link(nejc, club), {"deed": "me"})
    page = words(client.get(response.url))
    assert Claim.objects.count() == 0
    client.post(response.url)

    assert "Are these both you?" in page
    assert "Nejc Žagar-Kovač" in page
    nejc.refresh_from_db()
    assert nejc.merged_into == mine
    assert Claim.objects.get().person == mine
    assert set(mine.memberships.active().values_list("club__slug", flat=True)) == {"others", "economists"}
    assert ContactValue.objects.filter(person=mine, value="nejc@example.org").exists()


def test_a_signed_in_account_without_a_record_is_asked_before_it_takes_one_up(
    client: Client, club: Club, nejc: Person
) -> None:
    account = make_confirmed_account("borrowed@example.org")
    client.force_login(account)

    response = client.post(make_link(nejc, club), {"deed": "me"})

    assert "borrowed@example.org" in words(client.get(response.url))
    assert Claim.objects.count() == 0
    client.post(response.url)
    nejc.refresh_from_db()
    assert nejc.account == account


def test_left_half_way_the_link_opens_again(client: Client, club: Club, nejc: Person) -> None:
    link = make_link(nejc, club)
    client.post(link, {"deed": "me"})

    elsewhere = Client()
    assert elsewhere.get(link).status_code == 200
    elsewhere.post(link, {"deed": "me"})
    sign_up(elsewhere)

    assert Claim.objects.get().person == nejc


def test_a_claim_left_for_hours_must_be_opened_anew(client: Client, club: Club, nejc: Person) -> None:
    client.post(make_link(nejc, club), {"deed": "me"})
    session = client.session
    session["registrar_claim"] = {**session["registrar_claim"], "until": 0}
    session.save()

    sign_up(client)

    assert Claim.objects.count() == 0
    assert client.get("/claim/take/").url == "/claim/"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"now": NOW, "days": 1}, "too old"),
        ({"used_at": NOW}, "This record is taken up"),
        ({"withdrawn_at": NOW, "withdrawn_because": Withdrawal.CLAIMED}, "This record is taken up"),
        ({"withdrawn_at": NOW, "withdrawn_because": Withdrawal.REPLACED}, "There is a newer one"),
        ({"withdrawn_at": NOW, "withdrawn_because": Withdrawal.OFFICER}, "opens no more"),
        ({"withdrawn_at": NOW, "withdrawn_because": Withdrawal.GUESSED}, "opens no more"),
    ],
)
def test_a_link_that_opens_no_more_says_what_to_do(
    client: Client, club: Club, nejc: Person, facts: dict, sentence: str
) -> None:
    link = make_link(nejc, club, **facts)

    response = client.get(link)
    posted = client.post(link, {"deed": "me"})

    assert (response.status_code, posted.status_code) == (410, 410)
    assert sentence in words(response)
    assert "office@economists.example" in words(response)
    assert "Žagar" not in words(response)
    assert "registrar_claim" not in client.session


def test_a_link_nobody_sent_leads_nowhere(client: Client) -> None:
    response = client.get("/claim/abcdefgh/")

    assert response.status_code == 404
    assert "leads nowhere" in words(response)


def test_an_old_link_sends_a_new_one_to_the_same_address_once_a_day(client: Client, club: Club, nejc: Person) -> None:
    link = make_link(nejc, club, now=NOW, days=1)

    for _twice in range(2):
        response = client.post(link, {"deed": "renew"})
        assert "a new one is on its way" in words(response)

    fresh = OutgoingMail.objects.filter(kind="registrar.invitation", state=MailState.WAITING)
    assert [mail.to for mail in fresh] == ["nejc@example.org"]
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_no_new_link_goes_to_an_address_that_is_not_the_persons_any_more(
    client: Client, club: Club, nejc: Person
) -> None:
    link = make_link(nejc, club, now=NOW, days=1)
    ContactValue.objects.update(value="nejc@new.example", key="nejc@new.example")

    response = client.post(link, {"deed": "renew"})

    assert "If the club still has the address" in words(response)
    assert not OutgoingMail.objects.filter(state=MailState.WAITING).exists()


def test_not_me_ends_the_invitation_and_tells_the_officers(client: Client, club: Club, nejc: Person) -> None:
    grace = make_officer(club, capabilities=["invite"]).person
    make_officer(club, capabilities=["office"], given="Barbara", family="Liskov")

    page = words(client.post(make_link(nejc, club), {"deed": "not_me"}))

    assert "Thank you" in page
    assert Invitation.objects.get().withdrawn_because == Withdrawal.NOT_ME
    assert ContactValue.objects.get(person=nejc).bounced_at is not None
    told = OutgoingMail.objects.get(kind="registrar.not_me")
    assert told.to == grace.account.email
    assert "Nejc Žagar" in told.text


@pytest.fixture
def careful(club: Club, nejc: Person) -> Club:
    """The club that asks before a link opens."""
    InvitationRules.objects.create(club=club, asks_proof=True)
    Identifier.objects.create(person=nejc, club=club, value="1905 0001", source=Source.REGISTRAR, recorded_at=NOW)
    return club


@pytest.mark.parametrize("proof", [{"born_on": "14. 5. 1976"}, {"student_number": "19050001"}])
def test_either_proof_opens_the_record(client: Client, careful: Club, nejc: Person, proof: dict) -> None:
    response = client.post(make_link(nejc, careful), {"deed": "me", **proof})

    assert response.url == "/accounts/signup/"


@pytest.mark.parametrize(
    ("proof", "sentence"),
    [
        ({"born_on": "31. 2. 1976"}, "February has no 31st. Write it as 14. 5. 1976."),
        ({"born_on": "15. 5. 1976"}, "This does not fit."),
        ({"student_number": "19050002"}, "This does not fit."),
        ({}, "Give one of the two."),
    ],
)
def test_a_wrong_proof_is_said_and_opens_nothing(
    client: Client, careful: Club, nejc: Person, proof: dict, sentence: str
) -> None:
    response = client.post(make_link(nejc, careful), {"deed": "me", **proof})

    assert response.status_code == 422
    assert sentence in words(response)
    assert "registrar_claim" not in client.session


def test_a_club_cannot_ask_what_no_record_knows(client: Client, careful: Club) -> None:
    unknown = make_graduate(careful, "Maja", "Kovač", mail="maja@example.org")

    assert client.post(make_link(unknown, careful), {"deed": "me"}).url == "/accounts/signup/"


def test_the_walk_speaks_slovenian(client: Client, club: Club, nejc: Person) -> None:
    client.cookies["vezi_language"] = "sl"
    link = make_link(nejc, club)

    asked = words(client.get(link))
    door = words(client.post(link, {"deed": "me"}, follow=True))

    assert "Ste to vi?" in asked
    assert "To sem jaz" in asked
    assert "Kako boste vstopali?" in door
