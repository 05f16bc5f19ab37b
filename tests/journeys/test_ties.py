"""How one knows people: the filter, suggestions waved away, blocking and its end, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors

NAMES = "#found ol .nm"


def found(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#found [role=status] b").inner_text()))


def test_friends_of_ones_people_are_found_and_each_says_through_whom(visit: Visitors) -> None:
    page = visit("/people/", as_="nejc-zagar")
    everybody = found(page)

    page.get_by_role("checkbox", name=re.compile("^Friends of your people")).check()

    expect(page).to_have_url(re.compile(r"tie=second"))
    expect(page.locator("#found .tie").first).to_contain_text(re.compile("both of you|know them too"))
    assert 0 < found(page) < everybody
    assert page.locator("#found .tie").count() == page.locator(NAMES).count()


def test_a_suggestion_is_waved_away_and_called_back(visit: Visitors) -> None:
    page = visit("/home/", as_="nejc-zagar")
    first = page.locator("#may-know article").first.locator(".nm").inner_text()

    page.get_by_role("button", name=f"Not this one {first}").click()

    expect(page.locator("#may-know [role=status]")).to_contain_text("will not be suggested to you again")
    expect(page.locator("#may-know .nm", has_text=first)).to_have_count(0)
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name=f"Suggest again {first}").click()
    expect(page.get_by_role("button", name=f"Suggest again {first}")).to_have_count(0)


def test_waving_away_works_without_a_script(visit: Visitors) -> None:
    page = visit("/home/", as_="barbara-krasovec-pozar", script=False)
    first = page.locator("#may-know article").first.locator(".nm").inner_text()

    page.get_by_role("button", name=f"Not this one {first}").click()

    expect(page.locator("#may-know .nm", has_text=first)).to_have_count(0)


def test_who_blocks_and_who_is_blocked_find_each_other_no_more_until_it_ends(visit: Visitors) -> None:
    vida = visit("/people/?q=tomaz+groselj", as_="vida-zupancic")
    address = vida.locator(NAMES).first.get_attribute("href") or ""
    vida.goto(address)
    vida.get_by_role("link", name="Block Tomaž").click()
    expect(vida.get_by_role("heading", level=1)).to_have_text("Block Tomaž Grošelj?")

    vida.get_by_role("button", name="Block Tomaž Grošelj").click()

    expect(vida.locator("#blocked")).to_contain_text("Tomaž Grošelj")
    answer = vida.goto("/people/?q=tomaz+groselj")
    assert answer is not None
    expect(vida.locator(NAMES, has_text="Tomaž Grošelj")).to_have_count(0)
    vida.goto("/me/ties/")
    vida.get_by_role("button", name="Unblock Tomaž Grošelj").click()
    expect(vida.locator("#blocked")).not_to_contain_text("Tomaž")
    vida.goto("/people/?q=tomaz+groselj")
    expect(vida.locator(NAMES).first).to_have_text(re.compile("Tomaž Grošelj"))


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_pages_of_ties_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/me/ties/", as_="nejc-zagar", eyes=eyes)
    assert_sound(page)

    page.goto("/people/?q=maja+kovac&in=network")
    page.locator(NAMES).first.click()
    assert_sound(page)
    page.locator("a[href$='/block/']").click()
    assert_sound(page)
