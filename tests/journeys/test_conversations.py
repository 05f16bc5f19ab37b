"""Conversations: begun, seen at the other side at once, changed, taken back, searched, left; with and without JavaScript."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors


def begin(page: Page, words: str, name: str = "") -> str:
    """With whoever is found first by the name, or was connected with last; the address of the conversation."""
    page.goto("/messages/new/")
    if name:
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Look", exact=True).click()
    page.locator("#found").get_by_role("button", name=re.compile(name, re.I)).first.click()
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile(r"#p-"))
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)


def words() -> str:
    return f"Supper on Friday, {secrets.token_hex(3)}?"


def test_what_one_writes_the_other_sees_within_a_moment(visit: Visitors) -> None:
    first = words()
    ada = visit("/messages/new/", as_="irena-vrabl")
    address = begin(ada, first, "Bernarda Kokalj")
    other = visit("/messages/?show=requests", as_="bernarda-kokalj-usaj")
    other.goto(address)
    expect(other.locator("#lines")).to_contain_text(first)

    other.get_by_label("Your message").fill("Friday is fine.")
    other.get_by_role("button", name="Send").click()

    expect(ada.locator("#lines")).to_contain_text("Friday is fine.")  # nobody has touched the page
    ada.get_by_label("Your message").fill("At nine then.")
    ada.get_by_role("button", name="Send").click()
    expect(other.locator("#lines")).to_contain_text("At nine then.")
    ada.goto(address)
    ada.get_by_role("link", name="Take back").last.click()
    ada.get_by_role("button", name=re.compile("Take")).last.click()
    expect(other.locator("#lines")).not_to_contain_text("At nine then.")


def test_without_javascript_one_begins_changes_and_finds_again(visit: Visitors) -> None:
    first, page = words(), visit("/messages/new/", as_="nejc-zagar", script=False)
    begin(page, first)
    page.get_by_role("link", name="Change", exact=True).last.click()
    page.get_by_label("Your message").fill(first.replace("Friday", "Saturday"))
    page.get_by_role("button", name=re.compile("Save|Change")).last.click()
    expect(page.locator("#lines")).to_contain_text("Saturday")

    page.goto(f"/messages/search/?q={first.split()[-1][:6]}")

    expect(page.get_by_role("main")).to_contain_text("Saturday")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_of_conversations_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/messages/", as_="irena-vrabl", eyes=eyes)
    assert_sound(page)
    for where in ("/messages/?show=requests", "/messages/?show=archived", "/messages/new/", "/messages/search/?q=a"):
        page.goto(where)
        assert_sound(page)
