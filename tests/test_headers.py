"""What goes along with every page: what may be kept, framed, run, and told to other sites."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from vezi.core.security import POLICY
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record

pytestmark = pytest.mark.django_db
KEPT_NOWHERE = "no-store, private"


def test_what_is_made_for_somebody_is_kept_nowhere() -> None:
    club = make_club("economics")
    edith = make_member(club, "Edith", "Clarke")
    record = make_record(club)
    member, officer = client_of(make_member(club)), client_of(make_officer(club).person)
    of_members = [
        "/home/",
        "/me/",
        "/me/held.json",
        "/people/",
        "/classes/economics/1999/",
        f"/people/{edith.public_id}/",
        "/c/economics/",
        "/welcome/",
    ]
    of_members += [f"/people/{edith.public_id}/card.vcf", "/no/such/page/"]
    of_officers = [
        "/c/economics/office/",
        "/c/economics/office/members/",
        f"/c/economics/office/members/{record.public_id}/",
    ]

    kept = {address: member.get(address).get("Cache-Control") for address in of_members}
    kept |= {address: officer.get(address).get("Cache-Control") for address in of_officers}

    assert kept == dict.fromkeys([*of_members, *of_officers], KEPT_NOWHERE)


def test_who_is_on_the_way_in_leaves_no_page_behind_either() -> None:
    make_club("economics")
    visitor = Client()
    visitor.post("/c/economics/join/")

    assert visitor.get(reverse("account_signup"))["Cache-Control"].count("no-store") == 1
    assert visitor.get("/c/economics/")["Cache-Control"] == KEPT_NOWHERE


def test_what_is_public_may_be_kept_but_not_for_another_reader() -> None:
    club = make_club("economics")
    member = client_of(make_member(club))

    page, colours = Client().get("/c/economics/"), member.get(club.palette_url)

    assert ("Cache-Control" in page, "Cookie" in page["Vary"]) == (False, True)
    assert colours["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/", "/home/", "/claim/nothing/", "/no/such/page/"])
def test_every_page_says_what_it_may_load_and_tell(address: str) -> None:
    answer = Client().get(address)

    assert answer["Content-Security-Policy"] == POLICY
    assert answer["Referrer-Policy"] == "same-origin"
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_the_server_s_alone_and_stay_on_the_site() -> None:
    make_account("ada@example.org")
    visitor = Client()

    visitor.post(reverse("account_login"), {"login": "ada@example.org", "password": "correct horse battery"})
    visitor.post("/theme/", {"theme": "dark"})

    session, theme = (visitor.cookies[name] for name in (settings.SESSION_COOKIE_NAME, "vezi_theme"))
    assert [(cookie["httponly"], cookie["samesite"]) for cookie in (session, theme)] == [(True, "Lax")] * 2
