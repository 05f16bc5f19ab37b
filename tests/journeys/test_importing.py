"""A registrar's file becomes the people of a club, and is taken back: in the office and from the shell."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, Eyes, assert_sound, overflow
from tests.house import House
from tests.journeys.files import CLEAN, HEADER, NASTY, written
from tests.journeys.visitors import NewClub, Visitors

NUMBERS = "nav[aria-label] .num"


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form:has(input[type=file]) button.btn-primary").click()


def read(page: Page) -> None:
    page.locator("button[name=deed][value=read]").click()
    page.wait_for_url("**/differences/**", timeout=60_000)


def apply(page: Page) -> None:
    page.locator("#bar form button.btn-primary").click()
    page.wait_for_url("**/done/", timeout=120_000)


def counted(page: Page) -> list[int]:
    """How many people would change and are new, how many rows are left out, how many people stay as they are."""
    return [int(number.replace(",", "").replace(".", "")) for number in page.locator(NUMBERS).all_inner_texts()]


def test_a_nasty_file_is_read_shown_applied_told_apart_and_undone(
    visit: Visitors, new_club: NewClub, tmp_path: Path
) -> None:
    club = new_club()
    file = written(tmp_path / "diplomanti.csv", *CLEAN, *NASTY)
    page = visit(f"/c/{club}/office/import/", as_="grace")
    assert_sound(page)

    upload(page, file)
    page.wait_for_url("**/columns/")
    expect(page.locator("main")).to_contain_text("Windows-1250")
    first = page.locator("#first")
    expect(first).to_contain_text("Živa Čučnik")
    expect(first.locator("li").first).to_contain_text("1999")
    expect(first.locator("li").first).to_contain_text("2004")  # two rows, one person
    assert_sound(page)

    read(page)
    assert counted(page) == [0, 5, 4, 0]
    assert_sound(page)
    page.locator("a[href*='show=rejected']").first.click()
    expect(page.locator("main")).to_contain_text("19999")
    assert_sound(page)
    with page.expect_download() as leaving:
        page.locator("a[href$='left-out.csv']").first.click()
    left_out = list(csv.reader(io.StringIO(leaving.value.path().read_text("utf-8-sig")), delimiter=";"))
    assert len(left_out) - 1 == 4
    assert not any(cell.startswith("=") for row in left_out for cell in row)

    page.goto(page.url.partition("?")[0])
    apply(page)
    assert_sound(page)
    page.goto(f"/c/{club}/office/members/")
    expect(page.locator("main")).to_contain_text("Čučnik, Živa")
    page.get_by_role("link", name="Čučnik, Živa").click()
    assert_sound(page)
    page.locator("a[href*='/office/import/'][href*='/rows/']").first.click()
    expect(page.locator("main")).to_contain_text("Čučnik")
    assert_sound(page)

    page.goto(f"/c/{club}/office/import/")
    assert_sound(page)
    upload(page, file)
    page.wait_for_url("**/columns/")
    read(page)
    assert counted(page) == [0, 0, 4, 5]

    page.goto(f"/c/{club}/office/import/")
    page.get_by_role("row", name="diplomanti.csv").last.get_by_role("link").click()
    page.wait_for_url("**/done/")
    page.get_by_role("link", name="Undo the import").click()
    page.wait_for_url("**/undo/")
    assert_sound(page)
    page.get_by_role("button", name="Undo it").click()
    page.wait_for_url("**/done/", timeout=60_000)
    page.goto(f"/c/{club}/office/members/")
    expect(page.locator("main")).not_to_contain_text("Čučnik")


def test_on_a_phone_in_slovenian_without_javascript(visit: Visitors, new_club: NewClub, tmp_path: Path) -> None:
    club = new_club()
    file = written(tmp_path / "letnik.csv", *CLEAN, encoding="iso8859-2")
    page = visit(f"/c/{club}/office/import/", as_="grace", eyes=Eyes(390, language="sl"), script=False)

    upload(page, file)
    page.wait_for_url("**/columns/")
    expect(page.locator("#first")).to_contain_text("Štrukelj")
    assert overflow(page) == 0
    read(page)
    assert counted(page) == [0, 3, 0, 0]
    assert overflow(page) == 0
    apply(page)

    page.goto(f"/c/{club}/office/members/")
    expect(page.locator("main")).to_contain_text("Žgajnar, Špela")


def test_a_large_file_shows_how_far_it_is_and_survives_a_reload(
    visit: Visitors, the_house: House, new_club: NewClub, tmp_path: Path
) -> None:
    club = new_club()
    file = tmp_path / "graduates.csv"
    assert the_house.vezi("synth", "--people", "5500", "--seed", "7", "--out", file).returncode == 0
    page = visit(f"/c/{club}/office/import/", as_="grace")
    upload(page, file)
    page.wait_for_url("**/columns/")
    page.locator("button[name=deed][value=read]").click()
    page.wait_for_url("**/progress/")
    assert_sound(page)
    page.reload()
    page.wait_for_url("**/differences/**", timeout=120_000)
    page.locator("#bar form button.btn-primary").click()
    page.wait_for_url("**/progress/")

    bar = page.locator("#progress progress")
    expect(bar).to_be_visible()
    page.reload()
    expect(bar).to_be_visible()
    page.wait_for_url("**/done/", timeout=180_000)

    again = the_house.told("import", file, "--club", club)
    assert again["rows"] >= 5500
    assert (again["people"], again["new"], again["changed"]) == (5500, 0, 0)
    assert again["unchanged"] == 5500


def test_the_same_from_the_shell(the_house: House, new_club: NewClub, tmp_path: Path) -> None:
    club = new_club()
    file = written(tmp_path / "diplomanti.csv", *CLEAN, *NASTY)

    dry = the_house.told("import", file, "--club", club, "--dry-run")
    first = the_house.told("import", file, "--club", club)
    again = the_house.told("import", file, "--club", club)
    undone = the_house.vezi("import", "--undo", str(first["import"]))

    assert {"import", "rows", "people", "new", "changed", "unchanged", "rejected", "seconds"} <= set(first)
    assert (dry["new"], dry["rejected"]) == (first["new"], first["rejected"])
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, first["new"])
    assert undone.returncode == 0


def test_a_file_that_cannot_be_read_ends_the_shell_with_one_line(
    the_house: House, new_club: NewClub, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()

    answer = the_house.vezi("import", empty, "--club", new_club())

    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)),
        ("letter.docx", b"PK\x03\x04" + bytes(200)),
    ],
)
def test_what_is_no_list_of_people_is_refused_at_the_field(
    visit: Visitors, new_club: NewClub, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    page = visit(f"/c/{new_club()}/office/import/", as_="grace", complaints_of={"422", "400"})

    upload(page, file)

    expect(page.locator(".err, .n-bad").first).to_be_visible()
    assert_sound(page)


def test_letters_that_were_lost_before_are_told_of(visit: Visitors, new_club: NewClub, tmp_path: Path) -> None:
    file = tmp_path / "lost.csv"
    rows = [row.replace("Č", "�").replace("č", "�").replace("Š", "�").replace("Ž", "�") for row in CLEAN]
    file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    page = visit(f"/c/{new_club()}/office/import/", as_="grace", eyes=DESKTOP)

    upload(page, file)

    page.wait_for_url("**/columns/")
    expect(page.locator(".n-warn").first).to_contain_text("lost")
    assert_sound(page)
