"""Rows as people."""

import datetime
from typing import Any

import pytest

from vezi.network.registrar.reading import (
    Choices,
    ColumnUse,
    Mapping,
    Reading,
    RowRead,
    Unreadable,
    open_sheet,
    propose,
)
from vezi.network.registrar.reading.tests.conftest import Written

HEADER = "Vpisna številka;Priimek;Ime;Datum rojstva;E-pošta;Študijski program;Leto diplome"
TODAY = datetime.date(2024, 6, 8)


def read(written: Written, *lines: str, header: str = HEADER, **changes: Any) -> tuple[Reading, list[RowRead]]:
    columns = {
        **{"Vpisna številka": "student_number", "Priimek": "family", "Ime": "given", "Datum rojstva": "born_on"},
        **{"E-pošta": "mail", "Študijski program": "programme", "Leto diplome": "class_year", "Spol": "ignored"},
        **{"Začetek": "started_year", "Konec": "ended_year", "Umrl": "deceased_on", "Diplomiral": "graduated_on"},
    }
    sheet = open_sheet(written("\n".join([header, *lines]) + "\n"))
    mapping = Mapping(tuple(ColumnUse(column, columns[column]) for column in sheet.columns), **changes)
    reading = Reading(sheet, mapping, today=TODAY)
    return reading, list(reading)


def codes(rows: list[RowRead]) -> list[tuple[int | None, str, str]]:
    return [(problem.row, problem.severity, problem.code) for row in rows for problem in row.problems]


def test_a_row_becomes_fields_and_keeps_its_source(written: Written) -> None:
    reading, (row,) = read(written, "123;Čuček;Žiga;14. 5. 1976;ziga@example.si;Ekonomija;1998/99")

    assert row.fields == {
        "student_number": "123",
        "family": "Čuček",
        "given": "Žiga",
        "born_on": datetime.date(1976, 5, 14),
        "mail": "ziga@example.si",
        "programme": "Ekonomija",
        "class_year": 1999,
    }
    assert (row.number, row.person_key, row.problems, row.repeat_of) == (2, "number:123", [], None)
    assert row.cells == ["123", "Čuček", "Žiga", "14. 5. 1976", "ziga@example.si", "Ekonomija", "1998/99"]
    assert (reading.rows, reading.people, reading.rejected, reading.repeats) == (1, 1, 0, 0)


def test_rows_of_one_person_share_a_key(written: Written) -> None:
    reading, rows = read(
        written,
        "1;Čuček;Žiga;14. 5. 1976;;Ekonomija;1999",
        "1;Čuček;Žiga;14. 5. 1976;;Pravo;2004",
        ";Čuček;Žiga;14. 5. 1976;;Ekonomija;1999",
        ";CUCEK;ziga;14. 5. 1976;;Pravo;2004",
        ";Novak;Ana;;ana@x.si;Pravo;2004",
        ";Novak;Ana;;ANA@x.si;Medicina;2009",
        ";Kos;Eva;;;Pravo;2004",
        ";Kos;Eva;;;Pravo;2005",
    )

    assert [row.person_key for row in rows] == [
        *("number:1", "number:1", "born:cucek|ziga|1976-05-14", "born:cucek|ziga|1976-05-14"),
        *("mail:novak|ana|ana@x.si", "mail:novak|ana|ana@x.si", "class:kos|eva|2004|pravo", "class:kos|eva|2005|pravo"),
    ]
    assert (reading.people, reading.rejected, reading.repeats) == (5, 0, 0)


def test_a_row_twice_is_a_repeat_and_names_the_first(written: Written) -> None:
    lines = ["1;Čuček;Žiga;;;Ekonomija;1999", "1;Čuček;Žiga;;;Pravo;2004"]
    reading, rows = read(written, *lines, *lines)

    assert [row.repeat_of for row in rows] == [None, None, 2, 3]
    assert (reading.people, reading.repeats) == (1, 2)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("1;Kovač;Maja;;;Pravo;2004", [(3, "rejected", "number_of_two_people")]),
        ("1;Čuček;Ana;;;Pravo;2004", [(3, "rejected", "number_of_two_people")]),
        ("1;Čuček;Ana;14. 5. 1976;;Pravo;2004", [(3, "rejected", "number_of_two_people")]),
        ("1;Čuček;Žiga;15. 5. 1976;;Pravo;2004", [(3, "rejected", "number_of_two_births")]),
        ("1;Kovač;Žiga;14. 5. 1976;;Pravo;2004", [(3, "warning", "name_changed")]),
        ("1;Kovač;Žiga;;;Pravo;2004", [(3, "rejected", "number_of_two_people")]),
        ("1;Čuček;Žiga Jan;14. 5. 1976;;Pravo;2004", []),
        ("1;Čuček;Žiga;;;Pravo;2004", []),
        ("1;Čuček Novak;Žiga;;;Pravo;2004", []),
        ("1;CUCEK;ZIGA;14.5.1976;;Pravo;2004", []),
    ],
)
def test_one_student_number_for_two_people(written: Written, second: str, told: list[tuple[int, str, str]]) -> None:
    _, rows = read(written, "1;Čuček;Žiga;14. 5. 1976;;Ekonomija;1999", second)

    assert codes(rows) == told
    assert all(problem.params == {"student_number": "1", "first_row": 2} for problem in rows[1].problems)


