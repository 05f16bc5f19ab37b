"""A club: its colours, its texts, and what may be changed of it."""

import pytest
from django.test import Client

from vezi.core.bank.orders import Payee
from vezi.core.models import AuditEntry
from vezi.core.palette import palette_of
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs import queries, services
from vezi.network.clubs.forms import ClubForm
from vezi.network.clubs.tests.factories import NOW, make_club, make_institution

pytestmark = pytest.mark.django_db


def change(club, **becomes):
    return services.change_club(club=club, by=make_account(), now=NOW, **becomes)


def test_what_is_changed_is_written_down_with_what_it_was() -> None:
    club = make_club("economics", city="Ljubljana")

    changed = change(club, city="Koper", name=club.name)

    entry = AuditEntry.objects.get(deed="clubs.change")
    assert changed.city == "Koper"
    assert (entry.details, entry.club_id) == ({"was": {"city": "Ljubljana"}, "becomes": {"city": "Koper"}}, club.pk)


def test_an_account_is_typed_as_it_stands_on_paper() -> None:
    club = make_club("economics")
    form = ClubForm(ClubForm.of(club) | {"payee_name": "Klub", "iban": " si56 2633 0001 2039 086", "bic": "ljba si2x"})
    assert form.is_valid(), form.errors

    changed = change(club, **form.facts())

    assert changed.payee == Payee("Klub", "SI56263300012039086", "LJBASI2X")
    assert ClubForm.of(changed)["iban"] == "SI56 2633 0001 2039 086"


def test_an_account_with_a_wrong_digit_is_refused_at_its_field() -> None:
    form = ClubForm(ClubForm.of(make_club("economics")) | {"payee_name": "Klub", "iban": "SI56 2633 0001 2039 087"})

    assert list(form.errors) == ["iban"]


def test_changing_nothing_is_no_deed() -> None:
    club = make_club("economics", city="Ljubljana")

    change(club, city="Ljubljana")

    assert not AuditEntry.objects.filter(deed="clubs.change").exists()


def test_a_new_colour_brings_its_palette_and_address() -> None:
    club = make_club("economics", colour="#0e5a4f")

    changed = change(club, colour="#F2A900")

    assert changed.colour == "#f2a900"
    assert changed.shades == palette_of("#f2a900")
    assert changed.palette_url != club.palette_url


@pytest.mark.parametrize(
    ("refusal", "becomes"),
    [
        (services.BadColour, {"colour": "blue"}),
        (services.NameMissing, {"name": " "}),
        (services.LanguageMissing, {"languages": []}),
        (services.BasisMissing, {"shows_unclaimed": True, "unclaimed_basis": " "}),
        (services.BadAccount, {"iban": "SI56263300012039087", "payee_name": "Klub"}),
        (services.HolderMissing, {"iban": "SI56263300012039086", "payee_name": " "}),
    ],
)
def test_what_makes_no_sense_is_refused(refusal, becomes) -> None:
    club = make_club("economics")

    with pytest.raises(refusal):
        change(club, **becomes)

    club.refresh_from_db()
    assert club.colour == "#1f3a6e"


def test_the_palette_is_kept_for_ever_and_an_old_address_leads_to_the_new_one() -> None:
    club = make_club("economics", colour="#0e5a4f")

    sheet = Client().get(club.palette_url)
    old = Client().get(f"/c/{club.slug}/palette-000000000000.css")

    assert sheet.content.decode() == palette_of("#0e5a4f").stylesheet()
    assert sheet["Content-Type"] == "text/css"
    assert "immutable" in sheet["Cache-Control"]
    assert (old.status_code, old["Location"]) == (302, club.palette_url)
    assert Client().get("/c/nowhere/palette-000000000000.css").status_code == 404


def test_texts_are_in_the_reader_s_language_else_in_the_club_s() -> None:
    make_club("both", languages=["en", "sl"], names={"sl": "Klub"}, lede={"en": "Hello.", "sl": "Pozdravljeni."})
    make_club("one", languages=["sl"], lede={"sl": "Samo tako."})

    pages = {
        (slug, language): Client(headers={"accept-language": language}).get(f"/c/{slug}/").content.decode()
        for slug in ("both", "one")
        for language in ("en", "sl")
    }

    assert "Hello." in pages["both", "en"]
    assert "Pozdravljeni." in pages["both", "sl"]
    assert "<title>Klub" in pages["both", "sl"]
    assert "Samo tako." in pages["one", "en"]


def test_a_club_page_draws_itself_in_its_colour() -> None:
    club = make_club("economics", colour="#0e5a4f", founded_year=1946)

    page = Client().get("/c/economics/").content.decode()

    assert club.palette_url in page
    assert "Since 1946" in page


def test_who_answers_for_the_data_stands_in_the_privacy_page() -> None:
    make_club("economics", legal_name="Society of Economists", shows_unclaimed=True, unclaimed_basis="Weighed in May.")

    page = Client().get("/c/economics/privacy/").content.decode()

    assert "Society of Economists" in page
    assert "Weighed in May." in page


@pytest.mark.parametrize("page", ["", "privacy/"])
def test_a_club_that_is_not_there_is_not_here(page) -> None:
    assert Client().get(f"/c/nowhere/{page}").status_code == 404


def test_clubs_stand_in_the_order_of_the_reader_s_language() -> None:
    from django.utils import translation

    names = ["Zdravje", "Čebele", "Cvet", "Šah", "Sonce", "Žaga"]
    for number, name in enumerate(names):
        make_club(f"club{number}", name=name)

    with translation.override("sl"):
        ordered = [str(club) for club in queries.in_order()]

    assert ordered == ["Cvet", "Čebele", "Sonce", "Šah", "Zdravje", "Žaga"]


def test_the_university_above_all_clubs_is_found() -> None:
    emona = make_institution("University of Emona")
    faculty = services.institution_named("Faculty", parent=emona)
    clubs = [make_club(institution=faculty), make_club(institution=emona)]

    assert queries.common_root(clubs) == emona
    assert queries.common_root([*clubs, make_club()]) is None
    assert queries.common_root([]) is None


def test_find_my_class_leads_to_its_people() -> None:
    found = Client().get("/find-class/", {"year": "1999"})
    wrong = [Client().get("/find-class/", {"year": year}) for year in ("", "19999", "abc")]

    assert found.status_code == 302
    assert found["Location"].endswith("?from=1999&to=1999")
    assert [answer.status_code for answer in wrong] == [422, 422, 422]
    assert "Four digits, such as 1999." in wrong[0].content.decode()
