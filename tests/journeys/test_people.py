"""Finding people: while typing, by facets, with a typo, under a former name, without JavaScript, and from the shell."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, PHONE, Eyes, assert_sound, overflow
from tests.house import House
from tests.journeys.visitors import Visitors
from vezi.demo.cast import BY_KEY

NAMES = "#found ol .nm"


def found(page: Page) -> int:
    """How many the page says there are."""
    said = page.locator("#found [role=status] b").inner_text()
    return int(re.sub(r"\D", "", said))


@pytest.mark.parametrize("eyes", ALL_EYES, ids=lambda eyes: eyes.suffix)
def test_the_directory_is_sound_full_and_empty(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/people/", as_="ada", eyes=eyes)
    expect(page.locator(NAMES)).to_have_count(20)
    assert_sound(page)

    page.goto("/people/?q=xyzzyxyzzy")

    expect(page.locator(NAMES)).to_have_count(0)
    assert_sound(page)


def test_it_answers_while_one_types_and_keeps_the_words_in_the_address(visit: Visitors) -> None:
    page = visit("/people/", as_="ada")
    everybody = found(page)

    page.locator("#people-q").press_sequentially("sustar", delay=40)

    expect(page.locator(NAMES).first).to_have_text(re.compile("Ana Šuštaršič"))
    expect(page).to_have_url(re.compile(r"q=sustar$"))
    expect(page.locator("#people-q")).to_be_focused()
    assert found(page) < everybody
    page.reload()
    expect(page.locator("#people-q")).to_have_value("sustar")
    expect(page.locator(NAMES).first).to_have_text(re.compile("Ana Šuštaršič"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ŽNIDARŠIČ", "Špela Žnidaršič Čebulj"),
        ("znidarsic", "Špela Žnidaršič Čebulj"),
        ("zupancci vida", "Vida Zupančič"),  # two letters changed places
        ("krasovec barbara", "Barbara Krašovec-Požar"),
        ("luka jadran", "Maja Kovač"),  # where she works
    ],
)
def test_case_diacritics_a_typo_and_a_former_name_are_forgiven(visit: Visitors, typed: str, name: str) -> None:
    page = visit("/people/", as_="nejc-zagar")

    page.locator("#people-q").fill(typed)

    expect(page.locator(NAMES, has_text=name)).to_be_visible()


def test_a_former_name_is_the_reason_said(visit: Visitors) -> None:
    page = visit("/people/?q=scuric", as_="tilen-ogrin")

    row = page.locator("#found ol > li", has_text="Žiga Čuček")

    expect(row).to_contain_text("Šćurić")


def test_facets_narrow_are_undone_one_by_one_and_by_the_back_button(visit: Visitors) -> None:
    page = visit("/people/", as_="ada")
    everybody = found(page)

    page.get_by_role("checkbox", name=re.compile("^Vienna")).check()
    expect(page).to_have_url(re.compile("city=Vienna"))
    in_vienna = found(page)
    assert 0 < in_vienna < everybody
    page.get_by_role("checkbox", name=re.compile("^Economics")).first.check()
    expect(page).to_have_url(re.compile("programme="))
    expect(page.locator("#found [role=status] b")).not_to_have_text(f"{in_vienna} people")
    assert found(page) < in_vienna

    page.go_back()
    expect(page.locator("#found [role=status] b")).to_have_text(re.compile(rf"^{in_vienna}\b"))
    expect(page.get_by_role("checkbox", name=re.compile("^Vienna"))).to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/people/$"))
    expect(page.locator("#found [role=status] b")).to_have_text(re.compile(rf"^{everybody:,}\b"))


def test_a_facet_says_as_many_as_choosing_it_finds(visit: Visitors) -> None:
    page = visit("/people/", as_="ada")
    chosen = [(facet, *counts[0]) for facet, counts in boxes(page).items()]

    assert len(chosen) >= 8
    for name, value, said in chosen:
        answer = page.request.get("/people/", params={name: value})
        count = re.search(r"<b>([\d,]+) (?:person|people)</b>", answer.text())
        assert count is not None
        assert int(count[1].replace(",", "")) == said, (name, value)


def test_the_head_answers_while_one_types_and_opens_by_keyboard(visit: Visitors) -> None:
    page = visit("/home/", as_="ada")

    page.keyboard.press("/")
    page.keyboard.type("kovac", delay=30)
    expect(page.locator("#head-search-answers [role=option]").first).to_be_visible()
    assert_sound(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/people/**")
    expect(page.locator("h1")).to_contain_text("Kovač")


def test_without_javascript_on_a_phone_words_and_facets_are_sent_by_a_button(visit: Visitors) -> None:
    page = visit("/people/", as_="ada", eyes=PHONE, script=False)
    assert overflow(page) == 0

    page.locator("#people-q").fill("kovac")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**q=kovac**")
    expect(page.locator(NAMES).first).to_contain_text("Kovač")
    words_alone = found(page)
    page.locator("label[for=narrow-down]").click()
    page.get_by_role("checkbox", name=re.compile("^BSc")).check()
    page.get_by_role("button", name="Narrow down").click()

    page.wait_for_url("**degree=BSc**")
    assert 0 < found(page) < words_alone


def test_the_shell_answers_what_the_page_answers(visit: Visitors, the_house: House) -> None:
    """As many, in the same order, with the same facets."""
    page = visit("/people/?q=kovac", as_="ada")
    on_the_page = [name.replace("\xa0", " ") for name in page.locator(NAMES).all_inner_texts()]

    told = the_house.told("search", "kovac", "--as", BY_KEY["ada"].mail, "--club", "emona-business")

    assert {"count", "seconds", "results", "facets"} <= set(told)
    assert told["count"] == found(page)
    assert [one["name"] for one in told["results"]] == [re.sub(r"\s*’\d\d$", "", name) for name in on_the_page]
    shown = boxes(page)
    assert len(shown) >= 8
    for facet, counts in shown.items():
        answered = [(one["value"], one["count"]) for one in told["facets"][facet]]
        assert answered[: len(counts)] == counts, facet


def boxes(page: Page) -> dict[str, list[tuple[str, int]]]:
    """What can be ticked, and how many each finds, by facet."""
    found: dict[str, list[tuple[str, int]]] = {}
    for box in page.locator("#found fieldset label:has(input[type=checkbox])").all():
        chosen, count = box.locator("input"), str(box.locator("span").last.text_content())
        value = str(chosen.get_attribute("value"))
        found.setdefault(str(chosen.get_attribute("name")), []).append((value, int(re.sub(r"\D", "", count))))
    return found


def test_an_edit_is_found_within_a_second(visit: Visitors) -> None:
    page = visit("/me/change/ask-me-about/", as_="ravi-krishnamoorthy")
    word = f"papirologija{int(time.time())}"
    asking = visit("/people/", as_="ada")

    page.locator("textarea").fill(f"Everything about {word}.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/me/**")
    saved = time.monotonic()
    while word not in (answer := asking.request.get("/people/", params={"q": word}).text()) or "Ravi" not in answer:
        assert time.monotonic() - saved < 5, "not found within five seconds"
    took = time.monotonic() - saved

    assert took < 1, f"found after {took:.2f} s"


def test_who_left_and_who_has_not_claimed_is_found_by_nobody(visit: Visitors, the_house: House) -> None:
    page = visit("/people/?in=network&q=dijkgraaf", as_="ada")

    names = page.locator(NAMES).all_inner_texts()

    assert not any("Edsger" in name for name in names)
