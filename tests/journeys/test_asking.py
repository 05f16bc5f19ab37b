"""Asking the network: written, routed, answered from the page and from the mail; with and without JavaScript."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors

QUESTION = f"Who knows about port operations in Singapore ({secrets.token_hex(3)})?"  # a house that runs already has older ones


def ask(page: Page, words: str) -> str:
    """The address of the question."""
    page.goto("/questions/new/")
    page.get_by_label("Your question").fill(words)
    page.get_by_label("The whole network").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Your question is on its way.")).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_as_one_writes_it_says_how_many_fit_and_names_nobody(visit: Visitors) -> None:
    page = visit("/questions/new/", as_="tadeja-lisjak")
    page.get_by_label("The whole network").check()

    page.get_by_label("Your question").press_sequentially("Who knows banking in Vienna?")

    expect(page.locator("#preview")).to_contain_text(re.compile(r"people fit"))
    expect(page.locator("#preview .nm")).to_have_count(0)


def test_a_draft_is_kept_and_thrown_away(visit: Visitors) -> None:
    page = visit("/questions/new/", as_="tadeja-lisjak", script=False)
    page.get_by_label("Your question").fill("Something I am not sure of yet.")

    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Nobody else sees it.")).to_be_visible()
    page.goto("/questions/asked/")
    page.get_by_text("Something I am not sure of yet.").click()
    page.get_by_role("button", name="Throw away").click()

    expect(page.get_by_text("The draft is gone.")).to_be_visible()


def test_it_is_asked_of_somebody_who_helps_without_signing_in(visit: Visitors) -> None:
    asker = visit("/questions/new/", as_="nejc-zagar")
    address = ask(asker, QUESTION)
    expect(asker.locator(".lede")).to_contain_text("asked so far")  # by itself, a moment later
    letters = visit("/outbox/")
    for _try in range(20):
        letters.goto("/outbox/")
        if letters.get_by_role("link", name=re.compile(re.escape(QUESTION))).count():
            break
        letters.wait_for_timeout(1000)
    letters.get_by_role("link", name=re.compile(re.escape(QUESTION))).first.click()
    link = letters.locator("a[href*='/questions/answer/']").first.get_attribute("href") or ""

    page = visit(re.sub(r"^https?://[^/]+", "", link))
    expect(page.get_by_role("heading", level=1)).to_contain_text("asks you")
    page.get_by_label("A line to begin with").fill("Call me on Friday.")
    page.get_by_role("button", name="I can help").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for helping")

    expect(asker.get_by_text("Call me on Friday.")).to_be_visible()  # nobody has touched the page
    asker.goto("/messages/")  # and their conversation has begun with it
    asker.locator(".talks a").first.click()
    expect(asker.locator("#lines")).to_contain_text("Call me on Friday.")
    expect(asker.locator("#lines").get_by_role("link", name=QUESTION)).to_be_visible()
    asker.goto(address)
    asker.get_by_role("button", name="It helped").click()
    asker.get_by_role("button", name="Close it with thanks").click()
    expect(asker.get_by_text("Your question is closed.")).to_be_visible()


def test_how_many_one_takes_is_ones_own_choice(visit: Visitors) -> None:
    page = visit("/questions/room/", as_="petra-gnezda", script=False)

    page.get_by_label("Questions in thirty days, at most").fill("4")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_label("Questions in thirty days, at most")).to_have_value("4")


def test_where_a_search_finds_nobody_one_asks(visit: Visitors) -> None:
    page = visit("/people/?q=xylophonistry&in=network", as_="tadeja-lisjak")

    page.get_by_role("main").get_by_role("link", name="Ask the network").click()

    expect(page.get_by_label("Your question")).to_have_value("xylophonistry")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_of_asking_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/questions/", as_="irena-vrabl", eyes=eyes)
    assert_sound(page)
    for where in ("/questions/asked/", "/questions/new/?q=treasury", "/questions/room/"):
        page.goto(where)
        assert_sound(page)
