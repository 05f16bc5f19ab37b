"""Every component in a real browser: by eye of axe, by keyboard, and without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, DESKTOP, PHONE, Eyes, assert_sound
from tests.journeys.visitors import Visitors

Guide = Callable[..., Page]


@pytest.fixture
def guide(visit: Visitors) -> Guide:
    """Opens the style guide in a fresh window."""

    def open_guide(eyes: Eyes = DESKTOP, **choices: Any) -> Page:
        return visit("/styleguide/", eyes=eyes, **choices)

    return open_guide


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_nothing_is_found_in_any_theme_language_and_width(guide: Guide, eyes: Eyes) -> None:
    page = guide(eyes)

    assert_sound(page)


def test_a_search_is_chosen_by_arrows_and_opened_by_enter(guide: Guide) -> None:
    page = guide()
    field = page.locator("#guide-search")

    field.press_sequentially("k")
    options = page.locator("#guide-search-answers [role=option]")
    expect(options).to_have_count(2)
    field.press("ArrowDown")
    field.press("ArrowDown")

    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    page.wait_for_url("**/styleguide/#main")


def test_an_emptied_search_shows_nothing(guide: Guide) -> None:
    page = guide()
    field = page.locator("#guide-search")
    field.press_sequentially("maja")
    expect(page.locator("#guide-search-answers [role=option]")).to_have_count(1)

    field.fill("")

    expect(page.locator("#guide-search-answers")).to_be_hidden()


def test_nobody_by_that_name_is_said(guide: Guide) -> None:
    page = guide()

    page.locator("#guide-search").press_sequentially("xyz")

    expect(page.locator("#guide-search-answers [role=status]")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_theme_is_chosen_and_stays(guide: Guide, script: bool) -> None:
    page = guide(DESKTOP, script=script)

    page.locator("footer button[value=dark]").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "vezi-dark")
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "vezi-dark")
    expect(page.locator("footer button[value=dark]")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_language_is_chosen_at_the_top_and_stays(guide: Guide, script: bool) -> None:
    page = guide(DESKTOP, script=script)

    page.locator("header button[lang=sl]").first.click()

    expect(page.locator("html")).to_have_attribute("lang", "sl")
    page.goto("/styleguide/")
    expect(page.locator("html")).to_have_attribute("lang", "sl")


def test_a_dialog_opens_over_the_page_and_gives_the_focus_back(guide: Guide) -> None:
    page = guide()
    opener = page.locator("[data-opens=asked]")

    opener.click()
    expect(page.locator("#asked")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#asked")).to_be_hidden()
    expect(opener).to_be_focused()


def test_choosing_all_tints_every_row(guide: Guide) -> None:
    page = guide()

    page.locator("[data-chooses-all]").check()

    expect(page.locator(".ledger tr[aria-selected=true]")).to_have_count(3)
    page.locator(".ledger tbody input").first.uncheck()
    expect(page.locator(".ledger tr[aria-selected=true]")).to_have_count(2)
    expect(page.locator("[data-chooses-all]")).not_to_be_checked()


def test_a_facet_sends_the_form_by_itself(guide: Guide) -> None:
    page = guide()

    page.get_by_role("checkbox", name=re.compile(r"^Ljubljana\s*96$")).check()

    page.wait_for_url("**city=Ljubljana**")


def test_an_audience_is_changed_on_the_spot(guide: Guide) -> None:
    page = guide()

    page.locator("#chooser").select_option("40")

    expect(page.locator("form:has(#chooser) svg circle")).to_have_count(1)  # the globe
    expect(page.locator("#chooser")).to_have_value("40")


def test_a_refusal_is_said_at_the_head_and_the_page_stays(guide: Guide) -> None:
    page = guide(DESKTOP, complaints_of={"409"})

    page.locator("#chooser").select_option("0")

    expect(page.locator("#news #refusal")).to_contain_text("An example wants to be seen by somebody.")
    expect(page.locator("#chooser")).to_be_visible()


def test_a_server_that_is_gone_is_said_too(guide: Guide) -> None:
    page = guide(DESKTOP, complaints_of={"ERR_FAILED", "htmx:sendError"})
    page.route("**/styleguide/audience/", lambda route: route.abort())

    page.locator("#chooser").select_option("40")

    expect(page.locator("#news")).to_contain_text("The server did not answer.")


def test_an_audience_is_changed_without_javascript(guide: Guide) -> None:
    page = guide(PHONE, script=False, complaints_of={"409"})
    page.locator("#chooser").select_option("0")

    page.locator("form:has(#chooser) button").click()

    expect(page.locator("#refusal")).to_contain_text("An example wants to be seen by somebody.")


def test_without_javascript_every_enhancement_has_its_button(guide: Guide) -> None:
    page = guide(PHONE, script=False)

    expect(page.locator("form:has(#chooser) button")).to_be_visible()
    expect(page.locator("form[data-sends-itself] button")).to_be_visible()
