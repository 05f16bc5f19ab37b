"""From an invitation to one's own record."""

import re
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import timezone

from vezi.core.models import AuditEntry, MailState, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import PASSWORD, make_account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member, make_officer
from vezi.network.people.models import ContactValue, Identifier, Person, Source
from vezi.network.people.tests.factories import NOW, make_person
from vezi.network.registrar import signals
from vezi.network.registrar.claiming import queries, services
from vezi.network.registrar.claiming.queries import Standing
from vezi.network.registrar.inviting.tests.factories import make_graduate, make_invitation, make_inviting_club
from vezi.network.registrar.models import (
    Claim,
    Invitation,
    InvitationChannel,
    InvitationRules,
    Withdrawal,
    WrongTry,
)

pytestmark = pytest.mark.django_db
BORN = date(1976, 5, 14)


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def nejc(club: Club) -> Person:
    return make_graduate(club, "Nejc", "Žagar", mail="nejc@example.org", born_on=BORN)


def make_link(person: Person, club: Club, **facts: Any) -> str:
    """The address in a mail that was sent to the person."""
    invitation, token = make_invitation(person, club, now=facts.pop("now", timezone.now()), **facts)
    OutgoingMail.objects.create(
        key=f"registrar.invitation:{invitation.pk}", kind="registrar.invitation", purpose="invitation",
        club_id=club.pk, person_id=person.pk, to="nejc@example.org", language="en", subject=".", text=".",
        state=MailState.SENT, written_at=NOW,
    )  # fmt: skip
    return f"/claim/{token}/"


def make_code(person: Person, club: Club, **facts: Any) -> str:
    return make_invitation(person, club, InvitationChannel.LETTER, now=facts.pop("now", timezone.now()), **facts)[1]


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def sign_up(client: Client, mail: str = "nejc@example.org") -> Any:
    return client.post("/accounts/signup/", {"email": mail, "password1": PASSWORD})


def make_confirmed_account(mail: str) -> Account:
    account = make_account(mail)
    EmailAddress.objects.create(user=account, email=mail, verified=True, primary=True)
    return account


# The link of a mail


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


# What only the owner knows


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


# The code of a letter


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


# Who comes first


def test_a_taken_record_is_taken(club: Club, nejc: Person) -> None:
    invitation, _token = make_invitation(nejc, club)
    services.take_up(invitation=invitation, account=make_account(), now=NOW)

    with pytest.raises(services.Spent) as spent:
        services.take_up(invitation=invitation, account=make_account(), now=NOW)

    assert spent.value.standing is Standing.USED


def test_all_ways_to_a_record_close_when_one_was_used(club: Club, nejc: Person) -> None:
    by_mail, _token = make_invitation(nejc, club)
    by_letter, _code = make_invitation(nejc, club, InvitationChannel.LETTER)

    services.take_up(invitation=by_mail, account=make_account(), now=NOW)

    by_letter.refresh_from_db()
    assert queries.standing(by_letter, now=NOW) is Standing.USED


def test_who_is_admitted_by_an_officer_needs_no_invitation(club: Club, nejc: Person) -> None:
    from vezi.network.memberships import services as memberships

    invitation, _token = make_invitation(nejc, club)

    memberships.admit(person=nejc, club=club, by=None, now=NOW)

    invitation.refresh_from_db()
    assert invitation.withdrawn_because == Withdrawal.CLAIMED


def test_who_comes_second_is_told_so(client: Client, club: Club, nejc: Person) -> None:
    link = make_link(nejc, club)
    client.post(link, {"deed": "me"})
    invitation = Invitation.objects.get()
    Person.objects.filter(pk=nejc.pk).update(account=make_account())

    sign_up(client)
    response = client.get("/claim/take/")

    assert response.status_code == 409
    assert "Somebody has taken up this record already." in words(response)
    assert invitation.used_at is None


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_link_at_the_same_moment_one_wins() -> None:
    club = make_inviting_club(languages=["en"])
    nejc = make_graduate(club, "Nejc", "Žagar", mail="nejc@example.org")
    invitation, _token = make_invitation(nejc, club)
    accounts = [make_account(), make_account()]
    together, outcomes = threading.Barrier(2), []

    def claim(account: Account) -> None:
        try:
            together.wait()
            services.take_up(invitation=invitation, account=account, now=NOW)
            outcomes.append(account)
        except services.Spent:
            outcomes.append(None)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim, args=[account]) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    nejc.refresh_from_db()
    assert outcomes.count(None) == 1
    assert [one for one in outcomes if one] == [nejc.account]
    assert Claim.objects.count() == 1


def test_a_stranger_signs_up_for_nothing_without_an_invitation(client: Client) -> None:
    page = words(client.get("/accounts/signup/"))

    assert "First find yourself" in page
    assert "I have a code from a letter" in page


def test_a_record_merged_meanwhile_is_claimed_where_it_went(club: Club, nejc: Person) -> None:
    from vezi.network.people import uniting

    invitation, token = make_invitation(nejc, club)
    kept = make_person("Nejc", "Žagar")

    uniting.unite(kept=kept, gone=nejc, by=None, now=NOW)
    services.take_up(invitation=invitation, account=make_account(), now=NOW)

    kept.refresh_from_db()
    assert queries.by_token(token).person == kept
    assert kept.account is not None
