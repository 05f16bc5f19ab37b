"""What an event asks of its organisers besides: rooms for those who stay, questions on its page, and that it comes again."""

import re
import secrets
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.test_events import listed, path_of, plan, say
from tests.journeys.visitors import Visitors


@pytest.mark.parametrize("script", [True, False])
def test_people_are_put_into_rooms_and_read_where_they_sleep(visit: Visitors, script: bool) -> None:
    vida = visit("/events/", as_="vida-zupancic", script=script)
    address = plan(vida, f"A house in the hills {secrets.token_hex(3)}", seats=10)
    vida.get_by_role("button", name="Publish it").click()
    vida.goto(f"{address}rooms/kinds/")
    vida.get_by_label("Kind of room").first.fill("Double room")
    vida.get_by_label("Beds in each").first.fill("2")
    vida.get_by_label("How many").first.fill("3")
    vida.get_by_role("button", name="Save").click()

    maja = visit(address, as_="maja-kovac", script=script)
    maja.get_by_label("Where you sleep").select_option(label="With somebody else who comes")
    maja.get_by_label("With whom you share").fill("Nejc")
    say(maja, "I’m coming")

    vida.goto(f"{address}rooms/")
    expect(vida.locator("main")).to_contain_text("With somebody else who comes: Nejc")
    vida.get_by_label("Maja Kovač").check()
    vida.get_by_label("Put those ticked into").select_option(label="Double room 2 (2 beds free)")
    vida.get_by_role("button", name="Put them there").click()
    expect(vida.locator("main")).to_contain_text("1 of 6 beds taken.")
    maja.goto(address)
    expect(maja.locator("#answer")).to_contain_text("You sleep here: Double room 2")


def test_a_question_is_asked_answered_reported_and_hidden(visit: Visitors) -> None:
    vida = visit("/events/", as_="vida-zupancic")
    address = plan(vida, f"The price of a question {secrets.token_hex(3)}", seats=10)
    vida.get_by_role("button", name="Publish it").click()
    nejc = visit(address, as_="nejc-zagar")
    nejc.locator("#ask-text").fill("Buy my watches?")
    nejc.get_by_role("button", name="Ask", exact=True).click()
    expect(nejc.locator("#asks")).to_contain_text("Buy my watches?")

    maja = visit(address, as_="maja-kovac")
    maja.get_by_role("link", name="Report it").click()
    maja.get_by_label("What is wrong with it").fill("An advertisement.")
    maja.get_by_role("button", name="Tell the organisers").click()

    vida.goto(address)
    expect(vida.locator("#asks")).to_contain_text("An advertisement.")
    vida.locator("#asks").get_by_role("link", name="Answer").click()
    vida.get_by_label("What you would like to say").fill("No, thank you.")
    vida.get_by_role("button", name="Answer").click()
    vida.get_by_role("link", name="Hide it").first.click()
    vida.get_by_label("Why it is hidden").fill("No advertisements, please.")
    vida.get_by_role("button", name="Hide it").click()
    expect(vida.locator("#asks")).to_contain_text("No advertisements, please.")
    maja.goto(address)
    expect(maja.locator("#asks")).not_to_contain_text("Buy my watches?")


def test_an_event_comes_again_and_all_that_follow_change_their_hour(visit: Visitors) -> None:
    vida = visit("/events/", as_="vida-zupancic")
    address = plan(vida, f"Table {secrets.token_hex(3)}", seats=10)
    vida.get_by_role("link", name="Make it a series").click()
    vida.get_by_label("Every second week").check()
    vida.get_by_label("Until").fill((timezone.localdate() + timedelta(days=21 + 43)).isoformat())
    vida.get_by_role("button", name="Show the days").click()
    expect(vida.locator("main")).to_contain_text("3 more times")
    vida.get_by_role("button", name="Make them as drafts").click()
    expect(vida.locator("#series li")).to_have_count(3)

    vida.get_by_role("link", name="Change it").click()
    vida.get_by_label("Begins").fill("16:00")
    vida.get_by_label("What I changed here, change in all that follow too").check()
    vida.get_by_role("button", name="Save").click()
    expect(vida.locator("#series")).to_contain_text("16.00")
    vida.locator("#series a").last.click()
    expect(vida.locator("#series li")).to_have_count(3)
    vida.goto(address)


@pytest.mark.parametrize("eyes", ALL_EYES, ids=str)
def test_pages_of_rooms_asks_and_a_series_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/events/", as_="maja-kovac", eyes=eyes)
    listed(page, re.compile("one evening|en večer")).click()
    expect(page.locator("#asks article")).to_have_count(2)
    assert_sound(page)
    listed(page, re.compile("^(Two days by the lake|Dva dneva ob jezeru)$")).click()
    address, until = path_of(page), timezone.localdate() + timedelta(days=90)
    for name in ("", "rooms/", "rooms/kinds/", f"series/?every=week&until={until}", "lists/?show=rooms"):
        page.goto(f"{address}{name}")
        assert_sound(page)
