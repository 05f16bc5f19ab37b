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


def test_a_segment_is_kept_over_the_table_opened_and_taken_out(visit: Visitors) -> None:
    page = visit(f"{MEMBERS}?state=member&city=Ljubljana", as_="grace")
    page.locator("summary", has_text="Filter").click()
    page.locator("summary", has_text="But not").click()
    page.locator("[name=not_trade][value=law]").check()
    page.get_by_role("button", name="Show", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("not: Law")

    page.get_by_role("link", name="Keep as a segment").click()
    page.get_by_label("Name of the segment").fill("Ljubljana without lawyers")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("link", name="Ljubljana without lawyers")).to_have_attribute("aria-current", "page")
    shown = page.locator("#ledger [role=status]").inner_text().split()[0]
    page.get_by_role("link", name="All with their numbers").click()

    segment = page.locator("li", has_text="Ljubljana without lawyers")
    expect(segment.get_by_role("link", name=f"{shown} people")).to_be_visible()
    segment.get_by_role("link", name="Export").click()
    page.locator("[name=reason]").fill("Invitations to the evening in May")
    with page.expect_download() as taken:
        page.locator("main .btn-primary").click()
    assert len(taken.value.path().read_text().splitlines()) == int(shown) + 1
    page.goto(f"{MEMBERS}views/")
    page.locator("summary", has_text="Change Ljubljana without lawyers").click()
    page.get_by_role("button", name="Remove “Ljubljana without lawyers”").click()
    expect(page.locator("main")).to_contain_text("is gone")
