"""From the office's invitation to the member's home: by the link of a mail, by the code of a letter."""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import DESKTOP, PHONE, Eyes, assert_sound, overflow
from tests.house import House
from tests.journeys.visitors import CODE, NewClub, Visitors, code_in

HEADER = "Vpisna številka;Priimek;Ime;Datum rojstva;E-pošta;Ulica;Poštna številka;Kraj;Država;Študijski program;Letnik"
PASSWORD = "čaj pod lipo 1999"


@pytest.fixture
def graduates(the_house: House, new_club: NewClub, tmp_path: Path) -> tuple[str, str]:
    """A club with three graduates, one of whom has a mail address: its slug, and the address."""
    club, mail = new_club(), f"ana-{secrets.token_hex(4)}@diplomanti.example"
    file = tmp_path / "diplomanti.csv"
    rows = [
        f"1;Žgajnar-Štrukelj;Wilhelmina Aleksandra;14. 5. 1976;{mail};;;Škofja Loka;Slovenija;Ekonomija;1999",
        "2;Čučnik;Živa;2. 3. 1977;;Cankarjeva 5;4000;Kranj;Slovenija;Ekonomija;2000",
        "3;Kos;Jaka;3. 4. 1978;;Glavni trg 1;2000;Maribor;Slovenija;Ekonomija;2001",
    ]
    file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    assert the_house.told("import", file, "--club", club)["new"] == 3
    return club, mail


def invite(visit: Visitors, club: str, channel: str) -> Page:
    """Grace invites whom the preview counts, and waits until it is done."""
    page = visit(f"/c/{club}/office/invitations/?who={channel}", as_="grace")
    assert_sound(page)
    page.locator("form[action$='/invite/'] button.btn-primary").click()
    page.wait_for_url("**/runs/**")
    expect(page.locator("#run .n-ok")).to_be_visible(timeout=60_000)
    assert_sound(page)
    return page


def make_account(page: Page, *, mail: str = "") -> None:
    page.wait_for_url("**/accounts/signup/**")
    if mail:
        page.locator("input[name=email]").fill(mail)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("form:has(input[name=password1]) button.btn-primary").click()


@pytest.mark.parametrize(
    ("eyes", "script"),
    [(DESKTOP, True), (Eyes(390, "dark", "sl"), False)],
    ids=["desktop", "phone-without-script"],
)
def test_by_the_link_of_a_mail(visit: Visitors, graduates: tuple[str, str], eyes: Eyes, script: bool) -> None:
    club, mail = graduates
    invite(visit, club, "mail")

    page = visit(f"/outbox/?to={mail}", eyes=eyes, script=script)
    page.locator("a.nm").first.click()
    page.goto(_link_in(page))
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Wilhelmina")
    _look_at(page, script)
    link = page.url
    page.locator("button[name=deed][value=me]").click()
    _look_at(page, script)
    make_account(page)
    page.wait_for_url("**/claim/check/")
    _look_at(page, script)

    first = page.locator("#lines > li").first
    first.locator("button[name=deed][value=confirm]").click()
    expect(page.locator("#lines > li").first.locator(".text-success")).to_be_visible()
    town = page.locator("#lines > li", has_text="Škofja Loka").last
    key = town.get_attribute("id")
    town.locator("a.btn-ghost").click()
    page.locator(f"#{key} input[name=city]").fill("Žiri")
    _look_at(page, script)
    page.locator(f"#{key} button[name=deed][value=save]").click()
    expect(page.locator(f"#{key}")).to_contain_text("Žiri")
    page.locator(f"#{key} select[name=audience]").select_option("40")
    if not script:
        page.locator(f"#{key} form:has(select) button").click()
    expect(page.locator(f"#{key} select[name=audience]")).to_have_value("40")
    objections = page.locator("#uses button[value=objected]")
    before = objections.count()
    objections.first.click()
    expect(objections).to_have_count(before - 1)
    page.locator("button[name=deed][value=all]").click()

    page.wait_for_url("**/home/")
    _look_at(page, script)
    page.goto("/me/")
    expect(page.locator("#who")).to_contain_text("Žiri")
    expect(page.locator("#who h1")).to_contain_text("Wilhelmina Aleksandra Žgajnar-Štrukelj")
    answer = visit(link, complaints_of={"410"})  # once is enough
    expect(answer.locator("a[href*=login]").first).to_be_visible()


def _look_at(page: Page, script: bool) -> None:
    if script:
        assert_sound(page)
    else:
        assert overflow(page) == 0


def _link_in(letter: Page) -> str:
    found = re.search(r"http://[^\s>]+/claim/[\w-]+/", letter.locator("pre").inner_text())
    assert found is not None
    return found[0]


def test_by_the_code_of_a_letter_and_the_birth_date(visit: Visitors, graduates: tuple[str, str]) -> None:
    club, _mail = graduates
    office = invite(visit, club, "letter")
    with office.expect_download() as leaving:
        office.locator("form[action$='/letters/'] button").click()
    letters = [page.extract_text() for page in PdfReader(leaving.value.path()).pages]
    assert len(letters) == 2
    letter = next(text for text in letters if "Čučnik" in text)
    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", letter)
    assert code is not None

    page = visit("/claim/", eyes=PHONE, complaints_of={"422"})
    assert_sound(page)
    page.locator("input[name=code]").fill(code[0].lower().replace("-", " "))
    page.locator("input[name=born_on]").fill("31. 2. 1977")
    page.locator("input[name=born_on]").press("Enter")
    expect(page.locator(".err").first).to_be_visible()
    assert_sound(page)
    page.locator("input[name=born_on]").fill("1. 3. 1977")  # not hers
    page.locator("input[name=born_on]").press("Enter")
    expect(page.locator(".n-bad, .err").first).to_be_visible()
    page.locator("input[name=born_on]").fill("2. 3. 1977")
    page.locator("input[name=born_on]").press("Enter")
    mail = f"ziva-{secrets.token_hex(4)}@posta.example"
    make_account(page, mail=mail)
    code_field = page.locator("input[name=code]")
    expect(code_field).to_be_visible()
    letter_page = visit.letter(mail, of=page, holding=CODE)
    code_field.fill(code_in(letter_page))
    code_field.press("Enter")

    page.wait_for_url("**/claim/check/")
    page.get_by_role("link", name="Another day").click()
    page.wait_for_url("**/home/")
    expect(page.locator("main")).to_contain_text("it waits where you left it")
    assert_sound(page)


def test_a_mail_that_went_astray_is_told_and_opens_no_more(visit: Visitors, graduates: tuple[str, str]) -> None:
    club, mail = graduates
    invite(visit, club, "mail")
    page = visit(f"/outbox/?to={mail}", complaints_of={"410"})
    page.locator("a.nm").first.click()
    link = _link_in(page)

    page.goto(link)
    page.locator("button[name=deed][value=not_me]").click()
    assert_sound(page)

    page.goto(link)
    expect(page.locator("button[name=deed][value=me]")).to_have_count(0)
    assert_sound(page)
