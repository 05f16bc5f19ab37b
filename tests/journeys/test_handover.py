"""A file handed over with notice: held back, told by mail and by letter, and what those say who do not want it."""

import re
import secrets
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import Eyes, assert_sound, overflow
from tests.journeys.test_importing import read, upload
from tests.journeys.visitors import NewClub, Visitors

HEADER = "Vpisna številka;Priimek;Ime;Datum rojstva;E-pošta;Ulica;Poštna številka;Kraj;Država;Študijski program;Letnik"


def rows(mail: str) -> list[str]:
    """One with a mail address, one with a postal address, one with neither."""
    return [
        f"1;Žgajnar-Štrukelj;Wilhelmina Aleksandra;14. 5. 1976;{mail};;;Škofja Loka;Slovenija;Ekonomija;1999",
        "2;Čučnik;Živa;2. 3. 1977;;Cankarjeva 5;4000;Kranj;Slovenija;Ekonomija;2000",
        "3;Kos;Jaka;3. 4. 1978;;;;;;Ekonomija;2001",
    ]


def hold_back(page: Page, club: str, file: Path) -> str:
    """The file is read, its new people are held back: the address of the handover."""
    page.goto(f"/c/{club}/office/import/")
    upload(page, file)
    page.wait_for_url("**/columns/")
    read(page)
    page.locator("#bar a[href$='/hold/']").click()
    page.locator("input[name=giver]").fill("Študentski referat Ekonomske fakultete v Ljubljani")
    page.locator("form:has(input[name=giver]) button.btn-primary").click()
    page.wait_for_url("**/done/", timeout=60_000)
    page.locator("a[href*='/handovers/']").click()
    page.wait_for_url("**/handovers/**")
    return page.url


def press(page: Page, ends: str) -> None:
    page.locator(f"form[action$='/{ends}/'] button").last.click()
    page.wait_for_load_state()


def found_in(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    assert found is not None
    return found[0]


def number(page: Page, place: int) -> str:
    return page.locator("#account .num").nth(place).inner_text()


def test_who_is_told_may_object_by_mail_by_letter_and_on_the_club_s_page(
    visit: Visitors, new_club: NewClub, tmp_path: Path
) -> None:
    club, mail = new_club(), f"ana-{secrets.token_hex(4)}@diplomanti.example"
    file = tmp_path / "diplomanti.csv"
    file.write_text("\n".join([HEADER, *rows(mail)]), encoding="utf-8")
    office = visit(f"/c/{club}/office/import/", as_="grace")
    handover = hold_back(office, club, file)
    assert_sound(office)
    assert [number(office, place) for place in range(4)] == ["3", "0", "0", "0"]
    office.goto(f"/c/{club}/office/members/")
    expect(office.locator("main")).not_to_contain_text("Wilhelmina")

    office.goto(handover)
    press(office, "print")
    office.locator("button", has_text="Tell on the club’s page").click()
    office.locator("button", has_text="Tell them by mail").click()
    expect(office.locator("#account .num").nth(1)).to_have_text("3", timeout=30_000)
    office.goto(handover)
    assert_sound(office)
    with office.expect_download() as leaving:
        office.locator("a[href*='/letters/']").click()
    letter = PdfReader(leaving.value.path()).pages[0].extract_text()
    code = found_in(letter, r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")

    page = visit(f"/outbox/?to={mail}")
    page.locator("a.nm").first.click()
    page.goto(found_in(page.content(), r"/notice/[\w-]+/"))
    expect(page.locator("main")).to_contain_text("Študentski referat")
    expect(page.locator("main")).not_to_contain_text("1976")
    assert_sound(page)
    page.locator("button[value=object]").click()
    expect(page.locator("h1")).to_have_text("You have objected")
    assert_sound(page)

    phone = visit(f"/notice/?code={code}", eyes=Eyes(390, "dark", "sl"), script=False)
    phone.locator("main form button.btn-primary").click()
    expect(phone.locator("main")).to_contain_text("Živa Čučnik")
    assert overflow(phone) == 0
    phone.locator("button[value=object]").click()
    expect(phone.locator("h1")).to_have_text("Ugovarjali ste")

    page.goto(f"/c/{club}/")
    page.locator("a[href$='/handed-over/']").click()
    page.locator("input[name=given]").fill("jaka")
    page.locator("input[name=family]").fill("kos")
    page.locator("input[name=born_on]").fill("3. 4. 1978")
    page.locator("form:has(input[name=given]) button.btn-primary").click()
    expect(page.locator(".n-ok")).to_be_visible()
    assert_sound(page)

    office.goto(handover)
    expect(office.locator("main")).to_contain_text("It is over")
    assert [number(office, place) for place in range(4)] == ["0", "0", "3", "0"]
    assert_sound(office)
    office.goto(f"/c/{club}/office/import/")
    upload(office, file)
    office.wait_for_url("**/columns/")
    read(office)
    assert office.locator("nav[aria-label] .num").all_inner_texts() == ["0", "0", "3", "0"]


def test_an_objection_by_post_is_carried_out_in_the_office(visit: Visitors, new_club: NewClub, tmp_path: Path) -> None:
    club = new_club()
    file = tmp_path / "diplomanti.csv"
    file.write_text("\n".join([HEADER, *rows("nobody@diplomanti.example")]), encoding="utf-8")
    page = visit(f"/c/{club}/office/import/", as_="grace", eyes=Eyes(390, language="en"), script=False)
    handover = hold_back(page, club, file)
    assert overflow(page) == 0

    page.locator("input[name=find]").fill("žgajnar")
    page.locator("form:has(input[name=find]) button").click()
    expect(page.locator("#find")).to_contain_text("Wilhelmina Aleksandra Žgajnar-Štrukelj")
    assert overflow(page) == 0
    page.locator("form[action*='/object/'] button").click()

    page.goto(handover)
    assert number(page, 2) == "1"
