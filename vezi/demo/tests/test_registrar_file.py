import csv
import hashlib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

from vezi.demo.synth import registrar_file
from vezi.demo.synth.dirt import Dirt
from vezi.demo.synth.people import people
from vezi.demo.synth.registrar_words import HEADERS, TRADES
from vezi.network import people as people_area
from vezi.network.people.help import Help


def written(
    to: Path, *, kind: str = "network", language: str = "en", dirt: float = 0.0, count: int = 800
) -> list[dict]:
    soil = Dirt(dirt, seed=1) if dirt else None
    rows = registrar_file.write(
        people(kind, seed=1, count=count, language=language), to=to, language=language, dirt=soil
    )
    with to.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file, delimiter=";" if language == "sl" else ","))
    assert len(read) == rows
    return read


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("one.csv", "other.csv"):
        call_command(
            "synth", "--people", "300", "--seed", "9", "--out", str(tmp_path / name), "--dirt", "0.1", verbosity=0
        )
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())

    assert len(digests) == 1


@pytest.mark.parametrize("language", ["en", "sl"])
def test_headers_are_those_of_the_language(language: str, tmp_path: Path) -> None:
    rows = written(tmp_path / "file.csv", language=language, count=5)

    assert tuple(rows[0]) == HEADERS[language]
    assert len(set(HEADERS[language])) == 22


def test_slovenian_files_are_as_spreadsheets_there_write_them(tmp_path: Path) -> None:
    row = written(tmp_path / "file.csv", kind="mba", language="sl")[0]
    start = (tmp_path / "file.csv").read_bytes()

    assert start.startswith(b"\xef\xbb\xbf")
    assert b";" in start
    assert row["Država"] == "Slovenija"
    assert row["Datum rojstva"].count(". ") == 2


def test_a_person_with_two_degrees_has_two_rows_with_one_number(tmp_path: Path) -> None:
    rows = written(tmp_path / "file.csv")
    by_number: dict[str, list[dict]] = {}
    for row in rows:
        by_number.setdefault(row["Student number"], []).append(row)

    several = [of_one for of_one in by_number.values() if len(of_one) > 1]

    assert len(by_number) == 800
    assert len(several) > 30
    assert all(len({row["Surname"] for row in of_one}) == 1 for of_one in several)


def test_some_names_stand_in_their_own_script(tmp_path: Path) -> None:
    rows = written(tmp_path / "file.csv", count=3000)

    assert any(not any(letter.isascii() for letter in row["Surname"]) for row in rows)


def test_a_clean_file_has_no_impossible_value(tmp_path: Path) -> None:
    rows = written(tmp_path / "file.csv")

    assert all(row["Surname"] == row["Surname"].strip() and row["Surname"] for row in rows)
    assert all(1900 < int(row["Date of birth"][:4]) < 2010 for row in rows)
    assert all(row["E-mail"].count("@") == 1 for row in rows if row["E-mail"])


def test_dirt_soils_about_the_share_asked_for_and_leaves_the_rest(tmp_path: Path) -> None:
    clean = written(tmp_path / "clean.csv")
    dirty = written(tmp_path / "dirty.csv", dirt=0.2)

    untouched = sum(row in dirty for row in clean)

    assert untouched / len(clean) == pytest.approx(0.8, abs=0.06)
    assert len(dirty) >= len(clean)


def test_every_kind_of_dirt_can_be_laid_on_any_row(tmp_path: Path) -> None:
    for language in ("en", "sl"):
        rows = written(tmp_path / f"{language}.csv", language=language, dirt=1.0, count=600)

        assert len(rows) > 600


def test_staff_say_what_they_were_where_others_say_how_they_studied(tmp_path: Path) -> None:
    modes = {row["Mode of study"] for row in written(tmp_path / "file.csv", kind="faculty", count=1500)}

    assert modes == {"full-time", "part-time", "continuing education", "teaching staff", "staff"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--people", "0"], "above nought"),
        (["--people", "many"], "above nought"),
        (["--people", "5", "--dirt", "2"], "from 0 to 1"),
        (["--people", "5", "--dirt", "some"], "from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(arguments: list[str], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=complaint):
        call_command("synth", *arguments, "--out", str(tmp_path / "file.csv"))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere/file\.csv"):
        call_command("synth", "--people", "5", "--out", str(tmp_path / "nowhere" / "file.csv"))


def test_trades_and_help_are_said_in_slovenian_as_in_the_file() -> None:
    catalogue = Path(people_area.__path__[0]) / "locale" / "sl" / "LC_MESSAGES" / "django.po"
    with catalogue.open("rb") as file:
        slovenian = {message.id: message.string for message in read_po(file)}

    assert {words[0]: words[1] for words in TRADES.values()}.items() <= slovenian.items()
    assert [name for _, name in Help.choices if not slovenian.get(str(name))] == []
