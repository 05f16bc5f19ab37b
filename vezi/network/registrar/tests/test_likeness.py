"""Whom the registrar's file means though it writes her otherwise: sure, doubtful, and strangers."""

import pytest
from django.test import Client
from django.urls import reverse

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people.models import Identifier, Person
from vezi.network.people.tests.factories import make_affiliation, make_contact
from vezi.network.registrar.importing import likeness
from vezi.network.registrar.models import Duplicate, DuplicateRules, Import, Verdict
from vezi.network.registrar.reviewing import services
from vezi.network.registrar.tests.factories import NOW, applied, apply, previewed, undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def spela(club: Club) -> Person:
    person = make_record(club, "Špela", "Žnidaršič", born_on="1976-03-12")
    make_affiliation(person, 1999, club=club)
    make_contact(person, "+38641555672", kind="phone", club=club)
    return person


SPELA = {"given": "Spela", "family": "Žnidaršič-Čebulj", "born_on": "1976-03-12", "phone": "041 555 672"}


def like(stored: Import) -> list[tuple[int, bool] | None]:
    found = stored.source_rows.order_by("number").values_list("likeness", flat=True)
    return [(one["person"], one["is_sure"]) if one else None for one in found]


def test_a_married_name_without_its_carons_is_found_and_taken(club: Club, spela: Person) -> None:
    stored = previewed(club, [SPELA])

    assert like(stored) == [(spela.pk, True)]
    assert stored.source_rows.get().matched_id == spela.pk
    assert stored.facts["alike"] == 1
    apply(stored)
    assert Person.objects.count() == 1
    spela.refresh_from_db()
    assert spela.family == "Žnidaršič-Čebulj"


def test_a_stranger_is_new(club: Club, spela: Person) -> None:
    stored = previewed(club, [{"given": "Bojan", "family": "Adamič", "born_on": "1981-05-06"}])

    assert like(stored) == [None]
    assert stored.new == 1


def test_a_doubtful_one_comes_in_as_new_and_an_officer_is_asked(club: Club, spela: Person) -> None:
    stored = applied(club, [{"given": "Špela", "family": "Kos", "born_on": "1976-03-12"}])

    pair = Duplicate.objects.get()
    assert stored.facts["doubtful"] == 1
    assert (pair.one, pair.registrar_import) == (spela, stored)
    assert pair.verdict == Verdict.WAITING
    services.same(duplicate=pair, by=None, now=NOW)
    assert Person.objects.living_records().count() == 1


def test_the_name_alone_is_never_enough(club: Club) -> None:
    make_record(club, "Ksenofont", "Žvegelj")

    stored = previewed(club, [{"given": "Ksenofont", "family": "Žvegelj"}])

    assert all(one is None or not one[1] for one in like(stored))
    assert stored.new == 1


def test_another_number_of_the_same_registrar_is_for_an_officer(club: Club, spela: Person) -> None:
    Identifier.objects.create(person=spela, club=club, value="1", source="registrar", recorded_at=NOW)

    stored = previewed(club, [{**SPELA, "student_number": "2"}])

    assert like(stored) == [(spela.pk, False)]


def test_where_two_come_into_question_an_officer_is_asked(club: Club, spela: Person) -> None:
    twice = make_record(club, "Špela", "Žnidaršič", born_on="1976-03-12")
    make_contact(twice, "+38641555672", kind="phone", club=club)

    stored = previewed(club, [SPELA])

    assert like(stored)[0] is not None
    assert like(stored)[0][1] is False


def test_nobody_of_ours_is_two_of_the_file(club: Club, spela: Person) -> None:
    stored = previewed(
        club, [{**SPELA, "class_year": "1999"}, {**SPELA, "given": "Špelca", "phone": "", "class_year": "2001"}]
    )

    people = [one[0] for one in like(stored) if one]
    assert len(people) == len(set(people))


def test_how_sure_is_what_the_club_says(club: Club, spela: Person) -> None:
    least = previewed(club, [SPELA]).source_rows.get().likeness["probability"]
    assert least > 0.999
    DuplicateRules.objects.create(club=club, wrong_in=100_000)

    stored = previewed(club, [{**SPELA, "phone": "", "given": "Špelca"}])

    assert like(stored) == [(spela.pk, False)]


def test_people_of_another_club_are_not_looked_at(spela: Person) -> None:
    stored = previewed(make_club("elsewhere"), [SPELA])

    assert like(stored) == [None]


def test_a_long_file_is_linked_at_once_and_comes_to_the_same(
    club: Club, spela: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    strangers = [{"given": f"Ana{n}", "family": f"Kos{n}", "born_on": f"19{60 + n}-01-0{1 + n}"} for n in range(8)]
    one_by_one = like(previewed(club, [SPELA, *strangers]))
    monkeypatch.setattr(likeness, "FEW", 0)

    assert like(previewed(club, [SPELA, *strangers])) == one_by_one


def test_undone_the_record_is_as_it_was(club: Club, spela: Person) -> None:
    stored = applied(club, [SPELA])

    undone(stored)

    spela.refresh_from_db()
    assert spela.family == "Žnidaršič"
    assert list(spela.contacts.values_list("value", flat=True)) == ["+38641555672"]


def test_an_officer_sees_why_and_may_say_that_it_is_somebody_else(club: Club, spela: Person, office: Client) -> None:
    stored = previewed(club, [SPELA])
    shown = reverse("registrar:import_preview", args=[club.slug, stored.public_id])

    page = office.get(f"{shown}?show=alike").content.decode()
    office.post(reverse("registrar:import_unlike", args=[club.slug, stored.public_id]), {"row": "2"})

    assert "1 person was recognised though" in page
    assert "Same birth date: strong" in page
    stored.refresh_from_db()
    assert (stored.new, stored.changed, stored.facts["alike"], stored.facts["doubtful"]) == (1, 0, 0, 1)
    apply(stored)
    assert Person.objects.count() == 3  # the officer's own, Špela and the new one
    assert Duplicate.objects.get().one == spela
