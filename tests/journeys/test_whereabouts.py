"""Where people are: near a city, the map by keyboard, the page of a city, a stay; without JavaScript on a phone."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound, overflow
from tests.journeys.visitors import Visitors

MAP, VIENNA = "/people/?view=map", "/cities/2761369-vienna/"
FOUND = "#found [role=status] b"


def in_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def tab_to(page: Page, said: str) -> None:
    """By the keyboard alone."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if re.search(said, in_focus(page)):
            return
    raise AssertionError(f"{said} is not reached")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_of_places_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit(MAP, as_="ada", eyes=eyes)
    expect(page.locator("#map .spot").first).to_be_visible()
    assert_sound(page)

    for address in ("/people/?view=map&map=46.50,14.50,4", VIENNA, "/stays/", "/stays/new/"):
        page.goto(address)
        assert_sound(page)


def test_near_a_city_with_a_word_for_a_city_that_is_none(visit: Visitors) -> None:
    page = visit("/people/", as_="ada")
    everybody = page.locator(FOUND).inner_text()

    page.get_by_label("City", exact=True).fill("Graz")
    page.get_by_label("City", exact=True).press("Enter")
    expect(page.locator("#found")).to_contain_text("Within 50 km of Graz")
    expect(page.locator(FOUND)).not_to_have_text(everybody)
    page.get_by_label("No further than").select_option("250")
    expect(page.locator("#found")).to_contain_text("Within 250 km of Graz")
    expect(page).to_have_url(re.compile("near=Graz&km=250"))
    page.get_by_label("City", exact=True).fill("Gratzzz")
    page.get_by_label("City", exact=True).press("Enter")

    expect(page.locator("#near-error")).to_contain_text("We know no city called “Gratzzz”.")
    expect(page.get_by_label("City", exact=True)).to_have_value("Gratzzz")


def test_the_map_opens_by_keyboard_down_to_a_city(visit: Visitors) -> None:
    page = visit("/people/", as_="ada")
    page.locator("#found").get_by_role("link", name="Map").press("Enter")
    page.wait_for_url("**/people/?view=map")
    expect(page.locator("#map .spot").first).to_be_visible()

    tab_to(page, "^Ljubljana area .* people, .* cities$")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"view=map&map=[^&]+#map"))
    page.goto("/people/?view=map&map=46.50,14.50,5#map")
    tab_to(page, "^Graz .* people, Austria$")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("at=2778067#map"))

    expect(page.locator("#there h2")).to_contain_text("Graz")
    beside = page.locator("#there h2 span").inner_text()
    line = page.locator("tr[aria-selected=true]")
    expect(line).to_contain_text("Graz")
    assert beside.split()[0] == line.locator("td").nth(1).inner_text()
    page.get_by_role("link", name="The page of Graz").click()
    page.wait_for_url("**/cities/2778067-graz/")
    expect(page.locator("h1")).to_have_text("Graz")


def test_the_head_finds_a_city(visit: Visitors) -> None:
    page = visit("/home/", as_="ada")

    page.keyboard.press("/")
    page.keyboard.type("dunaj", delay=20)
    page.locator("#head-search-answers [role=option]", has_text="Vienna, Austria").first.click()

    page.wait_for_url(f"**{VIENNA}")


def test_a_stay_is_announced_changed_and_withdrawn(visit: Visitors) -> None:
    page = visit(VIENNA, as_="ada", complaints_of={"422"})
    first = date.today() + timedelta(days=5)  # noqa: DTZ011 - the browser's day

    page.get_by_role("link", name="I will be here").click()
    expect(page.get_by_label("City", exact=True)).to_have_value("Vienna, Austria")
    page.get_by_label("First day").fill(f"{first:%d. %m. %Y}")
    page.get_by_label("Last day").fill(f"{first - timedelta(days=1):%d. %m. %Y}")
    page.get_by_label("A line for those who see it").fill("At the spring fair")
    page.get_by_role("button", name="Announce").click()
    expect(page.locator("main")).to_contain_text("This lies before the first day.")
    expect(page.get_by_label("A line for those who see it")).to_have_value("At the spring fair")
    page.get_by_label("Last day").fill(f"{first + timedelta(days=2):%d. %m. %Y}")
    page.get_by_role("button", name="Announce").click()
    expect(page.locator("main")).to_contain_text("Who lives near")
    expect(page.locator("main")).to_contain_text("At the spring fair")

    other = visit(VIENNA, as_="grace")
    expect(other.locator("#staying")).to_contain_text("At the spring fair")

    page.goto("/me/")
    page.locator("#stays li", has_text="At the spring fair").get_by_role("link", name="Change").click()
    page.get_by_role("button", name="Withdraw the stay").click()
    expect(page.locator("h1")).to_have_text("Where you will be")
    expect(page.locator("main")).not_to_contain_text("At the spring fair")
    other.reload()
    expect(other.locator("main")).not_to_contain_text("At the spring fair")


def test_without_javascript_on_a_phone(visit: Visitors) -> None:
    page = visit("/people/?near=Graz&km=100&view=map", as_="ada", eyes=PHONE, script=False)
    assert overflow(page) == 0

    page.locator("table.ledger a", has_text="Maribor").click()

    expect(page.locator("#there h2")).to_contain_text("Maribor")
    assert overflow(page) == 0
    page.get_by_role("link", name="The page of Maribor").click()
    expect(page.locator("h1")).to_have_text("Maribor")
    assert overflow(page) == 0