def test_a_mail_of_two_people_signs_neither_in(written: Written) -> None:
    reading, rows = read(
        written,
        "1;Čuček;Žiga;;doma@example.si;Ekonomija;1999",
        "1;Čuček;Žiga;;doma@example.si;Pravo;2004",
        "2;Kovač;Maja;;Doma@example.si;Pravo;2004",
        "3;Novak;Ana;;ana@example.si;Pravo;2004",
        "1;Čuček;Žiga;;doma@example.si;Medicina;2008",
    )

    assert [row.fields.get("mail_is_shared") for row in rows] == [None, None, True, None, True]
    assert codes(rows) == [(4, "warning", "mail_shared")]
    assert rows[2].problems[0].params == {"mail": "Doma@example.si", "other_row": 2}
    assert [(p.code, p.row, p.params["other_row"]) for p in reading.late] == [("mail_shared", 2, 4)]


def test_a_mail_of_one_person_told_once_without_a_number_is_not_shared(written: Written) -> None:
    reading, rows = read(written, "1;Čuček;Žiga;;z@x.si;Pravo;1999", ";Cucek;Ziga;;z@x.si;Medicina;2004")

    assert (codes(rows), reading.late) == ([], [])


def test_a_row_without_any_name_is_rejected(written: Written) -> None:
    reading, rows = read(written, "1;;;14. 5. 1976;a@x.si;Pravo;2004", "2;-;–;;;Pravo;2004", "3;;Ana;;;Pravo;2004")

    assert codes(rows) == [(2, "rejected", "no_name"), (3, "rejected", "no_name")]
    assert (reading.rejected, reading.people) == (2, 1)


def test_bad_cells_say_row_column_and_value(written: Written) -> None:
    _, (row, good) = read(written, "1;Čuček;Žiga;31. 2. 1978;ziga@;Pravo;19999", "2;Kovač;Maja;;;Pravo;2004")

    assert [(p.code, p.severity, p.row, p.column) for p in row.problems] == [
        ("no_such_day", "rejected", 2, "Datum rojstva"),
        ("mail_bad", "warning", 2, "E-pošta"),
        ("year_out_of_reach", "rejected", 2, "Leto diplome"),
    ]
    assert row.problems[0].params == {"value": "31. 2. 1978", "month": 2, "day": 31}
    assert (good.is_rejected, good.person_key) == (False, "number:2")


def test_a_rejected_row_takes_nothing_from_the_others(written: Written) -> None:
    _, rows = read(written, "1;Čuček;Žiga;31. 2. 1978;;Pravo;2004", "1;Kovač;Maja;;;Pravo;2004")

    assert codes(rows) == [(2, "rejected", "no_such_day")]


def test_years_and_days_that_contradict_one_another(written: Written) -> None:
    header = "Priimek;Datum rojstva;Umrl;Začetek;Konec;Leto diplome"
    _, rows = read(
        written,
        "Novak;14. 5. 1976;1. 1. 1975;;;",
        "Kovač;14. 5. 1976;;1999;1995;",
        "Kos;14. 5. 1976;;;;1980",
        "Žagar;14. 5. 1976;;1995;1999;1999",
        header=header,
    )

    assert codes(rows) == [
        (2, "rejected", "died_before_birth"),
        (3, "warning", "years_reversed"),
        (4, "warning", "too_young"),
    ]
    assert "started_year" not in rows[1].fields


@pytest.mark.parametrize(("rule", "class_year"), [("ended_year", 1999), ("graduated_on", 2000), ("none", None)])
def test_the_class_year_follows_the_rule(written: Written, rule: str, class_year: int | None) -> None:
    header = "Priimek;Konec;Diplomiral"
    _, (row,) = read(written, "Novak;1999;30. 1. 2000", header=header, class_year_rule=rule)

    assert row.fields.get("class_year") == class_year


