"""The office's ledger: choosing with and without JavaScript, keeping a view, adding one by hand."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors

MEMBERS = "/c/emona-business/office/members/"
REFUSED = frozenset({"422"})


def tick(page: Page, *rows: int) -> None:
    for row in rows:
        page.locator("tbody input[name=who]").nth(row).check()


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_ledger_and_its_pages_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit(MEMBERS, as_="grace", eyes=eyes, complaints_of=REFUSED)
    tick(page, 0, 2)
    expect(page.locator(".bulk b")).to_have_text(re.compile(r"\b2 "))
    assert_sound(page)
    for deed in ("end", "export", "invite"):
        page.goto(f"{MEMBERS}?state=member")
        tick(page, 1)
        expect(page.locator(".bulk")).to_be_visible()
        page.locator(f"button[value={deed}]").click()
        page.wait_for_url(re.compile("choice="))
        assert_sound(page)

    page.goto(f"{MEMBERS}views/")
    assert_sound(page)
    page.goto(f"{MEMBERS}add/")
    page.locator("[name=given]").fill("Maja")
    page.locator("[name=family]").fill("Kovač")
    page.locator("main .btn-primary").click()

    expect(page.locator("#like a.nm").first).to_be_visible()
    assert_sound(page)


def test_ticks_are_counted_at_once_and_stand_on_the_next_page_and_after_a_reload(visit: Visitors) -> None:
    page = visit(MEMBERS, as_="grace")

    tick(page, 0, 3)
    expect(page.locator(".bulk b")).to_have_text("2 chosen.")
    page.locator("a[rel=next]").click()
    page.wait_for_url(re.compile("page=2"))
    page.locator("[data-chooses-all]").check()
    expect(page.locator(".bulk b")).to_have_text("22 chosen.")
    page.reload()

    expect(page.locator(".bulk b")).to_have_text("22 chosen.")
    expect(page.locator("tbody input[name=who]:checked")).to_have_count(20)
    page.get_by_role("button", name="Choose nobody").click()
    expect(page.locator(".bulk")).to_have_count(0)


def test_without_javascript_the_chosen_are_handed_over(visit: Visitors) -> None:
    page = visit(f"{MEMBERS}?state=recorded", as_="grace", script=False)

    tick(page, 0, 1)
    page.get_by_role("button", name="Keep these and go on choosing").click()
    expect(page.locator(".bulk b")).to_have_text("2 chosen.")
    page.locator("a[rel=next]").click()
    tick(page, 4)
    page.get_by_role("button", name="Invite", exact=True).click()

    expect(page.locator("main")).to_contain_text("Only the 3 people chosen among the members")


def test_a_view_is_kept_over_the_table(visit: Visitors) -> None:
    page = visit(f"{MEMBERS}?reach=lost", as_="grace")

    page.get_by_role("link", name="Keep this view").click()
    page.get_by_label("Name of the view").fill("Nobody knows where")
    page.get_by_role("button", name="Keep", exact=True).click()

    expect(page.get_by_role("link", name="Nobody knows where")).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="Change").click()
    page.locator("summary", has_text="Change Nobody knows where").click()
    page.get_by_role("button", name="Remove “Nobody knows where”").click()
    expect(page.locator("main")).to_contain_text("is gone")
