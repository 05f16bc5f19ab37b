"""Real files, where they lie beside the checkout; one test warns if they do not, so that none is missed silently."""

import datetime
import json
import sys
from pathlib import Path

import pytest

from vezi.network.registrar.reading import Reading, open_sheet, propose
from vezi.network.registrar.reading.values import contacts, dates, names

SHARED = next(
    (found for folder in Path(__file__).resolve().parents if (found := folder / "shared" / "data").is_dir()),
    Path("absent"),
)
# The collection's own answer for location_coordinates.csv is of another file.
SPECTRUM = [path for path in sorted((SHARED / "csv/csvs").glob("*.csv")) if path.stem != "location_coordinates"]


def test_the_real_files_are_there_or_it_is_said() -> None:
    if not SHARED.is_dir():
        sys.__stderr__.write("no shared data beside this checkout: real files were not tried\n")  # type: ignore[union-attr]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.name)
def test_the_csv_spectrum(path: Path) -> None:
    wanted = json.loads((SHARED / "csv/json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    sheet = open_sheet(path)

    rows = [dict(zip(sheet.columns, row.cells, strict=True)) for row in sheet.rows()]

    assert [{key: cell.replace("\r\n", "\n") for key, cell in row.items()} for row in rows] == [
        {key: str(value).replace("\r\n", "\n") for key, value in row.items()} for row in wanted
    ]


@pytest.mark.parametrize("path", sorted((SHARED / "registrar").glob("lahman*.csv")), ids=lambda path: path.name)
def test_the_ball_players(path: Path, today: datetime.date) -> None:
    sheet = open_sheet(path)
    reading = Reading(sheet, propose(sheet, today=today).mapping, today=today)
    colleges = {row.fields["institution"] for row in reading}

    assert (reading.rows, reading.people, len(colleges), reading.rejected) == (7545, 6570, 1031, 0)


@pytest.mark.parametrize("path", sorted((SHARED / "csv").glob("nobel*.csv")), ids=lambda path: path.name)
def test_the_laureates_whose_letters_were_lost(path: Path) -> None:
    (warning,) = [problem for problem in open_sheet(path).warnings if problem.code == "letters_lost"]

    assert (warning.row, warning.column) == (10, "borncity")
    assert warning.params["count"] > 129


@pytest.mark.parametrize("path", sorted(SHARED.glob("blns.json")), ids=lambda path: path.name)
def test_naughty_strings_break_nothing(path: Path, today: datetime.date) -> None:
    readers = [
        names.name_reader("family", mends_capitals=True),
        names.full_name_reader(family_first=True, mends_capitals=True),
        dates.birth_reader(order=dates.DAY_FIRST, today=today),
        contacts.mail_reader("mail"),
        contacts.phone_reader("phone", region="SI"),
    ]
    for text in json.loads(path.read_text()):
        for read in readers:
            read(text)
