"""Tickets that cost something: written by who organises, taken at the sum on the button, paid, and found in the books."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.test_events import listed, path_of, plan, say
from tests.journeys.visitors import Visitors


@pytest.mark.parametrize("script", [True, False])
def test_a_ticket_is_priced_taken_paid_at_the_door_and_counted(visit: Visitors, script: bool) -> None:
    title = f"Supper by the river {secrets.token_hex(3)}"
    vida = visit("/events/", as_="vida-zupancic", script=script)
    address = plan(vida, title, seats=10)
    vida.get_by_role("link", name="Tickets").click()
    vida.get_by_label("Ticket", exact=True).first.fill("A seat at the table")
    vida.get_by_label("Price", exact=True).first.fill("45,00 €")
    vida.get_by_role("button", name="Save").click()
    expect(vida.get_by_label("Price", exact=True).first).to_have_value("45")
    vida.goto(address)
    vida.get_by_role("button", name="Publish it").click()

    maja = visit(address, as_="maja-kovac", script=script, complaints_of={"422"} if not script else set())
    maja.get_by_label("I’m coming").check()
    if script:
        expect(maja.locator("#take button")).to_have_text("Take a ticket, €45")
    else:
        say(maja, "I’m coming")  # who has not seen the sum is shown it first
        expect(maja.locator("#answer")).to_contain_text("It comes to €45.")
    maja.locator("#take button").click()
    expect(maja.locator("#pay-head")).to_have_text("€45 to pay")

    vida.goto(f"{address}money/")
    vida.get_by_role("checkbox").first.check()
    vida.get_by_role("button", name="Mark those ticked as paid").click()
    expect(vida.locator("main")).to_contain_text("1 is marked as paid.")
    maja.goto(address)
    expect(maja.locator("#pay-head")).to_have_text("Paid")


@pytest.mark.parametrize("eyes", ALL_EYES, ids=str)
def test_pages_of_tickets_and_money_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/events/", as_="maja-kovac", eyes=eyes)
    listed(page, re.compile("one evening|en večer")).click()
    address = path_of(page)
    for name in ("tickets/", "programme/", "money/", "money/statement/"):
        page.goto(f"{address}{name}")
        assert_sound(page)
