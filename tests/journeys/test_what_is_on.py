"""What is on near somebody and for her: the list, the month and the map, with and without JavaScript; a city as one types it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors

MAP = "/events/map/"


@pytest.mark.parametrize("script", [True, False])
def test_from_what_is_near_to_the_map_and_back_to_a_city(visit: Visitors, script: bool) -> None:
    maja = visit("/events/", as_="maja-kovac", script=script)
    rows = maja.locator("main ul.rows").first
    maja.get_by_role("link", name="Near me").click()
    expect(maja.locator("main")).to_contain_text("Near Koper, the nearest first, and what is online.")
    expect(maja.locator("main")).to_contain_text("Behind the fence of the harbour")
    expect(maja.locator("main")).not_to_contain_text("A table in Vienna")

    maja.get_by_role("link", name="For my trade").click()
    expect(maja.locator("main ul.rows a.nm")).to_have_text(["Behind the fence of the harbour"])
    expect(rows).to_contain_text("For your trade")
    maja.get_by_role("link", name="Clear all").click()

    maja.get_by_role("link", name="Map", exact=True).click()
    pin = maja.locator("#map .spot[aria-label^='Vienna']")
    expect(pin).to_have_attribute("aria-label", re.compile("Vienna 1 event, Austria"))
    pin.focus()
    maja.keyboard.press("Enter")
    expect(maja.locator("main ul.rows a.nm")).to_have_text(["A table in Vienna"])
    maja.get_by_role("link", name="Vienna remove").click()
    expect(rows.locator("a.nm").nth(1)).to_be_visible()

    maja.get_by_label("City", exact=True).fill("Dunaj")
    maja.get_by_role("button", name="Near there").click()
    expect(maja.locator("main")).to_contain_text("A table in Vienna")
    expect(maja).to_have_url(re.compile("near=Dunaj"))
    maja.get_by_role("link", name="Month", exact=True).click()
    expect(maja).to_have_url(re.compile(r"/events/month/\?near=Dunaj"))


def test_a_city_is_offered_as_one_types_it(visit: Visitors) -> None:
    vida = visit("/events/new/?template=lecture", as_="vida-zupancic")
    city = vida.get_by_label("City")
    city.fill("")

    city.press_sequentially("Marib")

    expect(vida.locator("#id_town-cities option").first).to_have_attribute("value", "Maribor, Slovenia")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_are_sound(visit: Visitors, eyes: Eyes) -> None:
    maja = visit(MAP, as_="maja-kovac", eyes=eyes)
    expect(maja.locator("#map .spot").first).to_be_visible()
    assert_sound(maja)

    for page in ("/events/?near=me&km=100", f"{MAP}?near=Nowherecity&km=50", f"{MAP}?map=46.00,14.50,4", "/events/month/?whose=clubs",
                 "/events/?whose=groups&in=online&in=2643743"):  # fmt: skip
        maja.goto(page)
        assert_sound(maja)
