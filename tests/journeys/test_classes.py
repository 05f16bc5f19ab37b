"""Classes: from home to one's class, along to the neighbours, by the field in the head, without JavaScript on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound, overflow
from tests.journeys.visitors import Visitors

WALL, CLASS = "/classes/emona-business/", "/classes/emona-business/2004/"
NAMES = "#everyone li .nm"


def here(page: Page) -> int:
    """How many the page says there are."""
    return int(page.locator("dl dd").first.inner_text())


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_of_classes_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit(WALL, as_="ada", eyes=eyes)
    assert_sound(page)

    page.goto(CLASS)

    expect(page.locator(NAMES)).to_have_count(min(here(page), 30))
    assert_sound(page)


def test_from_home_to_my_class_to_a_neighbour_and_to_a_programme(visit: Visitors) -> None:
    page = visit("/home/", as_="ada")

    page.get_by_role("link", name=re.compile("See the class of ’04")).click()
    page.wait_for_url(f"**{CLASS}")
    expect(page.locator("h1")).to_contain_text("Class of 2004")
    in_all = here(page)
    page.get_by_role("link", name="Economics", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Class of 2004, Economics")
    assert 0 < here(page) < in_all
    page.get_by_role("link", name="’05").click()

    page.wait_for_url("**/classes/emona-business/2005/")


def test_the_class_and_people_show_as_many(visit: Visitors) -> None:
    page = visit(CLASS, as_="ada")
    in_class = here(page)

    page.get_by_role("link", name="Search among them").click()

    expect(page.locator("#found [role=status] b")).to_have_text(f"{in_class} people")
    page.get_by_role("link", name="The page of this class").click()
    page.wait_for_url(f"**{CLASS}")


def test_my_own_row_leads_to_who_sees_what(visit: Visitors) -> None:
    page = visit(CLASS, as_="ada")

    page.locator("#everyone li", has_text="Ada Lovšin").get_by_role("link", name="Who sees what of you").click()

    page.wait_for_url("**/me/")
    page.get_by_role("link", name="A member of another club").click()
    expect(page.locator("main")).to_contain_text("This is all that this reader sees of you.")


def test_the_head_finds_a_class(visit: Visitors) -> None:
    page = visit("/home/", as_="ada")

    page.keyboard.press("/")
    page.keyboard.type("class 1999 economics", delay=20)
    page.locator("#head-search-answers [role=option]", has_text="Class of 1999").first.click()

    page.wait_for_url("**/classes/emona-business/1999/**")


def test_without_javascript_on_a_phone(visit: Visitors) -> None:
    page = visit(WALL, as_="ada", eyes=PHONE, script=False)
    assert overflow(page) == 0

    page.get_by_role("link", name=re.compile("Class of 1999")).first.click()

    page.wait_for_url("**/1999/")
    assert overflow(page) == 0
    expect(page.locator(NAMES, has_text="Maja Kovač")).to_be_visible()
