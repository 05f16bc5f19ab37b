from pathlib import Path

from bench.registrar_files import first_people

ROWS = "Student number,Surname\n1,Novak\n1,Novak\n2,Kovač\n3,Čuček\n"


def test_the_first_people_come_with_all_their_rows(tmp_path: Path):
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    whole.write_text(ROWS, encoding="utf-8")

    rows = first_people(whole, people=2, to=part)

    assert rows == 3
    assert part.read_text(encoding="utf-8") == "Student number,Surname\n1,Novak\n1,Novak\n2,Kovač\n"


def test_a_file_of_fewer_people_is_taken_whole(tmp_path: Path):
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    whole.write_text(ROWS, encoding="utf-8")

    first_people(whole, people=9, to=part)

    assert part.read_text(encoding="utf-8") == ROWS
