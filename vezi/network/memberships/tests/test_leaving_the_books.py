"""Records that an officer erases for somebody; people who died."""

from datetime import date

import pytest
from django.test import Client

from vezi.core.mail import gate
from vezi.core.models import MailState
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Purpose
from vezi.network.memberships import services
from vezi.network.memberships.models import Membership, Officer, State
from vezi.network.memberships.services.deaths import DiedBeforeBirth, NobodyWished
from vezi.network.memberships.services.erasing import OnOtherBooks, SpeaksForHerself
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import Person, Remembrance
from vezi.network.people.tests.factories import NOW, make_contact

pytestmark = pytest.mark.django_db
BORN, DIED = date(1961, 2, 28), date(2023, 11, 2)


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics")


@pytest.fixture
def grace(club: Club) -> Officer:
    return make_officer(club)


@pytest.fixture
def office(grace: Officer) -> Client:
    return client_of(grace.person)


def url(person: Person, part: str) -> str:
    return f"/c/economics/office/members/{person.public_id}/{part}/"


# Erasing for somebody


def test_an_officer_erases_a_record_for_who_wrote_a_letter(club: Club, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač")
    page = office.get(url(maja, "erase")).content.decode()

    wrong = office.post(url(maja, "erase"), {"why": "", "is_sure": ""})
    done = office.post(url(maja, "erase"), {"why": "a letter of 3 May", "is_sure": "on"})

    assert "Make sure that the letter comes from the person" in page
    assert (wrong.status_code, done.status_code) == (422, 302)
    assert Person.objects.get(pk=maja.pk).erased_at is not None
    assert "no file of the club brings it back" in office.get(done.url).content.decode()


def test_who_has_an_account_erases_herself(club: Club, grace: Officer) -> None:
    maja = make_member(club, "Maja", "Kovač")

    with pytest.raises(SpeaksForHerself):
        services.erase_for(person=maja, club=club, why="a letter", by=grace.person.account, now=NOW)


def test_a_club_does_not_erase_what_another_holds(club: Club, grace: Officer, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač")
    law = make_club("law")
    Membership.objects.create(person=maja, club=law, state=State.RECORDED, since=NOW, recorded_at=NOW)

    answer = office.post(url(maja, "erase"), {"why": "a letter", "is_sure": "on"})

    assert (answer.status_code, "Another club has this person" in answer.content.decode()) == (422, True)
    with pytest.raises(OnOtherBooks):
        services.erase_for(person=maja, club=club, why="a letter", by=grace.person.account, now=NOW)


# Deaths


def note(club: Club, grace: Officer, person: Person, **facts) -> Person:
    told = {"deceased_on": DIED, "told_by": "A notice in the paper", "note": "", "wished_by": "", **facts}
    return services.note_death(person=person, club=club, by=grace.person.account, now=NOW, **told)


def letter(person: Person, club: Club, purpose: str) -> gate.Letter:
    return gate.Letter(
        key=f"{purpose}:{person.pk}", kind="x.y", purpose=purpose, to="maja@example.org", language="en", club=club,
        person_id=person.pk, template="core/mail/note", context={"headline": "x", "paragraphs": ["y"], "why": "z"},
    )  # fmt: skip


@pytest.mark.parametrize("purpose", [gate.SERVICE, Purpose.NEWS, Purpose.INVITATION])
def test_no_letter_of_any_kind_goes_to_who_died(club: Club, grace: Officer, purpose: str) -> None:
    consent.publish_notice(club=club, purpose=Purpose.NEWS, basis="contract", text={"en": "."}, by=None, now=NOW)
    maja = note(club, grace, make_record(club, "Maja", "Kovač"))

    mail = gate.post(letter(maja, club, purpose), now=NOW)

    assert mail is not None
    assert (mail.state, mail.reason) == (MailState.HELD_BACK, "the person has died")


def test_her_page_shows_years_and_what_the_family_wished(club: Club, grace: Officer) -> None:
    maja = make_member(club, "Maja", "Kovač", born_on=BORN, birth_year=1961, birth_audience=20, ask_about="engines")
    make_contact(maja, "maja@example.org", audience=20)
    ada = client_of(make_member(club, "Ada", "Lovelace"))
    note(club, grace, maja, note="She taught us all to count.", wished_by="Her daughter")

    page = ada.get(f"/people/{maja.public_id}/").content.decode()

    for words in ("In memory", "1961–2023", "She taught us all to count."):
        assert words in page
    for words in ("maja@example.org", "engines", "Her daughter", "A notice in the paper", "Visiting card", "28"):
        assert words not in page.partition("<main")[2].partition("</main>")[0]


def test_who_reads_of_the_own_death_is_told_what_to_do(club: Club, grace: Officer) -> None:
    maja = make_member(club, "Maja", "Kovač")
    note(club, grace, maja)

    assert "If it is an error, tell your club" in client_of(maja).get("/me/").content.decode()


def test_an_officer_notes_it_and_takes_it_back(club: Club, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač", born_on=BORN)
    said = {"deceased_on": "2023-11-02", "told_by": "A letter of the family", "note": "", "wished_by": ""}

    office.post(url(maja, "death"), said)
    noted = Person.objects.get(pk=maja.pk)
    page = office.get(f"/c/economics/office/members/{maja.public_id}/").content.decode()
    office.post(url(maja, "death"), {"deed": "take_back"})
    living = Person.objects.get(pk=maja.pk)

    assert (noted.is_deceased, noted.deceased_on, "A letter of the family" in page) == (True, DIED, True)
    assert (living.is_deceased, living.deceased_on, Remembrance.objects.count()) == (False, None, 0)


def test_what_does_not_fit_is_said(club: Club, grace: Officer, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač", born_on=BORN)

    with pytest.raises(NobodyWished):
        note(club, grace, maja, note="She taught us all.")
    with pytest.raises(DiedBeforeBirth):
        note(club, grace, maja, deceased_on=date(1950, 1, 1))
    answer = office.post(url(maja, "death"), {"note": "She taught us all."})
    assert (answer.status_code, "Say who of the family wished it" in answer.content.decode()) == (422, True)
