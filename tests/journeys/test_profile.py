"""One's own page: changed in place, seen as others see it, taken along as a visiting card."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound, overflow
from tests.journeys.visitors import Visitors

LONG = "Wilhelmina Aleksandra van den Boogaard-Štrukelj"


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_ones_own_page_is_sound_also_while_it_is_changed(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/me/", as_="maja-kovac", eyes=eyes)
    assert_sound(page)

    for part in ("#who", "#about", "#life", "#reach"):
        page.locator(f"{part} a[hx-get]").last.click()
        expect(page.locator(f"{part} button.btn-primary")).to_be_visible()
    assert_sound(page)


def test_words_are_changed_in_place(visit: Visitors) -> None:
    page = visit("/me/", as_="uros-dordevic")
    address = page.url

    page.get_by_role("link", name=re.compile("what to ask you about")).click()
    page.locator("#about textarea").fill("How to read a balance sheet upside down.")
    page.locator("#about").get_by_role("button", name="Save").click()

    expect(page.locator("#about")).to_contain_text("balance sheet upside down")
    expect(page.locator("#about textarea")).to_have_count(0)
    assert page.url == address


def test_an_audience_is_chosen_in_place_and_others_see_accordingly(visit: Visitors) -> None:
    page = visit("/me/", as_="barbara-krasovec-pozar")
    page.locator("#aud-ask").select_option(label="Only me")
    expect(page.locator("#aud-ask option:checked")).to_have_text("Only me")
    page.wait_for_load_state("networkidle")

    page.get_by_role("link", name="A member of your clubs", exact=True).click()
    page.wait_for_url("**as=**")

    expect(page.locator("h1")).to_contain_text("Barbara")
    expect(page.locator("main")).not_to_contain_text("Ask me about")
    assert_sound(page)
    page.goto("/me/")
    page.locator("#aud-ask").select_option(label="Members of my clubs")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="A member of your clubs", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ask me about")


@pytest.mark.parametrize("reader", ["A connection", "A member of your clubs", "A member of another club", "Anyone"])
def test_it_is_seen_as_another_sees_it(visit: Visitors, reader: str) -> None:
    page = visit("/me/", as_="maja-kovac")

    page.get_by_role("link", name=reader, exact=True).click()

    expect(page.locator("a[aria-current=page].chip")).to_have_text(reader)
    expect(page.locator("main select")).to_have_count(0)
    assert_sound(page)


def test_a_wrong_value_is_refused_at_its_place(visit: Visitors) -> None:
    page = visit("/me/", as_="matjaz-hribovsek", complaints_of={"422"})

    page.get_by_role("link", name="Add a way to reach you").click()
    page.locator("#reach textarea[name=value]").fill("not an address @")
    page.locator("#reach").get_by_role("button", name="Save").click()

    expect(page.locator("#reach .err")).to_be_visible()
    assert_sound(page)


def test_work_is_added_changed_and_removed_without_javascript(visit: Visitors) -> None:
    page = visit("/me/", as_="thordis-gudmundsdottir", eyes=PHONE, script=False)

    page.get_by_role("link", name="Add work").click()
    page.locator("input[name=title]").fill("Lighthouse keeper")
    page.locator("input[name=employer]").fill("Svetilnik Piran")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/me/(#.*)?$"))
    expect(page.locator("#life")).to_contain_text("Lighthouse keeper")
    assert overflow(page) == 0
    page.locator("#life").get_by_role("link", name=re.compile("Change.*Lighthouse keeper")).click()
    page.locator("button[name=deed][value=remove]").click()

    page.wait_for_url(re.compile(r"/me/(#.*)?$"))
    expect(page.locator("#life")).not_to_contain_text("Lighthouse keeper")


def test_anothers_page_tells_a_long_name_and_life_and_gives_a_card(visit: Visitors) -> None:
    page = visit("/people/?q=boogaard", as_="nejc-zagar", eyes=Eyes(360))
    page.locator("#found ol .nm a, #found ol a.nm").first.click()
    page.wait_for_url(re.compile("/people/[a-z0-9]+/"))
    expect(page.locator("h1")).to_contain_text("Boogaard")
    assert_sound(page)

    with page.expect_download() as leaving:
        page.get_by_role("link", name="Visiting card").click()
    card = leaving.value.path().read_text()

    assert card.startswith("BEGIN:VCARD")
    assert "Boogaard" in card
    assert "BDAY" not in card  # nobody but herself sees it


def test_what_the_house_holds_is_shown_and_taken_along(visit: Visitors) -> None:
    page = visit("/me/held/", as_="maja-kovac")
    assert_sound(page)

    with page.expect_download() as leaving:
        page.get_by_role("link", name="Take everything with you").click()

    assert "Kova" in leaving.value.path().read_text()
