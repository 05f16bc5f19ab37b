"""Every main page by the eye of axe: what the statement on accessibility says of them must be true."""

import pytest
from playwright.sync_api import Page

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors

PUBLIC = (
    "/help/",
    "/accessibility/",
    "/claim/",
    "/c/emona-business/",
    "/c/emona-business/privacy/",
    "/c/emona-business/join/",
)
MEMBERS = ("/home/", "/me/held/", "/accounts/")
OFFICE = ("", "requests/", "officers/", "import/", "invitations/", "invitations/rules/", "rules/", "rules/notices/")


def look_at(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    assert_sound(page)


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_pages_for_everybody_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/", eyes=eyes)
    for path in PUBLIC:
        look_at(page, path)


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_pages_of_members_and_officers_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/home/", as_="grace", eyes=eyes)
    for path in (*MEMBERS, *(f"/c/emona-business/office/{one}" for one in OFFICE)):
        look_at(page, path)
