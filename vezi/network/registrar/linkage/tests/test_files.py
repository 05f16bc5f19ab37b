"""`vezi link` on bare files."""

import csv
import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from vezi.network.registrar.linkage.files import records_of
from vezi.network.registrar.linkage.tests.people import once_more, people
from vezi.network.registrar.reading import Unreadable, open_sheet

TODAY = datetime.date(2026, 11, 22)
Writes = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Writes:
    def write(name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding=encoding)
        return path

    return write


@pytest.fixture
def two_lists(tmp_path: Path) -> tuple[Path, Path]:
    club = people(200)
    paths = tmp_path / "registrar.csv", tmp_path / "members.csv"
    for path, records in zip(paths, (club, list(once_more(club[:100]))), strict=True):
        with path.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["Key", "Priimek", "Ime", "Rojen", "E-mail", "Naslov", "Pošta", "Kraj"])
            for one in records:
                born = one.birth_date.strftime("%d. %m. %Y") if one.birth_date else ""
                rows.writerow(
                    [one.id, one.family_name, one.given_name, born, one.email, one.street, one.postcode, one.city]
                )
    return paths


def test_columns_are_found_as_the_importer_finds_them(written: Writes) -> None:
    path = written("a.csv", "Vpisna;Priimek;Ime;Rojen;GSM", "17;Žagar (Novak);Ana;3. 9. 1972;041 234 567")
    [ana] = records_of(open_sheet(path), today=TODAY)

    assert (ana.id, ana.family_name, ana.given_name) == ("17", "Žagar (Novak)", "Ana")
    assert (ana.birth_date, ana.phone) == (datetime.date(1972, 9, 3), "041 234 567")


def test_our_own_names_of_columns_are_known(written: Writes) -> None:
    path = written("a.csv", "id,given_name,family_name,known_as,birth_year", "x1,Lewis,Fox,Pete,1921")
    [pete] = records_of(open_sheet(path), today=TODAY)

    assert (pete.id, pete.known_as, pete.birth_year) == ("x1", "Pete", 1921)


def test_columns_named_are_taken_and_no_others(written: Writes) -> None:
    path = written("a.csv", "rec_id, first, last, dob", "r1, Ana, Novak, 19720309")
    named = [("id", "rec_id"), ("family_name", "last"), ("birth_date", "dob"), ("given_name", "elsewhere")]
    [ana] = records_of(open_sheet(path), named=named, today=TODAY)

    assert (ana.id, ana.family_name, ana.given_name) == ("r1", "Novak", "")
    assert ana.birth_date == datetime.date(1972, 3, 9)


def test_rows_without_a_key_are_called_by_their_number(written: Writes) -> None:
    path = written("a.csv", "Name,Surname", "Ana,Novak", "Ana,Kovač")

    assert [one.id for one in records_of(open_sheet(path), today=TODAY)] == ["2", "3"]


def test_a_full_name_is_parted(written: Writes) -> None:
    path = written("a.csv", "Full name,Birth year", "dr. Ana Marija van der Berg,1972", "Novak Kovač Jana,1980")
    ana = records_of(open_sheet(path), today=TODAY)[0]

    assert (ana.given_name, ana.family_name) == ("Ana Marija", "van der Berg")


def test_what_is_no_date_is_passed_over(written: Writes) -> None:
    cells = ("31. 2. 1972", "Koper", "1. 1. 1900", "1972", "")
    path = written("a.csv", "Surname;Date of birth", *(f"Novak;{cell}" for cell in cells))

    assert [(one.birth_date, one.birth_year) for one in records_of(open_sheet(path), today=TODAY)] == [
        (None, None),
        (None, None),
        (None, None),
        (None, 1972),
        (None, None),
    ]


def test_a_file_in_windows_1250_reads_the_same(written: Writes) -> None:
    lines = ["Priimek;Ime;Kraj", *(f"Žagar{number};Špela;Šmarješke Čatež" for number in range(30))]

    assert records_of(open_sheet(written("a.csv", *lines, encoding="cp1250")), today=TODAY) == records_of(
        open_sheet(written("b.csv", *lines)), today=TODAY
    )


def test_a_file_without_a_table_is_unreadable(written: Writes) -> None:
    with pytest.raises(Unreadable):
        records_of(open_sheet(written("a.csv", "")), today=TODAY)


def test_two_files_are_linked_from_the_shell(two_lists: tuple[Path, Path], tmp_path: Path, capsys) -> None:
    out = tmp_path / "pairs.csv"
    call_command("link", *map(str, two_lists), "--one-to-one", "--out", str(out), "--json")
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    rows = list(csv.DictReader(out.read_text().splitlines()))
    right = [row for row in rows if row["right"] == f"again {row['left']}" and row["band"] == "match"]

    assert list(rows[0]) == ["left", "right", "probability", "band", "cluster"]
    assert len(right) >= 97
    assert (answer["records"], answer["pairs"]) == ([200, 100], len(rows))
    assert answer["match"] == sum(row["band"] == "match" for row in rows)
    assert 0 <= answer["expected_wrong"] < 0.1
    assert answer["model"]
    assert {row["band"] for row in rows} <= {"match", "review"}
    assert all(bool(row["cluster"]) == (row["band"] == "match") for row in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--columns", "family_name=Nobody"], "No file has a column “Nobody”"),
        (["--columns", "shoe_size=Ime"], "There is no field “shoe_size”"),
        (["--columns", "Ime"], "--columns takes FIELD=COLUMN"),
        ([], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    two_lists: tuple[Path, Path], tmp_path: Path, capsys, arguments: list[str], said: str
) -> None:
    out = tmp_path / "nowhere" / "pairs.csv" if not arguments else tmp_path / "pairs.csv"
    with pytest.raises(SystemExit) as ended:
        call_command("link", str(two_lists[1]), "--out", str(out), *arguments)
    printed = capsys.readouterr().err

    assert ended.value.code == 2
    assert said in printed
    assert printed.count("\n") == 1
    assert not out.exists()


def test_a_missing_file_is_said_in_a_line(tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("link", str(tmp_path / "none.csv"), "--out", str(tmp_path / "pairs.csv"))

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("vezi link: ")
