"""What a file must not bring to light: values that another club holds of somebody who is a member of both."""

from datetime import date, timedelta

import pytest

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import ContactKind, ContactValue, Identifier, Person, Residence, Source
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_position, make_residence
from vezi.network.registrar.models import Difference
from vezi.network.registrar.tests.factories import NOW, apply, previewed
from vezi.network.registrar.tests.walk import address

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
SECRETS = ("secret@example.org", "+386 40 555 199", "Secret street 1", "Secret town", "Secretive", "1987", "1976-05-14")
FILE = {
    "student_number": "11", "given": "Ada", "family": "Lovelace", "born_on": "1977-08-01", "mail": "ada@example.org",
    "phone": "+386 40 555 200", "post": "Known street 2", "city": "Koper", "employer": "Luka", "job_title": "Clerk",
    "degree": "BSc", "programme": "Law", "class_year": "1986", "started_year": "1980",
}  # fmt: skip


@pytest.fixture
def club() -> Club:
    """Where Ada came in by asking; all that is known of her was said by the registrar of the other club."""
    club, other = make_club("economics"), make_club("law")
    ada = make_member(other)
    memberships.admit(person=ada, club=club, by=None, now=NOW)
    Person.objects.filter(pk=ada.pk).update(club=other, source=Source.REGISTRAR, born_on=date(1976, 5, 14))
    Identifier.objects.create(person=ada, club=club, value="11", source=Source.REGISTRAR, recorded_at=NOW)
    for kind, value in zip((ContactKind.MAIL, ContactKind.PHONE, ContactKind.POST), SECRETS, strict=False):
        make_contact(ada, value, kind=kind, club=other, is_primary=True)
    make_residence(ada, "Secret town", club=other)
    make_position(ada, "Clerk", "Secretive", club=other)
    institution = club.institution
    programme = programme_named("Law", institution=institution)
    make_affiliation(
        ada, 1987, started_year=1980, degree="BSc", programme=programme, institution=institution, club=other
    )
    return club


def test_the_differences_of_a_file_do_not_show_what_another_club_holds(club: Club) -> None:
    stored = previewed(club, [FILE], now=LATER)

    shown = str(list(stored.differences.values_list("field", "was", "becomes")))
    assert stored.people == stored.changed == 1
    assert [secret for secret in SECRETS if secret in shown] == []


def test_no_file_takes_the_place_of_what_another_club_holds(club: Club) -> None:
    stored = previewed(club, [FILE], now=LATER)
    Difference.objects.filter(registrar_import=stored).update(take=True)

    apply(stored, now=LATER)

    ada = Person.objects.get()
    assert ada.born_on == date(1976, 5, 14)
    assert set(ContactValue.objects.filter(source=Source.REGISTRAR).values_list("value", "club__slug")) == {
        *((value, "law") for value in SECRETS[:3]),
        ("ada@example.org", "economics"), ("+38640555200", "economics"), ("Known street 2, Koper", "economics"),
    }  # fmt: skip
    assert Residence.objects.get().city == "Secret town"
    assert set(ada.positions.values_list("employer", "club__slug")) == {("Secretive", "law"), ("Luka", "economics")}
    assert set(ada.affiliations.values_list("class_year", "club__slug")) == {(1987, "law"), (1986, "economics")}


def test_the_same_file_again_changes_nothing(club: Club) -> None:
    apply(previewed(club, [FILE], now=LATER), now=LATER)

    again = previewed(club, [FILE], now=LATER)

    assert (again.changed, again.unchanged) == (0, 1)


def own_words(club: Club, audience: Audience | None) -> Person:
    """Ada of the club, who wrote everything herself, for this audience."""
    ada = make_member(club)
    Person.objects.filter(pk=ada.pk).update(born_on=date(1976, 5, 14), birth_audience=audience)
    Identifier.objects.create(person=ada, club=club, value="11", source=Source.REGISTRAR, recorded_at=NOW)
    hers = {"source": Source.SELF, "audience": audience, "confirmed_at": NOW}
    for kind, value in zip((ContactKind.MAIL, ContactKind.PHONE, ContactKind.POST), SECRETS, strict=False):
        make_contact(ada, value, kind=kind, is_primary=True, **hers)
    make_residence(ada, "Secret town", **hers)
    make_position(ada, "Clerk", "Secretive", **hers)
    institution = club.institution
    programme = programme_named("Law", institution=institution)
    make_affiliation(ada, 1987, started_year=1980, degree="BSc", programme=programme, institution=institution, **hers)
    return ada


@pytest.mark.parametrize("audience", [Audience.NOBODY, Audience.CONNECTIONS])
def test_what_a_member_keeps_from_the_club_is_neither_shown_nor_changed(audience: Audience) -> None:
    club = make_club()
    ada = own_words(club, audience)

    stored = previewed(club, [FILE], now=LATER)
    shown = str(list(stored.differences.values_list("field", "was", "becomes", "before")))
    Difference.objects.filter(registrar_import=stored).update(take=True)
    apply(stored, now=LATER)

    ada.refresh_from_db()
    assert stored.changed == 1
    assert [secret for secret in SECRETS if secret in shown] == []
    assert (ada.born_on, Residence.objects.get().city) == (date(1976, 5, 14), "Secret town")
    assert set(ada.contacts.filter(source=Source.SELF).values_list("value", flat=True)) == set(SECRETS[:3])


@pytest.mark.parametrize("audience", [None, Audience.CLUB, Audience.PUBLIC])
def test_what_a_member_tells_the_club_is_shown_beside_what_the_file_says(audience: Audience | None) -> None:
    club = make_club()
    own_words(club, audience)

    stored = previewed(club, [FILE], now=LATER)

    shown = str(list(stored.differences.values_list("field", "was", "becomes")))
    assert [secret for secret in SECRETS if secret not in shown] == []
    assert not stored.differences.filter(was__isnull=False, take=True).exclude(field__startswith="person.").exists()


@pytest.mark.parametrize("show", ["changed", "unchanged"])
def test_no_page_of_the_import_shows_a_year_that_another_club_recorded(club: Club, show: str) -> None:
    stored = previewed(
        club, [FILE if show == "changed" else {"student_number": "11", "given": "Ada", "family": "Lovelace"}], now=LATER
    )
    office = client_of(make_officer(club).person)

    pages = [
        office.get(f"{address('import_preview', stored)}?show={show}"),
        office.get(address("import_row", stored, number=2)),
    ]

    for page in pages:
        said = page.content.decode()
        assert page.status_code == 200
        assert "Lovelace" in said
        assert [secret for secret in (*SECRETS, "’87", "'87") if secret in said] == []
