"""Who has no code asks to join; the club's rule decides."""

import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE, Eyes, assert_sound, close, overflow
from tests.house import House
from tests.journeys.visitors import CODE, NewClub, Visitors, code_in
from vezi.demo.cast import BY_KEY

PASSWORD = "čaj pod lipo 1999"


def come_as_new(page: Page, visit: Visitors, club: str) -> str:
    """From a club's public page to its form, making an account on the way; the mail address used."""
    mail = f"nova-{secrets.token_hex(4)}@posta.example"
    page.goto(f"/c/{club}/")
    page.locator(f"a[href='/c/{club}/join/']").first.click()
    page.locator("button[name=sign_up]").click()
    page.wait_for_url("**/accounts/signup/**")
    page.locator("input[name=email]").fill(mail)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password1]").press("Enter")
    page.locator("input[name=code]").wait_for()
    letter = visit.letter(mail, of=page, holding=CODE)
    code = code_in(letter)
    close(letter)
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(f"**/c/{club}/join/")
    return mail


def say(page: Page, **words: str) -> None:
    for name, value in words.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button.btn-primary").click()


@pytest.mark.parametrize(
    ("eyes", "script"), [(DESKTOP, True), (Eyes(390, language="sl"), False)], ids=["desktop", "phone-without-script"]
)
def test_an_open_club_lets_in_whoever_asks(visit: Visitors, eyes: Eyes, script: bool) -> None:
    page = visit.page(visit.window(eyes, script=script))
    come_as_new(page, visit, "okolje-in-prostor")
    if script:
        assert_sound(page)

    say(page, given="Wilhelmina Aleksandra", family="van den Boogaard-Štrukelj", class_year="2012")

    page.wait_for_url("**/home/")
    expect(page.locator("main")).to_contain_text("Wilhelmina")
    assert overflow(page) == 0


def test_where_officers_decide_one_waits_and_is_told(visit: Visitors) -> None:
    page = visit.page(visit.window(PHONE, complaints_of={"422"}))
    mail = come_as_new(page, visit, "mba-ob-dravi")
    assert_sound(page)
    say(page, given="", family="")
    expect(page.locator(".err").first).to_be_visible()
    assert_sound(page)
    surname = f"Kolarič {secrets.token_hex(2)}"
    say(page, given="Matej", family=surname, class_year="2005", note="Sedel sem v zadnji vrsti.")
    expect(page.locator("h1")).to_contain_text("with the officers")
    assert_sound(page)

    office = visit("/c/mba-ob-dravi/office/", as_="damjan-pecnik", eyes=Eyes(1280, language="sl"))
    office.locator("a[href$='/office/requests/']").first.click()
    card = office.locator("section.hang", has_text=surname)
    expect(card).to_contain_text("Sedel sem v zadnji vrsti.")
    assert_sound(office)
    card.locator("button[name=new]").click()
    expect(office.locator("table.ledger tr", has_text=surname)).to_be_visible()

    visit.letter(mail, of=page, holding="Klub MBA ob Dravi")
    page.goto("/home/")
    expect(page.locator("main")).to_contain_text("Klub MBA ob Dravi")


def test_who_is_declined_reads_why(visit: Visitors) -> None:
    page = visit.page(visit.window(DESKTOP, complaints_of={"422"}))
    mail = come_as_new(page, visit, "mba-ob-dravi")
    surname = f"Tujec {secrets.token_hex(2)}"
    say(page, given="Ivan", family=surname, class_year="1950")

    office = visit("/c/mba-ob-dravi/office/requests/", as_="damjan-pecnik")
    card = office.locator("section.hang", has_text=surname)
    card.locator("summary").click()
    card.locator("textarea").fill("Leta 1950 programa še ni bilo.")
    card.get_by_role("button", name="Decline and tell them").click()

    expect(office.locator("table.ledger tr", has_text=surname)).to_contain_text("Leta 1950 programa še ni bilo.")
    visit.letter(mail, of=page, holding="Leta 1950 programa še ni bilo.")


def test_proof_lets_in_whom_the_registrar_knows_and_leaves_the_rest_to_officers(
    visit: Visitors, the_house: House, new_club: NewClub, tmp_path: object
) -> None:
    club = new_club("proof")
    file = the_house.home.parent / f"{club}.csv"
    number = f"88{secrets.randbelow(10**6):06d}"
    file.write_text(
        "Student number,Surname,Given names,Date of birth,Programme,Class year\n"
        f"{number},Žgajnar,Neža,1981-12-10,Economics,2004\n"
    )
    assert the_house.told("import", file, "--club", club)["new"] == 1

    page = visit.page(visit.window(DESKTOP))
    come_as_new(page, visit, club)
    assert_sound(page)
    say(page, given="Neža", family="Zgajnar", born_on="10. 12. 1981", class_year="2004", student_number=number)
    page.wait_for_url("**/home/")
    page.goto("/me/")
    expect(page.locator("#life")).to_contain_text("Economics")

    other = visit.page(visit.window(DESKTOP))
    come_as_new(other, visit, club)
    say(other, given="Neža", family="Žgajnar", born_on="11. 12. 1981", class_year="2004")
    expect(other.locator("h1")).to_contain_text("with the officers")


def test_who_has_an_account_and_no_record_is_shown_the_ways(visit: Visitors) -> None:
    page = visit("/home/", as_="alan")

    page.wait_for_url("**/welcome/")

    expect(page.locator("a[href='/claim/']").first).to_be_visible()
    expect(page.locator("a[href$='/join/']")).not_to_have_count(0)
    assert_sound(page)


def test_a_member_of_one_club_asks_another_with_the_same_account(visit: Visitors, new_club: NewClub) -> None:
    club = new_club("open")
    page = visit(f"/c/{club}/join/", as_="ana-sustarsic")
    assert_sound(page)
    expect(page.locator("input[name=family]")).to_have_value(BY_KEY["ana-sustarsic"].family)

    page.locator("main form button.btn-primary").click()

    page.wait_for_url("**/home/")
    page.locator("header details.corner summary").click()
    for mine in ("emona-business", club):
        expect(page.locator(f"header details.corner form[action='/switch/{mine}/']")).to_have_count(1)
