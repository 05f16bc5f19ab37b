"""The club is set up by its officers, with who and what."""

from typing import Any

import pytest
from django.test import Client

from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.pages import OFFICE

pytestmark = pytest.mark.django_db


def rules(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Economics", "short_name": "", "founded_year": "1946", "city": "Ljubljana",
        "time_zone": "Europe/Ljubljana", "language": "sl", "also_in": ["en"], "colour": "#0e5a4f",
        "crest_shape": "shield", "crest_letters": "EF", "name_en": "", "name_sl": "Ekonomija", "lede_en": "Hello.",
        "lede_sl": "", "about_en": "", "about_sl": "", "joining": "open", "default_audience": "30",
        "unclaimed_basis": "", "legal_name": "Society", "postal_address": "", "contact_mail": "", **changed,
    }  # fmt: skip


def test_rules_are_saved_with_who_and_what(club: Club, office: Client, grace: Officer) -> None:
    answer = office.post(f"{OFFICE}rules/", rules())

    club.refresh_from_db()
    entry = AuditEntry.objects.get(deed="clubs.change")
    assert answer["Location"] == f"{OFFICE}rules/"
    assert (club.languages, club.names, club.lede) == (["sl", "en"], {"sl": "Ekonomija"}, {"en": "Hello."})
    assert (club.joining, club.default_audience, club.colour) == ("open", 30, "#0e5a4f")
    assert (entry.by_id, entry.details["was"]["joining"], entry.details["becomes"]["joining"]) == (
        grace.person.account.pk, "approval", "open",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"colour": "blue"}, "colour"),
        ({"founded_year": "2999"}, "founded_year"),
        ({"founded_year": "1000"}, "founded_year"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"joining": "never"}, "joining"),
        ({"default_audience": "0"}, "default_audience"),
        ({"shows_unclaimed": "on"}, "unclaimed_basis"),
        ({"contact_mail": "nobody"}, "contact_mail"),
        ({"crest_letters": "ABCD"}, "crest_letters"),
    ],
)
def test_rules_that_make_no_sense_are_said_at_their_place(club: Club, office: Client, changed, field) -> None:
    page = office.post(f"{OFFICE}rules/", rules(**changed))

    club.refresh_from_db()
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert club.joining == "approval"


def test_unclaimed_graduates_are_shown_only_with_a_recorded_basis(club: Club, office: Client) -> None:
    office.post(f"{OFFICE}rules/", rules(shows_unclaimed="on", unclaimed_basis="Weighed on 4 May."))

    club.refresh_from_db()
    assert (club.shows_unclaimed, club.unclaimed_basis) == (True, "Weighed on 4 May.")


def test_a_colour_is_shown_with_its_contrasts_before_it_is_saved(club: Club, office: Client) -> None:
    part = office.get(f"{OFFICE}rules/palette/?colour=%230e5a4f", headers={"hx-request": "true"}).content.decode()
    none = office.get(f"{OFFICE}rules/palette/?colour=blue", headers={"hx-request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="palette-shown"')
    assert "Contrast: nameplate 7.9, button 7.9, link 7.6." in part
    assert "Choose a colour" in none
