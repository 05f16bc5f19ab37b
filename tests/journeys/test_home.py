"""Home in the morning: what waits, my people, all their news, and hearing less of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_home_and_all_news_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/home/", as_="maja-kovac", eyes=eyes)

    assert_sound(page)
    expect(page.locator("#people li.who")).not_to_have_count(0)
    page.locator("#people a[href='/home/news/']").click()
    page.wait_for_url("**/home/news/")
    assert_sound(page)
    page.goto("/home/news/less/")
    assert_sound(page)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_one_hears_less_of_somebody_and_again(visit: Visitors, script: bool) -> None:
    page = visit("/home/news/", as_="nejc-zagar", script=script)
    line = page.locator("li.who", has=page.locator("form[action*='/home/news/less/']")).first
    name = line.locator(".nm").first.inner_text()

    line.locator("button").click()
    page.wait_for_url("**/home/news/")
    expect(page.locator("main .nm", has_text=name)).to_have_count(0)
    page.goto("/home/news/less/")
    page.locator("li", has_text=name).locator("button[name=again]").click()
    page.wait_for_url("**/home/news/less/")

    page.goto("/home/news/")
    expect(page.locator("main .nm", has_text=name)).not_to_have_count(0)


def test_a_line_of_news_leads_to_the_person(visit: Visitors) -> None:
    page = visit("/home/", as_="maja-kovac")

    page.locator("#people h3 a.nm").click()

    page.wait_for_url(re.compile("/people/[a-z0-9]+/"))
