"""What came back marks its address and no other; an invitation then tries the next one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vezi.core.mail import returns
from vezi.core.models import AuditEntry, MailState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import client_of, make_officer
from vezi.network.people.models import ContactKind, ContactValue, Person
from vezi.network.people.tests.factories import NOW, make_contact
from vezi.network.registrar.claiming import queries as claiming
from vezi.network.registrar.inviting import queries as inviting_queries
from vezi.network.registrar.inviting import services as inviting
from vezi.network.registrar.inviting.queries import Wanted
from vezi.network.registrar.inviting.tests.factories import POST, make_graduate, make_invitation, make_inviting_club
from vezi.network.registrar.models import Invitation, InvitationChannel, Withdrawal
from vezi.network.registrar.reaching import queries, services

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
RETURNED = "/c/economists/office/reach/returned/"


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def edsger(club: Club) -> Person:
    """Of whom the club knows three addresses, one of them written down twice over."""
    person = make_graduate(club, "Edsger", "Dijkstra", mail="old@example.org")
    make_contact(person, "second@example.org", recorded_at=NOW - timedelta(days=1))
    make_contact(person, "third@example.org", recorded_at=NOW - timedelta(days=2))
    return person


def invite(club: Club) -> OutgoingMail:
    by = make_officer(club, given="Barbara").person.account
    run = inviting.ask_for(club=club, channel="mail", wanted=Wanted(), expected=None, by=by, now=NOW)
    inviting.next_chunk(run_id=run.pk, now=NOW)
    return OutgoingMail.objects.get(kind="registrar.invitation")


def come_back(mail: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW)
    mail.refresh_from_db()
    returns.came_back(mail, because="5.1.1", now=LATER)


def bounced(person: Person) -> list[str]:
    return sorted(ContactValue.objects.filter(person=person, bounced_at=LATER).values_list("value", flat=True))


def test_the_next_address_is_tried_each_once(club: Club, edsger: Person) -> None:
    first = invite(club)

    come_back(first)
    second = OutgoingMail.objects.exclude(pk=first.pk).get()
    come_back(second)
    third = OutgoingMail.objects.exclude(pk__in=[first.pk, second.pk]).get()
    come_back(third)

    assert [mail.to for mail in (first, second, third)] == [
        "old@example.org",
        "second@example.org",
        "third@example.org",
    ]
    assert len({mail.secret for mail in (first, second, third)}) == 1, "it is the same invitation"
    assert bounced(edsger) == ["old@example.org", "second@example.org", "third@example.org"]
    assert OutgoingMail.objects.count() == 3
    assert queries.came_back(club, now=LATER) == queries.CameBack(mails=3, letters=0, tried_next=2)
    assert inviting_queries.came_back(Invitation.objects.get().run) == inviting_queries.CameBack(3, 2)
    assert claiming.sent_to(Invitation.objects.get()) == "third@example.org"


def test_who_took_up_the_record_meanwhile_is_left_in_peace(club: Club, edsger: Person) -> None:
    mail = invite(club)
    Invitation.objects.update(used_at=NOW)

    come_back(mail)

    assert bounced(edsger) == ["old@example.org"]
    assert OutgoingMail.objects.count() == 1


def test_the_dead_are_not_written_to_again(club: Club, edsger: Person) -> None:
    mail = invite(club)
    Person.objects.filter(pk=edsger.pk).update(is_deceased=True)

    come_back(mail)

    assert OutgoingMail.objects.count() == 1


def test_an_address_confirmed_since_is_not_marked(club: Club, edsger: Person) -> None:
    mail = invite(club)
    ContactValue.objects.filter(value="old@example.org").update(confirmed_at=NOW + timedelta(hours=1))

    come_back(mail)

    assert bounced(edsger) == []


def test_the_mark_follows_a_record_that_was_united_with_another(club: Club, edsger: Person) -> None:
    from vezi.network.people import merging

    kept = make_graduate(club, "E. W.", "Dijkstra")
    mail = invite(club)
    merging.merge(kept=kept, gone=edsger, by=None, now=NOW)

    come_back(mail)

    assert bounced(kept) == ["old@example.org"]


def test_a_letter_without_a_person_marks_nobody(club: Club, edsger: Person) -> None:
    mail = invite(club)
    OutgoingMail.objects.update(person_id=None)
    mail.refresh_from_db()

    assert services.mail_came_back(mail=mail, now=LATER) == 0
    assert bounced(edsger) == []


def test_the_officer_sees_what_came_back_of_what_was_sent(club: Club, edsger: Person, office: Client) -> None:
    come_back(invite(club))
    AuditEntry.objects.update(at=timezone.now())  # the page tells of the last thirty days
    run = Invitation.objects.get().run

    page = words(office.get(f"/c/economists/office/invitations/runs/{run.public_id}/"))
    reach = words(office.get("/c/economists/office/reach/"))

    assert "1 mail came back; its address is marked." in page
    assert "1 invitation went to the next address we know." in page
    assert "<b>1 mail</b> came back for good; its address is marked." in reach
    assert "example.org" not in reach


# Letters on paper


@pytest.fixture
def office(club: Club) -> Client:
    return client_of(make_officer(club, given="Grace", capabilities=["invite", "office"]).person)


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "https://vezi.example/claim/?code={code}"])
def test_an_officer_types_or_scans_the_code(club: Club, office: Client, typed: str) -> None:
    maja = make_graduate(club, "Maja", "Kovač", post=POST)
    invitation, code = make_invitation(maja, club, InvitationChannel.LETTER)

    page = office.post(RETURNED, {"code": typed.format(code=code, lower=code.lower().replace("-", " "))}, follow=True)

    invitation.refresh_from_db()
    assert "Marked: the letter to Maja Kovač came back. No other address is known." in words(page)
    assert ContactValue.objects.get(person=maja, kind=ContactKind.POST).bounced_at is not None
    assert invitation.withdrawn_because == Withdrawal.RETURNED
    assert AuditEntry.objects.get(deed="registrar.letter_came_back").person_id == maja.pk


def test_what_else_is_known_is_said(club: Club, office: Client) -> None:
    maja = make_graduate(club, "Maja", "Kovač", post=POST)
    make_contact(maja, "Dunajska 5", kind=ContactKind.POST, recorded_at=NOW - timedelta(days=9))
    _invitation, code = make_invitation(maja, club, InvitationChannel.LETTER)
    _second, code_again = make_invitation(maja, club, InvitationChannel.LETTER)

    first = office.post(RETURNED, {"code": code}, follow=True)
    make_contact(maja, "maja@example.org")
    second = office.post(RETURNED, {"code": code_again}, follow=True)

    assert "Another postal address is known." in words(first)
    assert "A mail address is known." in words(second)


def test_an_address_written_down_after_the_letter_is_not_marked(club: Club) -> None:
    maja = make_graduate(club, "Maja", "Kovač")
    _invitation, code = make_invitation(maja, club, InvitationChannel.LETTER)
    fresh = make_contact(maja, POST, kind=ContactKind.POST, recorded_at=NOW + timedelta(days=3))

    services.letter_came_back(club=club, code=code, by=make_officer(club).person.account, now=LATER)

    fresh.refresh_from_db()
    assert fresh.bounced_at is None


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("K7MPX-3WQRT", "No letter of this club has this code."),
        ("123", "A code has ten letters and digits, such as K7MPX-3WQRT."),
        ("https://vezi.example/claim/", "A code has ten letters and digits, such as K7MPX-3WQRT."),
    ],
)
def test_a_code_that_is_none_is_said_at_its_field(office: Client, code: str, sentence: str) -> None:
    page = office.post(RETURNED, {"code": code})

    assert page.status_code == 422
    assert sentence in words(page)


def test_the_letters_of_another_club_are_not_known_here(club: Club, office: Client) -> None:
    other = make_inviting_club("lawyers")
    _invitation, code = make_invitation(make_graduate(other), other, InvitationChannel.LETTER)

    assert "No letter of this club has this code." in words(office.post(RETURNED, {"code": code}))


def test_a_letter_comes_back_once(club: Club, office: Client) -> None:
    _invitation, code = make_invitation(make_graduate(club, post=POST), club, InvitationChannel.LETTER)
    office.post(RETURNED, {"code": code})

    assert "This letter was marked as returned before." in words(office.post(RETURNED, {"code": code}))


def test_a_click_decides_whether_members_are_asked(club: Club, office: Client) -> None:
    office.post("/c/economists/office/reach/rules/", {})
    never = queries.rules_of(club).asks_yearly
    office.post("/c/economists/office/reach/rules/", {"asks_yearly": "on"})

    assert (never, queries.rules_of(club).asks_yearly) == (False, True)