def test_constants_fill_what_the_file_does_not_say(written: Written) -> None:
    constants = {"programme": "Ekonomija", "institution": "EF"}
    _, rows = read(written, "1;Novak;Ana;;;;1999", "2;Kos;Eva;;;Pravo;1999", constants=constants)

    assert [(row.fields["institution"], row.fields["programme"]) for row in rows] == [
        ("EF", "Ekonomija"),
        ("EF", "Pravo"),
    ]


def test_what_is_private_is_not_even_in_the_source_row(written: Written) -> None:
    _, (row,) = read(written, "Novak;ž;1999", header="Priimek;Spol;Leto diplome")

    assert row.cells == ["Novak", "", "1999"]
    assert row.fields == {"family": "Novak", "class_year": 1999}


def test_broken_rows_come_through_with_their_reason(written: Written) -> None:
    reading, rows = read(
        written, "1;Novak;Ana;;;Pravo;1999;odveč", '2;"Kos;Eva;;;Pravo;1999', "3;Žagar;Nuša;;;Pravo;1999"
    )

    assert codes(rows) == [(2, "rejected", "row_long"), (3, "rejected", "quote_never_closed")]
    assert (reading.rows, reading.people, reading.rejected) == (3, 1, 2)
    assert reading.codes == {"row_long": 1, "quote_never_closed": 1}


def test_a_sheet_cannot_be_read_without_names(written: Written) -> None:
    with pytest.raises(Unreadable, match="mapping_without_name"):
        read(written, "1999;Ekonomija", header="Leto diplome;Študijski program")


def test_the_same_file_gives_the_same_people_again(written: Written) -> None:
    lines = ["1;Čuček;Žiga;;;Ekonomija;1999", ";Novak;Ana;14. 5. 1976;;Pravo;2004", ";Kos;Eva;;e@x.si;Pravo;2004"]

    first, second = read(written, *lines)[1], read(written, *reversed(lines))[1]

    assert {row.person_key for row in first} == {row.person_key for row in second}


def test_formulas_stay_text(written: Written) -> None:
    _, rows = read(written, '1;"=HYPERLINK(""http://x"")";@Ana;;;+Pravo;1999', "2;-Kos;=1+1;;;Pravo;1999")

    assert [(row.fields["family"], row.fields["given"]) for row in rows] == [
        ('=HYPERLINK("http://x")', "@Ana"),
        ("-Kos", "=1+1"),
    ]


def test_from_file_to_people_as_proposed(written: Written) -> None:
    path = written(
        "Seznam diplomantov\n\n" + HEADER + ";Spol\n"
        "1;ČUČEK;ŽIGA;14.5.1976;ziga@x.si;Ekonomija;1999;m\n2;KOVAČ;MAJA;1.2.1977;;Pravo;2001;ž\n"
        "3;KOS;EVA;3.3.1980;;Pravo;2003;ž\n",
        encoding="cp1250",
    )
    sheet = open_sheet(path)
    rows = list(Reading(sheet, propose(sheet, today=TODAY).mapping, today=TODAY))

    assert [(row.number, row.fields["family"], row.fields["given"], row.fields["class_year"]) for row in rows] == [
        (4, "Čuček", "Žiga", 1999),
        (5, "Kovač", "Maja", 2001),
        (6, "Kos", "Eva", 2003),
    ]


def test_every_kind_of_column_has_its_reader(written: Written) -> None:
    cells = {
        "full_name_family_first": "Novak, Ana",
        "preferred": "Anči",
        "former_family": "Kos",
        "title": "dr.",
        "birth_year": "1976",
        "graduated_on": "30. 6. 1999",
        "deceased_on": "2020",
        "mail_2": "ana@x.si",
        "mobile": "041 123 456",
        "country": "Slovenija",
        "city": "1000 Ljubljana",
        "study_mode": "redni",
        "affiliation_kind": "diplomantka",
        "started_year": "1995",
        "employer": "Krka",
        "birth_place": "Koper",
    }
    sheet = open_sheet(written(";".join(cells) + "\n" + ";".join(cells.values()) + "\n"), Choices(header_row=1))
    mapping = Mapping(tuple(ColumnUse(name, name) for name in cells))

    (row,) = Reading(sheet, mapping, today=TODAY)

    assert row.problems == []
    assert row.fields == {
        **{"family": "Novak", "given": "Ana", "preferred": "Anči", "former_family": "Kos", "title": "dr."},
        **{"birth_year": 1976, "graduated_on": datetime.date(1999, 6, 30), "deceased_year": 2020},
        **{"mail_2": "ana@x.si", "mobile": "+38641123456", "country": "SI", "city": "Ljubljana", "postcode": "1000"},
        **{"study_mode": "full_time", "affiliation_kind": "alum", "started_year": 1995, "employer": "Krka"},
    }
