"""An officer adds one graduate by hand."""

from datetime import date

import pytest
from django.test import Client

from vezi.core.models import AuditEntry
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import client_of, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE
from vezi.network.people.models import OtherName, Person, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact

pytestmark = pytest.mark.django_db
ADD = f"{OFFICE}members/add/"
MAJA = {"given": "Maja", "family": "Kovač", "class_year": "1999"}


def test_everything_is_the_officer_s_word_and_held_by_the_club(club: Club, office: Client, grace) -> None:
    answer = office.post(
        ADD,
        MAJA | {
            "former_family": "Hribar", "born_on": "14. 5. 1976", "programme": "Economics", "degree": "BSc",
            "mail": "Maja@Example.org",
        },
    )  # fmt: skip

    maja = Person.objects.get(family="Kovač")
    membership, name = Membership.objects.get(person=maja), maja.other_names.get()
    studied, mail = maja.affiliations.get(), maja.contacts.get()
    assert answer["Location"] == f"{OFFICE}members/{maja.public_id}/"
    assert (membership.club, membership.state) == (club, State.RECORDED)
    assert (maja.born_on, maja.birth_year, maja.language) == (date(1976, 5, 14), 1976, club.language)
    assert (name.kind, name.family) == ("graduation", "Hribar")
    assert (studied.kind, str(studied.programme), studied.degree, studied.class_year) == (
        "alum", "Economics", "BSc", 1999,
    )  # fmt: skip
    assert (studied.institution, mail.key, mail.audience) == (club.institution, "maja@example.org", None)
    told = {(one.source, one.club_id, one.confirmed_at) for one in (maja, name, studied, mail)}
    assert told == {(Source.OFFICER, club.pk, None)}
    entry = AuditEntry.objects.get(deed="memberships.add_member")
    assert (entry.by_id, entry.person_id, entry.club_id) == (grace.person.account.pk, maja.pk, club.pk)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"given": ""}, "given"), ({"family": " "}, "family"), ({"class_year": "19999"}, "class_year"),
        ({"born_on": "31. 2. 1976"}, "born_on"), ({"mail": "maja"}, "mail"), ({"born_on": "1. 1. 1990"}, "class_year"),
        ({"given": "x" * 201}, "given"), ({"mail": "maja@žaba"}, "mail"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_at_its_field(club: Club, office: Client, wrong, field) -> None:
    page = office.post(ADD, MAJA | wrong)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Person.objects.filter(family="Kovač").exists()


def already(club: Club) -> Person:
    maja = make_record(club, "Maja Ana", "Kovač")
    make_affiliation(maja, 2000, club=club)
    make_contact(maja, "maja@example.org", club=club)
    OtherName.objects.create(
        person=maja, kind="graduation", family="Hribar", source="registrar", club=club, recorded_at=maja.recorded_at
    )
    return maja


@pytest.mark.parametrize(
    "typed",
    [
        MAJA,  # the year beside it
        MAJA | {"class_year": ""},
        MAJA | {"given": "maja", "family": "KOVAC"},
        MAJA | {"family": "Hribar"},
        MAJA | {"family": "Novak", "former_family": "Hribar"},
        {"given": "M.", "family": "Quite Another", "mail": "MAJA@example.org"},
    ],
)
def test_a_person_like_her_is_offered_and_nothing_is_written(club: Club, office: Client, typed) -> None:
    maja = already(club)

    page = office.post(ADD, typed)

    assert page.status_code == 422
    assert f'href="{OFFICE}members/{maja.public_id}/"' in page.content.decode()
    assert Membership.objects.filter(club=club, state=State.RECORDED).count() == 1


def test_a_namesake_of_other_years_is_no_reason_to_ask(club: Club, office: Client) -> None:
    already(club)

    assert office.post(ADD, MAJA | {"class_year": "1980"}).status_code == 302


def test_the_officer_may_say_that_she_is_another(club: Club, office: Client) -> None:
    already(club)

    assert office.post(ADD, MAJA | {"is_another": "yes"}).status_code == 302
    assert Person.objects.filter(family="Kovač").count() == 2


def test_people_of_other_clubs_are_not_offered(club: Club, office: Client) -> None:
    already(make_club("law"))

    assert office.post(ADD, MAJA | {"mail": "maja@example.org"}).status_code == 302


def test_what_another_club_holds_does_not_make_her_alike(club: Club, office: Client) -> None:
    maja, law = make_record(club, "Maja", "Horvat"), make_club("law")
    make_contact(maja, "maja@example.org", club=law)
    OtherName.objects.create(
        person=maja, kind="former", family="Kovač", source="registrar", club=law, recorded_at=maja.recorded_at
    )

    assert office.post(ADD, MAJA | {"mail": "maja@example.org"}).status_code == 302


def test_the_programme_is_the_one_the_club_has(club: Club, office: Client) -> None:
    economics = clubs.programme_named("Economics", institution=club.institution)

    office.post(ADD, MAJA | {"programme": "economics"})

    assert Person.objects.get(family="Kovač").affiliations.get().programme == economics


def test_only_who_sees_records_adds_one(club: Club) -> None:
    client = client_of(make_officer(club, capabilities=["office", "admit"]).person)

    assert client.post(ADD, MAJA).status_code == 403
    assert not Person.objects.filter(family="Kovač").exists()
