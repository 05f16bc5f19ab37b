"""A person’s record in the office: all that the club holds, each look and each correction written down."""

import pytest
from django.test import Client

from vezi.core.models import AccessEntry, AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import services
from vezi.network.memberships.models import Officer
from vezi.network.memberships.services.records import HeldByAnother, NotOnTheBooks, SaidByThemselves
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.memberships.tests.pages import OFFICE, text
from vezi.network.people.models import ContactValue, Identifier, Person, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_position, make_residence

pytestmark = pytest.mark.django_db


def record_url(person: Person, deed: str = "") -> str:
    return f"{OFFICE}members/{person.public_id}/{deed}"


def test_the_record_shows_all_the_club_holds_and_nothing_of_another_club(club: Club, office: Client, grace) -> None:
    law, maja = make_club("law"), make_record(club, "Maja", "Kovač", born_on="1976-05-14")
    for holder, word in ((club, "ours"), (None, "own"), (law, "theirs")):
        make_contact(maja, f"{word}@example.org", club=holder)
        make_affiliation(maja, 1999, degree=f"{word} degree", club=holder)
        make_position(maja, f"{word} work", club=holder)
        if holder is not None:
            Identifier.objects.create(
                person=maja, value=f"{word}-1", club=holder, source=Source.REGISTRAR, recorded_at=NOW
            )
    make_residence(maja, "Theirtown", club=law)

    page = text(office, record_url(maja))

    for word in ("ours@example.org", "own@example.org", "ours degree", "own degree", "ours work", "own work", "ours-1"):
        assert word in page
    assert "theirs" not in page
    assert "Theirtown" not in page
    assert "14 May 1976" in page
    looks = AccessEntry.objects.values_list("person_id", "by_id", "club_id", "what")
    assert list(looks) == [(maja.pk, grace.person.account.pk, club.pk, "memberships.record")]


@pytest.mark.parametrize("whose", ["other club", "merged", "erased", "nobody"])
def test_records_that_are_not_the_club_s_are_not_here(club: Club, office: Client, whose: str) -> None:
    person = make_record(make_club("law") if whose == "other club" else club)
    if whose == "merged":
        Person.objects.filter(pk=person.pk).update(merged_into=make_record(club))
    elif whose == "erased":
        Person.objects.filter(pk=person.pk).update(erased_at=NOW)
    address = f"{OFFICE}members/nobody/" if whose == "nobody" else record_url(person)

    assert office.get(address).status_code == 404
    assert AccessEntry.objects.count() == 0


