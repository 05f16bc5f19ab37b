"""The network's front page and its clubs' pages, as anybody sees them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound
from tests.journeys.visitors import Visitors

CLUBS = ("emona-business", "mba-ob-dravi", "okolje-in-prostor")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_front_page_shows_three_clubs_and_leads_to_each(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/", eyes=eyes)

    expect(page.locator("h1")).to_be_visible()
    assert page.locator("#clubs li a").count() >= 3  # other journeys found clubs as well
    assert_sound(page)
    for club in CLUBS:
        page.goto("/")
        page.locator(f"#clubs a[href='/c/{club}/']").click()
        page.wait_for_url(f"**/c/{club}/")
        expect(page.locator("h1")).to_be_visible()
        assert_sound(page)


def test_each_club_has_its_own_colour_crest_officers_and_rule(visit: Visitors) -> None:
    grounds, rules = set(), set()
    for club in CLUBS:
        page = visit(f"/c/{club}/")
        grounds.add(page.locator(".cover").last.evaluate("cover => getComputedStyle(cover).backgroundColor"))
        rules.add(page.locator("aside").inner_text())
        expect(page.locator(".cover svg").first).to_be_visible()
        assert page.locator("section.hang:has-text('Who runs it') .who").count() >= 5

    assert len(grounds) == 3
    assert len(rules) == 3


def test_a_club_tells_since_when_and_how_many_in_how_many_countries(visit: Visitors) -> None:
    page = visit("/c/okolje-in-prostor/")

    expect(page.locator(".cover").last).to_contain_text("Since 2001")
    numbers = page.locator("section.hang", has_text="How many we are")
    expect(numbers).to_contain_text(re.compile(r"graduates on record\s*1,5\d\d"))
    expect(numbers).to_contain_text("countries we live in")


def test_the_page_is_reached_by_keyboard_past_the_head(visit: Visitors) -> None:
    page = visit("/")

    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_a_class_year_leads_to_its_class(visit: Visitors) -> None:
    page = visit("/", eyes=PHONE)

    page.get_by_label("Your class year").fill("1999")
    page.get_by_role("button", name="Find my class").click()
    page.wait_for_url("**/accounts/login/**")  # whom a class is made of is for members

    assert "1999" in page.url


def test_a_year_that_is_none_is_refused_at_its_place(visit: Visitors) -> None:
    page = visit("/", script=False, complaints_of={"422"})

    page.get_by_label("Your class year").fill("99999")
    page.get_by_role("button", name="Find my class").click()

    expect(page.get_by_label("Your class year")).to_have_attribute("aria-invalid", "true")


def test_a_club_that_is_not_there_is_said_kindly(visit: Visitors) -> None:
    page = visit("/c/nobody/", complaints_of={"404"})

    expect(page.locator("h1")).to_be_visible()
    assert_sound(page)
