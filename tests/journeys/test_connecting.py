"""Connecting: asked, answered from the page and from the mail, introduced, ended; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors

NAMES = "#found ol .nm"
LINE = "We rowed in the same boat."


def profile(page: Page, words: str) -> str:
    """The address of whom the search finds first."""
    page.goto(f"/people/?q={words}&in=network")
    address = page.locator(NAMES).first.get_attribute("href") or ""
    page.goto(address)
    return address


def test_one_asks_with_a_line_and_the_other_accepts(visit: Visitors) -> None:
    asker = visit("/people/", as_="tadeja-lisjak")
    address = profile(asker, "bernarda+kokalj")
    asker.get_by_role("link", name="Connect", exact=True).click()
    asker.get_by_label("A line of your own").fill(LINE)
    asker.get_by_role("button", name="Ask to connect").click()
    expect(asker.get_by_role("button", name="Take the request back")).to_be_visible()

    asked = visit("/connections/", as_="bernarda-kokalj-usaj")
    expect(asked.get_by_text(LINE)).to_be_visible()
    asked.get_by_role("button", name=re.compile("^Accept Tadeja Lisjak")).click()

    expect(asked.get_by_text("You are connected with Tadeja Lisjak.")).to_be_visible()
    asker.goto(address)
    expect(asker.get_by_text("You have been connected since")).to_be_visible()
    asker.get_by_role("link", name="End the connection").click()
    asker.get_by_role("button", name=re.compile("^End it with Bernarda")).click()
    asker.goto(address)
    expect(asker.get_by_role("link", name="Connect", exact=True)).to_be_visible()


def test_a_request_put_away_still_waits_for_who_asked(visit: Visitors) -> None:
    asked = visit("/connections/", as_="petra-gnezda", script=False)
    row = asked.locator(".rows li").first
    name = row.locator(".nm").inner_text()

    row.get_by_role("button", name=re.compile("^Not now")).click()

    expect(asked.get_by_text("Put away.")).to_be_visible()
    expect(asked.locator(".rows .nm", has_text=name)).to_have_count(0)


def test_the_connections_are_looked_through_as_one_types(visit: Visitors) -> None:
    page = visit("/connections/mine/", as_="nejc-zagar")
    first = page.locator("#connections .nm").first.inner_text()
    everybody = page.locator("#connections .nm").count()

    page.get_by_label("Name").press_sequentially(first.split()[-1][:4].lower())

    expect(page).to_have_url(re.compile(r"q="))
    expect(page.locator("#connections .nm").first).to_contain_text(re.compile(".+"))
    assert page.locator("#connections .nm").count() <= everybody


def test_an_introduction_is_asked_for_where_it_says_who_knows_both(visit: Visitors) -> None:
    page = visit("/people/?tie=second&tie=-connection", as_="nejc-zagar")
    page.goto(page.locator(NAMES).nth(3).get_attribute("href") or "")

    page.get_by_role("link", name="Ask for an introduction").click()
    page.get_by_label("Why").fill("We both keep bees.")
    page.get_by_role("button", name="Ask for the introduction").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Your introduction to")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It was taken back.")).to_be_visible()


def test_the_letter_is_answered_by_one_press_without_signing_in(visit: Visitors) -> None:
    letters = visit("/outbox/?to=would+like+to+be+connected")
    letters.get_by_role("link", name=re.compile("would like to be connected with you")).first.click()
    address = letters.locator("a[href*='/connections/answer/']").first.get_attribute("href") or ""
    page = visit(re.sub(r"^https?://[^/]+", "", address))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Be connected with")

    page.get_by_role("button", name="Accept").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are connected")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_of_connecting_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/connections/", as_="irena-vrabl", eyes=eyes)
    assert_sound(page)
    introduction = page.locator("main a[href*='/introductions/']").first.get_attribute("href") or ""
    for where in (introduction, "/connections/sent/", "/connections/mine/"):
        page.goto(where)
        assert_sound(page)
    page.locator("a[href*='/disconnect/']").first.click()
    assert_sound(page)
    page.goto("/people/?tie=none")
    page.goto(page.locator(NAMES).first.get_attribute("href") or "")
    page.locator("a[href$='/connect/']").click()
    assert_sound(page)
