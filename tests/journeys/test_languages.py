"""English and Slovenian: switched at the top, remembered, sorted and counted as each language has it."""

import re
from collections.abc import Sequence
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Eyes
from tests.journeys.visitors import CODE, Visitors, code_in
from vezi.demo.cast import BY_KEY

SLOVENIAN = Eyes(1280, language="sl")
LETTERS = " abcčćdđefghijklmnopqrsštuvwxyzž"
LEDGER = "/c/okolje-in-prostor/office/members/"


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_language_is_switched_at_the_top_and_stays(visit: Visitors, script: bool) -> None:
    page = visit("/", script=script)

    page.locator("header button[lang=sl]").click()

    expect(page.locator("html")).to_have_attribute("lang", "sl")
    page.locator("#clubs a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "sl")
    page.locator("header button[lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_one_chose_is_remembered_by_the_account(visit: Visitors) -> None:
    """In another browser of the same person, and in letters."""
    page = visit("/home/", as_="uros-dordevic")
    page.locator("header button[lang=sl]:visible").click()
    expect(page.locator("html")).to_have_attribute("lang", "sl")

    window = visit.window(PHONE)
    window.clear_cookies(name="vezi_language")
    other = visit.page(window)
    other.goto("/accounts/login/code/")
    expect(other.locator("html")).to_have_attribute("lang", "en")
    mail = BY_KEY["uros-dordevic"].mail
    other.locator("input[name=email]").fill(mail)
    other.locator("input[name=email]").press("Enter")
    expect(other.locator("input[name=code]")).to_be_visible()
    letter = visit.letter(mail, of=page, holding=CODE)
    expect(letter.locator("h1")).to_contain_text("Vaša koda za vstop")
    other.locator("input[name=code]").fill(code_in(letter))
    other.locator("input[name=code]").press("Enter")
    other.wait_for_url("**/home/")
    expect(other.locator("html")).to_have_attribute("lang", "sl")


def test_on_a_phone_the_switch_is_at_hand_as_well(visit: Visitors) -> None:
    page = visit("/home/", as_="nejc-zagar", eyes=PHONE)

    page.locator("header details.corner summary").click()
    page.locator("header details.corner button[lang=sl]").click()

    expect(page.locator("html")).to_have_attribute("lang", "sl")
    expect(page.locator("h1")).to_have_text(re.compile(r"Nejc"))


def test_names_are_sorted_as_slovenian_has_it(visit: Visitors) -> None:
    page = visit(f"{LEDGER}?size=100&year_from=2010&year_to=2010", as_="tilen-ogrin", eyes=SLOVENIAN)
    families = [name.split(",")[0].strip().lower() for name in page.locator("tbody th .nm").all_inner_texts()]
    ours = [family for family in families if set(family) <= set(LETTERS)]

    assert {"č", "š", "ž"} <= {family[0] for family in ours}
    assert ours == sorted(ours, key=lambda family: [LETTERS.index(letter) for letter in family])


@pytest.mark.parametrize(
    ("remainders", "word"), [((1,), "oseba"), ((2,), "osebi"), ((3, 4), "osebe"), (range(5, 100), "oseb")],
    ids=["one", "two", "three", "five"],
)  # fmt: skip
def test_one_two_three_and_five_are_counted_as_slovenian_has_it(
    visit: Visitors, remainders: Sequence[int], word: str
) -> None:
    page = visit("/people/", as_="tilen-ogrin", eyes=SLOVENIAN)
    name, value, count = next(found for found in _facets(page) if found[2] % 100 in remainders)

    page.goto(f"/people/?{name}={quote(value)}")

    expect(page.locator("#found [role=status] b")).to_have_text(f"{count} {word}")


def _facets(page: Page) -> list[tuple[str, str, int]]:
    boxes = page.locator("#found fieldset label:has(input[type=checkbox])")
    return [
        (str(box.locator("input").get_attribute("name")), str(box.locator("input").get_attribute("value")), count)
        for box in boxes.all()
        if (count := int("".join(filter(str.isdigit, str(box.locator("span").last.text_content())))))
    ]
