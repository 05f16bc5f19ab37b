"""The member's home, several clubs with one account, and an office whose numbers lead somewhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound
from tests.journeys.visitors import Visitors

OFFICE = "/c/emona-business/office/"


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_home_shows_what_waits_my_people_and_my_clubs(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/home/", as_="nejc-zagar", eyes=eyes)

    expect(page.locator("h1")).to_contain_text("Nejc")
    expect(page.locator("main a[href^='/people/']")).not_to_have_count(0)
    expect(page.locator("main a[href='/c/emona-business/']")).to_be_visible()
    expect(page.locator("main a[href='/c/okolje-in-prostor/']")).to_be_visible()
    assert_sound(page)


def test_a_classmate_on_home_leads_to_their_page(visit: Visitors) -> None:
    page = visit("/home/", as_="ada")
    name = page.locator("main article .nm, main li a.nm, main a.nm").first

    name.click()

    page.wait_for_url(re.compile("/people/[a-z0-9]+/"))


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_one_account_goes_from_club_to_club(visit: Visitors, script: bool) -> None:
    page = visit("/home/", as_="ziga", script=script)
    accent = page.locator("header svg").first.evaluate("knot => getComputedStyle(knot).color")
    here = page.locator("header .nm").first.inner_text()

    page.locator("header details.corner summary").click()
    page.locator("header details.corner form[action*='/switch/'] button:not([aria-current])").click()
    page.wait_for_load_state()

    expect(page.locator("header .nm").first).not_to_have_text(here)
    assert page.locator("header svg").first.evaluate("knot => getComputedStyle(knot).color") != accent
    page.goto("/people/")
    expect(page.locator("header .nm").first).not_to_have_text(here)


def numbers(page: Page) -> list[int]:
    shown = page.locator("nav .num").all_inner_texts()
    return [int(re.sub(r"\D", "", number)) for number in shown]


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_office_is_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit(OFFICE, as_="grace", eyes=eyes)

    assert len(numbers(page)) == 4
    assert_sound(page)


@pytest.mark.parametrize("which", range(4), ids=["graduates", "claimed", "reachable", "lost"])
def test_each_number_of_the_office_leads_to_as_many_people(visit: Visitors, which: int) -> None:
    page = visit(OFFICE, as_="grace")
    number = numbers(page)[which]

    page.locator("nav a:has(.num)").nth(which).click()

    page.wait_for_url("**/members/**")
    expect(page.locator("main")).to_contain_text(f"of {number:,}")


def test_a_decade_leads_to_its_people(visit: Visitors) -> None:
    page = visit(OFFICE, as_="grace")
    row = page.locator("table.ledger tr", has_text="1990–1999")
    graduates = row.locator("td").first.inner_text()

    row.get_by_role("link").click()

    page.wait_for_url("**year_from=1990**")
    expect(page.locator("main")).to_contain_text(f"of {graduates}")


def test_a_record_is_found_opened_and_the_look_is_written_down(visit: Visitors) -> None:
    page = visit(f"{OFFICE}members/", as_="grace", eyes=PHONE)

    page.locator("#find").fill("fernandez-villaverde")
    page.locator("#find").press("Enter")
    expect(page.locator("table.ledger tbody tr")).to_have_count(1)
    page.locator("table.ledger tbody a").first.click()
    page.wait_for_url(re.compile("/members/[a-z0-9]+/"))
    expect(page.locator("main")).to_contain_text("You opened a record.")
    assert_sound(page)

    held = visit("/me/held/", as_="maria-del-carmen-fernandez-villaverde")
    expect(held.locator("section.hang", has_text="Who looked").locator("li")).not_to_have_count(0)


def test_the_office_is_closed_to_members_and_strangers(visit: Visitors) -> None:
    member = visit(OFFICE, as_="ada", complaints_of={"403"})
    expect(member.locator("h1")).to_be_visible()
    assert_sound(member)

    stranger = visit(OFFICE)
    stranger.wait_for_url("**/accounts/login/**")


def test_the_registrar_of_one_club_sees_no_other_office(visit: Visitors) -> None:
    page = visit(OFFICE, as_="damjan-pecnik", complaints_of={"404"})

    expect(page.locator("h1")).to_be_visible()
    assert "3,788" not in page.locator("main").inner_text()