def test_an_officer_corrects_and_signs(club: Club, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač")
    studied = make_affiliation(maja, 1998, club=club)
    study = office.get(record_url(maja)).content.decode().partition(f"{maja.public_id}/studies/")[2].partition('"')[0]

    answers = [
        office.post(record_url(maja, "name/"), {"given": "Maja", "family": "Novak", "preferred": "", "title": "dr."}),
        office.post(record_url(maja, "dates/"), {"born_on": "1976-05-14"}),
        office.post(record_url(maja, "town/"), {"city": "Koper", "country": "SI"}),
        office.post(record_url(maja, "contacts/"), {"kind": "mail", "value": "maja@example.org"}),
        office.post(record_url(maja, f"studies/{study}"), {"class_year": "1999", "degree": "BSc", "programme": "Law"}),
    ]

    maja.refresh_from_db()
    studied.refresh_from_db()
    contact = maja.contacts.get()
    assert {answer.status_code for answer in answers} == {302}
    assert (maja.name, maja.title, str(maja.born_on)) == ("Maja Novak", "dr.", "1976-05-14")
    assert [name.family for name in maja.other_names.all()] == ["Kovač"]
    assert (studied.class_year, studied.degree, str(studied.programme)) == (1999, "BSc", "Law")
    assert (maja.residence.city, maja.residence.country) == ("Koper", "SI")
    for value in (maja, studied, maja.residence, contact):
        assert (value.source, value.club) == (Source.OFFICER, club)
    assert (contact.value, contact.audience, contact.confirmed_at) == ("maja@example.org", None, None)
    deeds = AuditEntry.objects.filter(club_id=club.pk, person_id=maja.pk).values_list("deed", flat=True)
    assert {"memberships.correct_name", "memberships.correct_birth", "memberships.correct_town",
            "memberships.add_contact", "memberships.correct_study"} <= set(deeds)  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "said", "field"),
    [
        ("name/", {"given": "", "family": ""}, None),
        ("dates/", {"born_on": "1976-02-31"}, "born_on"),
        ("contacts/", {"kind": "mail", "value": "maja"}, None),
        ("contacts/", {"kind": "pigeon", "value": "maja"}, "kind"),
        ("town/", {"city": "Koper", "country": "Atlantis"}, "country"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(club: Club, office: Client, deed, said, field) -> None:
    maja = make_record(club, "Maja", "Kovač")

    page = office.post(record_url(maja, deed), said)

    assert page.status_code == 422
    forms = [page.context[name] for name in ("name_form", "dates_form", "contact_form", "town_form")]
    assert [list(form.errors) for form in forms if form.errors] == [[field or "__all__"]]
    assert ContactValue.objects.count() == 0


def test_a_contact_is_taken_off(club: Club, office: Client) -> None:
    maja = make_record(club, "Maja", "Kovač")
    make_contact(maja, club=club)
    drop = text(office, record_url(maja)).partition("contacts/")[2].partition('"')[0]

    office.post(record_url(maja, f"contacts/{drop}"))

    assert ContactValue.objects.count() == 0


def correct(person: Person, club: Club, by, what: str):
    studied, contact = person.affiliations.first(), person.contacts.first()
    who = {"club": club, "by": by, "now": NOW}
    return {
        "name": lambda: services.correct_name(
            person=person, given="A", family="B", preferred="", title="", **who
        ),
        "birth": lambda: services.correct_birth(person=person, born_on=NOW.date(), **who),
        "study": lambda: services.correct_study(affiliation=studied, class_year=2000, degree="", programme="", **who),
        "town": lambda: services.correct_town(person=person, city="Celje", country="SI", **who),
        "contact": lambda: services.drop_contact(contact=contact, **who),
    }[what]  # fmt: skip


@pytest.mark.parametrize("what", ["name", "birth", "study", "town", "contact"])
def test_what_a_member_said_herself_stays_hers(club: Club, grace: Officer, what: str) -> None:
    ada = make_member(club, source=Source.SELF)
    make_affiliation(ada, source=Source.SELF)
    make_residence(ada, source=Source.SELF)
    make_contact(ada, source=Source.SELF)

    with pytest.raises(SaidByThemselves):
        correct(ada, club, grace.person.account, what)()


@pytest.mark.parametrize("what", ["name", "study", "town", "contact"])
def test_what_another_club_holds_is_not_this_club_s_to_change(club: Club, grace: Officer, what: str) -> None:
    law = make_club("law")
    person = make_record(club, "Maja", "Kovač")
    Person.objects.filter(pk=person.pk).update(club=law)
    person.refresh_from_db()
    make_affiliation(person, club=law)
    make_residence(person, club=law)
    make_contact(person, club=law)

    with pytest.raises(HeldByAnother):
        correct(person, club, grace.person.account, what)()


@pytest.mark.parametrize("what", ["name", "birth", "study", "town", "contact"])
def test_who_is_not_on_the_books_is_not_corrected(club: Club, grace: Officer, what: str) -> None:
    person = make_record(make_club("law"), "Maja", "Kovač")
    make_affiliation(person)
    make_residence(person)
    make_contact(person)

    with pytest.raises(NotOnTheBooks):
        correct(person, club, grace.person.account, what)()


def test_who_has_died_leaves_the_books_and_comes_back_when_it_was_an_error(club: Club, grace: Officer) -> None:
    person, who = make_record(club, "Maja", "Kovač"), {"club": club, "by": grace.person.account, "now": NOW}

    services.note_death(person=person, deceased_on=None, told_by="", note="", wished_by="", **who)
    services.take_back_death(person=person, **who)

    deeds = (
        AuditEntry.objects.filter(person_id=person.pk, club_id=club.pk).order_by("pk").values_list("deed", flat=True)
    )
    assert list(deeds)[-2:] == ["memberships.note_death", "memberships.take_back_death"]


def test_correcting_nothing_is_no_deed(club: Club, grace: Officer) -> None:
    person, who = make_record(club, "Maja", "Kovač"), {"club": club, "by": grace.person.account, "now": NOW}
    studied = make_affiliation(person, 1999, club=club)
    before = AuditEntry.objects.count()

    services.correct_name(person=person, given="Maja", family="Kovač", preferred="", title="", **who)
    services.correct_study(affiliation=studied, class_year=1999, degree="", programme="", **who)
    services.correct_town(person=person, city="", country="", **who)

    assert AuditEntry.objects.count() == before


def test_a_blank_town_takes_it_away(club: Club, grace: Officer) -> None:
    person = make_record(club, "Maja", "Kovač")
    make_residence(person, club=club)

    services.correct_town(person=person, club=club, city="", country="", by=grace.person.account, now=NOW)

    assert not hasattr(Person.objects.get(pk=person.pk), "residence")


def test_the_record_says_how_the_person_can_be_reached_and_why(club: Club, office: Client) -> None:
    record = make_record(club)

    assert "No way to reach them is known." in text(office, f"/c/economics/office/members/{record.public_id}/")
