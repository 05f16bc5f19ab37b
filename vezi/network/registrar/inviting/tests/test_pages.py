"""The office's pages of invitations."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from vezi.core.models import AccessEntry, AuditEntry, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Choice
from vezi.network.memberships.queries import books
from vezi.network.memberships.tests.factories import make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar.inviting import services
from vezi.network.registrar.inviting.tests.factories import POST, make_graduate, make_invitation, make_inviting_club
from vezi.network.registrar.models import Invitation, InvitationRules, InvitationRun

pytestmark = pytest.mark.django_db
LIST = "/c/economists/office/invitations/"


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def grace(club: Club, client: Client) -> Person:
    """Grace, who invites, at her desk."""
    person = make_officer(club, capabilities=["invite", "office"]).person
    client.force_login(person.account)
    return person


def test_only_who_may_invite_sees_the_page(client: Client, club: Club) -> None:
    assert client.get(LIST).status_code == 302
    client.force_login(make_member(club, "Ada").account)
    assert client.get(LIST).status_code == 403
    client.force_login(make_officer(club, capabilities=["office"], given="Barbara").person.account)
    assert client.get(LIST).status_code == 403
    client.force_login(make_member(make_inviting_club("others"), "Alan").account)
    assert client.get(LIST).status_code == 404


def test_numbers_are_doors_to_the_people_behind_them(client: Client, club: Club, grace: Person) -> None:
    make_graduate(club, "Edsger", "Dijkstra", mail="edsger@example.org")
    make_graduate(club, "Žiga", "Čuček", post=POST)

    with_mail = client.get(LIST).content.decode()
    without = client.get(f"{LIST}?who=letter").content.decode()
    claimed = client.get(f"{LIST}?who=claimed").content.decode()

    assert "Dijkstra, Edsger" in with_mail
    assert "Invite 1 person by mail" in with_mail
    assert "Čuček, Žiga" not in with_mail
    assert "Čuček, Žiga" in without
    assert "Make 1 letter" in without
    assert "Hopper, Grace" in claimed


def test_each_look_at_the_people_is_written_down(client: Client, club: Club, grace: Person) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")

    client.get(LIST)

    entry = AccessEntry.objects.get()
    assert (entry.person_id, entry.by_id, entry.what) == (edsger.pk, grace.account.pk, "registrar.invitations")


def test_the_page_asks_as_many_questions_for_thirty_people_as_for_one(
    client: Client, club: Club, grace: Person, django_assert_max_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_graduate(club, mail="first@example.org")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for number in range(29):
        make_graduate(club, mail=f"graduate{number}@example.org")

    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


def test_the_filter_stands_in_the_address_and_narrows_the_deed(client: Client, club: Club, grace: Person) -> None:
    make_graduate(club, mail="a@example.org", year=1998)
    make_graduate(club, mail="b@example.org", year=1999)

    page = client.get(f"{LIST}?first=1999").content.decode()
    client.post(f"{LIST}invite/", {"channel": "mail", "first": "1999", "expected": "1"})

    assert "Invite 1 person by mail" in page
    assert InvitationRun.objects.get().wanted == 1


def test_a_filter_that_cannot_be_read_is_said_at_its_field(client: Client, club: Club, grace: Person) -> None:
    page = client.get(f"{LIST}?first=nineteen").content.decode()

    assert "Four digits, such as 1999." in page


def test_inviting_leads_to_a_page_that_counts(client: Client, club: Club, grace: Person) -> None:
    make_graduate(club, mail="a@example.org")

    response = client.post(f"{LIST}invite/", {"channel": "mail", "expected": "1"})
    run = InvitationRun.objects.get()
    waiting = client.get(response.url).content.decode()
    services.next_chunk(run_id=run.pk, now=NOW)
    part = client.get(f"{response.url}?part=progress", headers={"HX-Request": "true"}).content.decode()

    assert "0 of 1" in waiting
    assert "hx-get" in waiting
    assert "1 invitation is written." in part
    assert "<html" not in part


def test_the_number_that_changed_since_is_not_invited_unseen(client: Client, club: Club, grace: Person) -> None:
    make_graduate(club, mail="a@example.org")

    page = client.post(f"{LIST}invite/", {"channel": "mail", "expected": "7"}, follow=True).content.decode()

    assert "Look once more" in page
    assert InvitationRun.objects.count() == 0


def test_letters_are_taken_and_that_is_written_down(client: Client, club: Club, grace: Person) -> None:
    make_graduate(club, post=POST)
    url = client.post(f"{LIST}invite/", {"channel": "letter", "expected": "1"}).url
    run = InvitationRun.objects.get()
    assert client.post(f"{url}letters/").status_code == 404
    services.next_chunk(run_id=run.pk, now=NOW)
    services.print_letters(run_id=run.pk, now=NOW)

    page = client.get(url).content.decode()
    response = client.post(f"{url}letters/")

    assert "Download the letters" in page
    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert AuditEntry.objects.filter(deed="registrar.take_letters", by_id=grace.account.pk).count() == 1


def test_a_run_of_another_club_is_not_found(client: Client, club: Club, grace: Person) -> None:
    make_graduate(club, mail="a@example.org")
    client.post(f"{LIST}invite/", {"channel": "mail"})
    run = InvitationRun.objects.get()
    other = make_officer(make_inviting_club("others"), capabilities=["invite"], given="Alan").person
    client.force_login(other.account)

    assert client.get(f"/c/others/office/invitations/runs/{run.public_id}/").status_code == 404


def test_a_test_letter_to_oneself(client: Client, club: Club, grace: Person) -> None:
    client.post(f"{LIST}test/")

    assert OutgoingMail.objects.get().to == grace.account.email


def test_an_invitation_is_withdrawn_from_the_list(client: Client, club: Club, grace: Person) -> None:
    edsger = make_graduate(club, mail="a@example.org")
    from django.utils import timezone

    make_invitation(edsger, club, now=timezone.now())

    page = client.get(f"{LIST}?who=invited").content.decode()
    client.post(f"{LIST}{edsger.public_id}/withdraw/", {"who": "invited"})

    assert "Withdraw" in page
    assert Invitation.objects.get().withdrawn_at is not None


def test_rules_are_kept_and_bad_ones_said_at_their_field(client: Client, club: Club, grace: Person) -> None:
    good = {"asks_proof": "on", "link_days": "30", "code_days": "90", "pause_days": "0"}

    bad = client.post(f"{LIST}rules/", {**good, "link_days": "0"})
    client.post(f"{LIST}rules/", good)

    assert bad.status_code == 422
    rules = InvitationRules.objects.get(club=club)
    assert (rules.asks_proof, rules.link_days, rules.code_days, rules.pause_days) == (True, 30, 90, 0)


def chosen_by(officer: Person, club: Club, *people: Person) -> str:
    """A choice among the members, as the address of the page has it."""
    return Choice.objects.create(
        club=club, by=officer.account, people=[one.pk for one in people], made_at=timezone.now()
    ).public_id


def test_only_those_chosen_among_the_members_are_invited(client: Client, club: Club, grace: Person) -> None:
    edsger = make_graduate(club, "Edsger", "Dijkstra", mail="edsger@example.org")
    make_graduate(club, "Žiga", "Čuček", mail="ziga@example.org")
    choice = chosen_by(grace, club, edsger)

    page = client.get(f"{LIST}?choice={choice}").content.decode()
    client.post(f"{LIST}invite/", {"channel": "mail", "expected": "1", "choice": choice})

    assert "Only the 1 person chosen among the members" in page
    assert ("Dijkstra, Edsger" in page, "Čuček, Žiga" in page) == (True, False)
    assert [run.people for run in InvitationRun.objects.all()] == [[edsger.pk]]


def test_the_choice_of_another_officer_invites_nobody(client: Client, club: Club, grace: Person) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")
    barbara = make_officer(club, capabilities=["office"], given="Barbara").person
    choice = chosen_by(barbara, club, edsger)

    answers = [
        client.get(f"{LIST}?choice={choice}"),
        client.post(f"{LIST}invite/", {"channel": "mail", "choice": choice}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert InvitationRun.objects.count() == 0


def test_numbers_of_a_large_club_that_are_old_do_not_stand_in_the_way(
    client: Client, club: Club, grace: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "LARGE", 0)
    cache.clear()
    make_graduate(club, "Edsger", "Dijkstra", mail="edsger@example.org")
    before = client.get(LIST).content.decode()
    make_graduate(club, "Žiga", "Čuček", mail="ziga@example.org")
    meanwhile = client.get(LIST).content.decode()

    refused = client.post(f"{LIST}invite/", {"channel": "mail", "expected": "1"}, follow=True).content.decode()
    client.post(f"{LIST}invite/", {"channel": "mail", "expected": "2"})

    assert ["Invite 1 person by mail" in page for page in (before, meanwhile, refused)] == [True, True, False]
    assert "Invite 2 people by mail" in refused
    assert InvitationRun.objects.count() == 1
