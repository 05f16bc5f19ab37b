"""Of two who want one record, one gets it."""

import threading

import pytest
from django.db import connections
from django.test import Client

from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_person
from vezi.network.registrar.claiming import queries, services
from vezi.network.registrar.claiming.queries import Standing
from vezi.network.registrar.claiming.tests.factories import make_link, sign_up, words
from vezi.network.registrar.inviting.tests.factories import make_graduate, make_invitation, make_inviting_club
from vezi.network.registrar.models import (
    Claim,
    Invitation,
    InvitationChannel,
    Withdrawal,
)

pytestmark = pytest.mark.django_db


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
    from vezi.network.people import merging

    invitation, token = make_invitation(nejc, club)
    kept = make_person("Nejc", "Žagar")

    merging.merge(kept=kept, gone=nejc, by=None, now=NOW)
    services.take_up(invitation=invitation, account=make_account(), now=NOW)

    kept.refresh_from_db()
    assert queries.by_token(token).person == kept
    assert kept.account is not None
