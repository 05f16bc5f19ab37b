"""A search is kept, somebody new fits, a letter comes, and one press stops it."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Eyes, assert_sound
from tests.house import House
from tests.journeys.visitors import Visitors
from vezi.core.tests.processes import until
from vezi.demo.cast import BY_KEY

WORD = secrets.token_hex(5)  # nobody in the demo knows anything about it


@pytest.mark.parametrize("eyes", [Eyes(1280), PHONE], ids=lambda eyes: eyes.suffix)
def test_a_search_is_kept_renamed_removed_and_taken_back(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/people/?q=kovac&from=1990&to=1999", as_="ada", eyes=eyes)

    page.get_by_role("link", name="Keep this search").click()
    expect(page.get_by_label("Name of the search")).to_have_value("Kovac, Class of 1990 to 1999")
    assert_sound(page)
    page.get_by_label("Name of the search").fill("Kovač of the nineties")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#found")).to_contain_text("Kept as “Kovač of the nineties”")
    page.goto("/people/")
    expect(page.get_by_role("link", name="Kovač of the nineties")).to_be_visible()
    page.get_by_role("link", name="All of them").click()
    page.locator("summary", has_text="Change Kovač of the nineties").click()
    assert_sound(page)
    page.get_by_label("Name of the search").fill("All the Kovač")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Remove All the Kovač").click()
    page.get_by_role("button", name="Take that back").click()

    expect(page.get_by_role("link", name="All the Kovač", exact=True)).to_be_visible()
    page.get_by_role("button", name="Remove All the Kovač").click()


def test_a_letter_comes_when_somebody_new_fits_and_is_stopped_from_it(visit: Visitors, the_house: House) -> None:
    page = visit(f"/searches/keep/?q={WORD}", as_="ada")
    page.get_by_label("Name of the search").fill("Who knows lighthouses")
    page.get_by_label("Write to me when somebody new fits").select_option("day")
    page.get_by_role("button", name="Keep", exact=True).click()
    ask_about(visit, f"Lighthouses, above all {WORD}")
    until(lambda: is_found(the_house), seconds=30, what="the index to know of it")

    told = the_house.told("searches", "--all")
    letter = visit.letter(BY_KEY["ada"].mail, of=page, holding=WORD)

    assert told["letters"] >= 1
    expect(letter.locator("body")).to_contain_text("Who knows lighthouses")
    address = re.search(r"\S+/searches/stop/\S+", letter.locator("pre").inner_text())
    assert address
    letter.goto(address[0])
    letter.get_by_role("button", name="Stop them").click()
    expect(letter.get_by_role("heading", name="It is stopped")).to_be_visible()
    assert_sound(letter)
    page.goto("/searches/")
    expect(page.locator("li", has_text="Who knows lighthouses")).to_contain_text("no mail")
    page.get_by_role("button", name="Remove Who knows lighthouses").click()
    ask_about(visit, "How to read a balance sheet upside down.")


def ask_about(visit: Visitors, words: str) -> Page:
    page = visit("/me/", as_="uros-dordevic")
    page.get_by_role("link", name=re.compile("what to ask you about")).click()
    page.locator("#about textarea").fill(words)
    page.locator("#about").get_by_role("button", name="Save").click()
    expect(page.locator("#about")).to_contain_text(words)
    return page


def is_found(house: House) -> bool:
    return bool(house.told("search", WORD, "--as", BY_KEY["ada"].mail)["count"])
