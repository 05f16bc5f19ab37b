"""An event from the first idea to a freed seat: planned, published, answered, full, given back, taken."""

import re
import secrets
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def listed(page: Page, title: str | re.Pattern[str]) -> Locator:
    """The way to an event from the list, which other journeys have made long: it is gone through to the page where it is."""
    page.goto("/events/")
    found = page.locator("main a.nm", has_text=title)
    while not found.count():
        page.locator("a[href*='after=']").click()
    return found.first


def plan(page: Page, title: str, *, seats: int) -> str:
    """A lecture in three weeks; the address of its page."""
    page.goto("/events/new/?template=lecture")
    page.get_by_label("Title").first.fill(title)
    page.get_by_label("Day", exact=True).fill((timezone.localdate() + timedelta(days=21)).isoformat())
    page.get_by_label("Venue").fill("Velika predavalnica")
    page.get_by_label(re.compile("^Seats")).fill(str(seats))
    page.get_by_label("Companions each may bring").fill("0")
    page.get_by_role("textbox", name=re.compile("^Programme")).fill(
        "16.30 Coffee\n17.00 The lecture\n18.30 A walk to the river"
    )
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return path_of(page)


def say(page: Page, answer: str) -> None:
    page.get_by_label(answer).check()
    page.locator("#answer").get_by_role("button").last.click()


@pytest.mark.parametrize("script", [True, False])
def test_a_seat_is_taken_waited_for_given_back_and_taken_again(visit: Visitors, script: bool) -> None:
    title = f"The price of a medicine {secrets.token_hex(3)}"
    vida = visit("/events/", as_="vida-zupancic", script=script)
    address = plan(vida, title, seats=1)
    expect(vida.locator("main")).to_contain_text("A draft.")
    visit(address, as_="nejc-zagar", complaints_of={"404"})
    vida.get_by_role("button", name="Publish it").click()
    expect(vida.locator("main")).not_to_contain_text("A draft.")

    nejc = visit(address, as_="nejc-zagar", script=script)
    say(nejc, "I’m coming")
    expect(nejc.locator("main, [role=status]").first).to_be_visible()
    expect(nejc.locator("#answer")).to_contain_text("It is full")

    maja = visit(address, as_="maja-kovac", script=script)
    say(maja, "I’m coming")
    expect(maja.locator("#answer")).to_contain_text("You are the next.")

    say(nejc, "I can’t this time")
    maja.goto("/home/")
    expect(maja.locator("main")).to_contain_text("A seat is kept for you")
    maja.goto(address)
    maja.get_by_role("button", name="Take the seat").click()
    expect(maja.locator("main")).to_contain_text("1 is coming")

    vida.goto(f"{address}coming/")
    expect(vida.locator("main .rows")).to_contain_text("Maja Kovač")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(visit: Visitors) -> None:
    vida = visit("/events/new/?template=evening", as_="vida-zupancic", complaints_of={"422"})
    vida.get_by_label("Title").first.fill("An evening")
    vida.get_by_label("Venue").fill("")
    vida.get_by_label("City").fill("Nowherecity")
    vida.get_by_label("Day", exact=True).fill("2027-03-28")
    vida.get_by_label("Begins").fill("02:30")

    vida.get_by_role("button", name="Keep the draft").click()

    expect(vida.get_by_label("Title").first).to_have_value("An evening")
    expect(vida.locator("#id_begins_error")).to_contain_text("Say 03.30 instead.")
    expect(vida.locator("#id_town_error")).to_contain_text("No city is known by that name")


def test_who_answered_is_told_that_it_is_called_off(visit: Visitors) -> None:
    title = f"A walk {secrets.token_hex(3)}"
    vida = visit("/events/", as_="vida-zupancic")
    address = plan(vida, title, seats=9)
    vida.get_by_role("button", name="Publish it").click()
    nejc = visit(address, as_="nejc-zagar")
    say(nejc, "I’m coming")

    vida.goto(f"{address}call-off/")
    vida.get_by_label("Why").fill("The river has come.")
    vida.get_by_role("button", name="Call it off").click()

    nejc.reload()
    expect(nejc.locator("main")).to_contain_text("The river has come.")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=str)
def test_the_pages_are_sound(visit: Visitors, eyes: Eyes) -> None:
    vida = visit("/events/", as_="vida-zupancic", eyes=eyes)
    assert_sound(vida)
    address = vida.locator("main .rows a.nm").last.get_attribute("href") or ""
    for page in (address, f"{address}coming/", f"{address}change/", f"{address}organisers/", "/events/month/",
                 "/events/calendar/", "/events/new/"):  # fmt: skip
        vida.goto(page)
        assert_sound(vida)


def test_the_clock_of_a_plan_goes_with_its_city(visit: Visitors) -> None:
    vida = visit("/events/new/?template=evening", as_="vida-zupancic")
    city = vida.get_by_label(re.compile("^City"))
    clock = vida.get_by_label("Clock of the place").locator("option:checked")

    city.fill("")
    expect(clock).to_have_text("Europe/Ljubljana, as in the club")
    city.press_sequentially("Reykjav")
    vida.locator("datalist option[data-zone]").first.wait_for(state="attached")
    city.fill("Reykjavík, Iceland")
    expect(clock).to_have_text("Atlantic/Reykjavik, as in the city")
    city.fill("Nowherecity")
    expect(clock).to_have_text("As in the city")
