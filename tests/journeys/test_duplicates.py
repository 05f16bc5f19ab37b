"""One person, one record: a file that writes her otherwise, a question for an officer, a merge, and its undoing."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Eyes, assert_sound, overflow
from tests.journeys.files import CLEAN, written
from tests.journeys.test_importing import apply, counted, read, upload
from tests.journeys.visitors import NewClub, Visitors

#: Špela, married and without her caron, whom everything else gives away; Živa by another surname and nothing else.
OTHERWISE = """
;Zgajnar-Novak;Spela;;2. 2. 1980;spela.zgajnar@posta.example;Dunaj;Avstrija;Ekonomija;univ. dipl. ekon.;2003
;Hribar;Živa;;14. 5. 1976;;;;;;
""".strip().splitlines()


def bring(page: Page, club: str, file: Path) -> None:
    page.goto(f"/c/{club}/office/import/")
    upload(page, file)
    page.wait_for_url("**/columns/")
    read(page)


def test_a_file_that_writes_people_otherwise_and_what_becomes_of_them(
    visit: Visitors, new_club: NewClub, tmp_path: Path
) -> None:
    club = new_club()
    page = visit(f"/c/{club}/office/import/", as_="grace")
    bring(page, club, written(tmp_path / "letnik.csv", *CLEAN))
    apply(page)
    bring(page, club, written(tmp_path / "pomlad.csv", *OTHERWISE))

    assert counted(page) == [1, 1, 0, 0]
    page.get_by_role("link", name="Look at them").click()
    expect(page.locator("#people")).to_contain_text("Same birth date: strong")
    expect(page.get_by_role("row", name="Spela Zgajnar-Novak")).to_contain_text("one person")
    expect(page.get_by_role("row", name="Živa Hribar")).to_contain_text("a new record, and a question")
    assert_sound(page)
    apply(page)

    page.goto(f"/c/{club}/office/duplicates/")
    assert_sound(page)
    page.get_by_role("link", name="Go through 1 pair").click()
    expect(page.get_by_role("heading", name="Is this one person?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Surnames differ")
    expect(page.locator("main")).to_contain_text("found after “pomlad.csv”")
    assert_sound(page)
    page.keyboard.press("m")
    page.wait_for_url("**/office/duplicates/")
    expect(page.locator("main")).to_contain_text("Nothing waits")
    expect(page.locator("body")).to_contain_text("Živa Hribar is one person now")

    page.goto(f"/c/{club}/office/members/?q=Hribar")
    expect(page.locator("main")).to_contain_text("Hribar, Živa")
    expect(page.locator("main")).not_to_contain_text("Čučnik, Živa")

    page.goto(f"/c/{club}/office/duplicates/")
    page.get_by_role("link", name="Undo Živa Hribar").click()
    expect(page.locator("main")).to_contain_text("gets back what came with this record")
    assert_sound(page)
    page.get_by_role("button", name="Undo the merge").click()
    page.wait_for_url("**/office/duplicates/")
    page.goto(f"/c/{club}/office/members/")
    expect(page.locator("main")).to_contain_text("Hribar, Živa")
    expect(page.locator("main")).to_contain_text("Čučnik, Živa")


def test_two_people_are_two_on_a_phone_in_slovenian_without_javascript(
    visit: Visitors, new_club: NewClub, tmp_path: Path
) -> None:
    club = new_club()
    page = visit(f"/c/{club}/office/import/", as_="grace", eyes=Eyes(390, language="sl"), script=False)
    bring(page, club, written(tmp_path / "letnik.csv", *CLEAN))
    apply(page)
    bring(page, club, written(tmp_path / "pomlad.csv", OTHERWISE[1]))
    apply(page)

    page.goto(f"/c/{club}/office/duplicates/next/")
    expect(page.get_by_role("heading", name="Je to ena oseba?")).to_be_visible()
    assert overflow(page) == 0
    page.get_by_role("button", name="Dve osebi").click()
    page.wait_for_url("**/office/duplicates/")
    expect(page.locator("main")).to_contain_text("Nič ne čaka")

    page.get_by_role("button", name="Preglej evidenco").click()
    expect(page.locator("main")).to_contain_text("Pregled teče")
    for _ in range(30):
        page.wait_for_timeout(1_000)
        page.reload()
        if page.get_by_text("Zadnji pregled").count():
            break
    expect(page.locator("main")).to_contain_text("Nič ne čaka")
    assert overflow(page) == 0
