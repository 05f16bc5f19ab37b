"""A word of the house reaches a member as she chose; one press stops its mail; a quiet holiday is said and taken back."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Eyes, assert_sound
from tests.house import House
from tests.journeys.visitors import Visitors
from vezi.demo.cast import BY_KEY

KIND = "Words of whoever runs Vezi"


@pytest.mark.parametrize("eyes", [Eyes(1280), PHONE], ids=lambda eyes: eyes.suffix)
def test_the_bell_leads_to_the_list_and_the_list_to_the_place(visit: Visitors, the_house: House, eyes: Eyes) -> None:
    words = f"The house rests on Sunday ({secrets.token_hex(3)})."
    the_house.told("tell", words, "--to", BY_KEY["ada"].mail, "--path", "/people/")
    the_house.told("digests")
    page = visit("/home/", as_="ada", eyes=eyes)

    page.get_by_role("link", name=re.compile(r"Notices, \d+ new")).click()
    expect(page.get_by_role("heading", name="Notices", exact=True)).to_be_visible()
    assert_sound(page)
    page.get_by_role("link", name=words).click()
    expect(page).to_have_url(re.compile("/people/$"))

    page.goto("/notices/")
    expect(page.locator("li", has_text=words)).not_to_contain_text("new")


def test_mail_comes_as_chosen_and_one_press_stops_it(visit: Visitors, the_house: House) -> None:
    page = visit("/notices/settings/", as_="ada")
    assert_sound(page)
    choose(page, "by mail at once")
    words = f"The garden is open ({secrets.token_hex(3)})."
    the_house.told("tell", words, "--to", BY_KEY["ada"].mail)
    the_house.told("digests")

    letter = visit.letter(BY_KEY["ada"].mail, of=page, holding=words)
    address = re.search(r"\S+/notices/stop/\S+", letter.locator("pre").inner_text())
    assert address
    letter.goto(address[0])
    assert_sound(letter)
    letter.get_by_role("button", name="Stop them").click()
    expect(letter.get_by_role("heading", name="It is stopped")).to_be_visible()

    page.goto("/notices/settings/")
    expect(page.get_by_label(KIND)).to_have_value("page")


def test_a_digest_gathers_and_a_holiday_is_said_and_taken_back(visit: Visitors, the_house: House) -> None:
    page = visit("/notices/settings/", as_="ada", complaints_of={"Unprocessable Entity"})
    choose(page, "in a daily digest")
    page.locator("[name=away_from]").fill("2031-08-09")
    page.get_by_label("Until, that day too").fill("2031-08-01")
    page.locator("#holiday").get_by_role("button", name="Save").click()
    expect(page.locator("#holiday")).to_contain_text("The holiday ends before it begins.")
    assert_sound(page)
    page.get_by_label("Until, that day too").fill("2031-08-19")
    page.locator("#holiday").get_by_role("button", name="Save").click()
    expect(page.get_by_label("Until, that day too")).to_have_value("2031-08-19")
    words = [f"Word {number} of the house ({secrets.token_hex(3)})." for number in range(3)]
    for one in words:
        the_house.told("tell", one, "--to", BY_KEY["ada"].mail)
    the_house.told("digests", "--all")

    letter = visit.letter(BY_KEY["ada"].mail, of=page, holding=words[0])
    for one in words:
        expect(letter.locator("pre")).to_contain_text(one)

    page.goto("/notices/settings/")
    for field in ("away_from", "away_until"):
        page.locator(f"[name={field}]").fill("")
    page.locator("#holiday").get_by_role("button", name="Save").click()
    choose(page, "in Vezi only")


def choose(page: Page, way: str) -> None:
    page.get_by_label(KIND).select_option(label=way)
    page.locator("#ways").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Your choice is kept.")
