"""Proposals for what the columns are."""

import datetime

import pytest

from vezi.network.registrar.reading import IGNORED, SOURCE_ONLY, Proposals, open_sheet, propose
from vezi.network.registrar.reading.tests.conftest import Written
from vezi.network.registrar.reading.values import dates

PEOPLE = [
    ["63990001", "Čuček", "Žiga", "14. 5. 1976", "ziga@example.si", "041 123 456", "Slovenija", "redni", "1999"],
    ["63990002", "Kovač", "Maja", "1. 2. 1977", "maja@example.si", "031 222 333", "Hrvaška", "izredni", "2001"],
    ["63990003", "Novak", "Ana", "3. 3. 1980", "ana@example.si", "040 999 888", "Avstrija", "redni", "2003"],
    ["63990004", "Novak", "Nuša", "23. 11. 1981", "nusa@example.si", "01 234 56 78", "Slovenija", "redni", "2004"],
    ["63990005", "Štrukelj", "Ana", "30. 12. 1979", "stru@example.si", "051 123 123", "Nemčija", "redni", "2003"],
]
MEANT = ["student_number", "family", "given", "born_on", "mail", "phone", "country", "study_mode", "class_year"]


def proposed(written: Written, header: list[str], rows: list[list[str]], today: datetime.date) -> Proposals:
    lines = ([header] if header else []) + rows
    return propose(open_sheet(written("\n".join(";".join(line) for line in lines) + "\n")), today=today)


def fields(proposals: Proposals) -> list[str]:
    return [one.field for one in proposals.columns]


@pytest.mark.parametrize(
    "header",
    [
        "Student number;Surname;Given name;Date of birth;E-mail;Phone;Country;Mode of study;Class year",
        "Student ID;Last name;First name;Birth date;Email address;Telephone;Country of residence;Mode;Graduation year",
        "Vpisna številka;Priimek;Ime;Datum rojstva;E-pošta;Telefon;Država;Način študija;Leto diplome",
        "vpisna stevilka;PRIIMEK;IME;datum rojstva;e-posta;telefonska stevilka;drzava;nacin studija;leto diplomiranja",
        "Matrikelnummer;Nachname;Vorname;Geburtsdatum;E-Mail-Adresse;Telefonnummer;Land;Studienform;Abschlussjahr",
        "Broj indeksa;Prezime;Ime;Datum rođenja;E-mail;Broj telefona;Država;Način studija;Godina diplomiranja",
        "Matricola;Cognome;Nome;Data di nascita;Posta elettronica;Telefono;Paese;Modalità di studio;Anno di laurea",
        "student_no;last_name;firstName;dateOfBirth;eMail;phone_number;country;study_mode;gradYear",
        "Matr.Nr.;Name;Vorname;geboren am;Mail;Tel.;Staat;Studienart;Jahrgang",
    ],
)
def test_headers_in_five_languages(written: Written, header: str, today: datetime.date) -> None:
    assert fields(proposed(written, header.split(";"), PEOPLE, today)) == MEANT


def test_every_proposal_has_its_reason_and_an_example(written: Written, today: datetime.date) -> None:
    first, second, *_ = proposed(written, ["Vpisna številka", "Priimek diplomanta"], [["1", "Novak"]], today).columns

    assert (first.reason.code, first.reason.params, first.example) == ("why_header", {"header": "Vpisna številka"}, "1")
    assert (second.field, second.reason.code) == ("family", "why_header_part")
    assert first.confidence > second.confidence


def test_without_a_header_the_cells_must_tell(written: Written, today: datetime.date) -> None:
    proposals = proposed(written, [], PEOPLE, today)

    assert fields(proposals)[:1] + fields(proposals)[3:] == [
        *("student_number", "born_on", "mail", "mobile", "country", "study_mode", "class_year")
    ]
    assert set(fields(proposals)[1:3]) == {"family", "given"}
    assert {one.reason.code for one in proposals.columns} == {"why_contents", "why_contents_names"}


def test_a_name_that_the_cells_contradict_is_not_believed(written: Written, today: datetime.date) -> None:
    header = ["Priimek", "Ime", "Datum rojstva"]
    rows = [["Novak", "Ana", "Ljubljana"], ["Kovač", "Maja", "Maribor"], ["Kos", "Eva", "Koper"]]

    last = proposed(written, header, rows, today).columns[-1]

    assert (last.field, last.reason.code) == (SOURCE_ONLY, "why_contents_against")


@pytest.mark.parametrize("header", ["Spol", "Sex", "EMŠO", "Geschlecht", "Davčna številka", "Religion", "OIB"])
def test_private_columns_are_not_kept(written: Written, header: str, today: datetime.date) -> None:
    proposals = proposed(written, ["Priimek", header], [["Novak", "ž"], ["Kovač", "m"]], today)

    assert fields(proposals) == ["family", IGNORED]
    assert [(note.code, note.column) for note in proposals.notes] == [
        ("private_column", header),
        ("class_year_missing", None),
    ]


def test_one_field_is_given_by_one_column(written: Written, today: datetime.date) -> None:
    header = ["Priimek", "Ime", "E-pošta", "E-pošta", "E-pošta"]
    proposals = proposed(written, header, [["Novak", "Ana", "a@x.si", "b@x.si", "c@x.si"]], today)

    assert fields(proposals) == ["family", "given", "mail", "mail_2", SOURCE_ONLY]
    assert proposals.columns[-1].reason.code == "why_taken"


def test_one_column_of_full_names(written: Written, today: datetime.date) -> None:
    rows = [["Ana Novak", "1999"], ["Žiga Čuček", "2000"], ["Maja Kovač", "2001"]]

    assert fields(proposed(written, ["Name", "Year"], rows, today))[0] == "full_name_given_first"
    assert fields(proposed(written, ["Ime", "Leto"], rows, today))[0] == "full_name_given_first"
    assert fields(proposed(written, ["Priimek in ime", "Leto"], rows, today))[0] == "full_name_family_first"


def test_the_order_of_dates_is_told(written: Written, today: datetime.date) -> None:
    def order(*days: str) -> tuple[str, list[str]]:
        proposals = proposed(written, ["Priimek", "Datum rojstva"], [["Novak", day] for day in days], today)
        told = [note.code for note in proposals.notes if note.column == "Datum rojstva"]
        return proposals.columns[1].use.date_order, told

    assert order("14/05/1976", "01/02/1977") == (dates.DAY_FIRST, ["date_order_proved"])
    assert order("05/14/1976", "01/02/1977") == (dates.MONTH_FIRST, ["date_order_proved"])
    assert order("05/04/1976", "01/02/1977") == (dates.DAY_FIRST, ["date_order_assumed"])
    assert order("1976-05-14", "1977-02-01") == (dates.YEAR_FIRST, [])
    assert order("27894", "29000") == (dates.SERIAL, ["date_order_proved"])


def test_another_date_column_can_prove_the_order(written: Written, today: datetime.date) -> None:
    rows = [["Novak", "05/04/1976", "06/30/1999"], ["Kovač", "01/02/1977", "07/01/2000"]]
    proposals = proposed(written, ["Priimek", "Datum rojstva", "Datum diplome"], rows, today)

    assert [one.use.date_order for one in proposals.columns[1:]] == [dates.MONTH_FIRST, dates.MONTH_FIRST]


def test_names_in_capitals_are_mended_and_told(written: Written, today: datetime.date) -> None:
    rows = [["NOVAK", "ANA"], ["MCDONALD", "Maja"], ["ČUČEK", "ŽIGA"]]
    proposals = proposed(written, ["Priimek", "Ime"], rows, today)

    assert [one.use.mends_capitals for one in proposals.columns] == [True, False]
    assert [(note.column, note.params) for note in proposals.notes if note.code == "capitals_mended"] == [
        ("Priimek", {"example": "NOVAK", "mended": "Novak"})
    ]


@pytest.mark.parametrize(
    ("header", "rule"),
    [("Datum diplome", "graduated_on"), ("Zadnje leto", "ended_year"), ("Leto diplome", "column"), ("Opomba", "none")],
)
def test_a_class_year_that_is_not_there_is_derived_and_told(
    written: Written, header: str, rule: str, today: datetime.date
) -> None:
    cell = "30. 6. 1999" if rule == "graduated_on" else "1999"
    proposals = proposed(written, ["Priimek", header], [["Novak", cell], ["Kovač", cell]], today)

    assert proposals.mapping.class_year_rule == rule


def test_columns_of_ball_players_and_their_colleges(written: Written, today: datetime.date) -> None:
    header = (
        "Student ID;Surname;Given names;Known as;Date of birth;Place of birth;Country of birth;College;College city;"
        "State;First year;Last year"
    )
    row = "ruthba01;Ruth;George Herman;Babe;1895-02-06;Baltimore;USA;St. Mary's;Baltimore;MD;1912;1914"
    proposals = proposed(written, header.split(";"), [row.split(";")] * 3, today)

    assert fields(proposals) == [
        *("student_number", "family", "given", "preferred", "born_on", "birth_place", "birth_country", "institution"),
        *(SOURCE_ONLY, SOURCE_ONLY, "started_year", "ended_year"),
    ]
    assert [(note.code, note.params) for note in proposals.notes] == [("class_year_derived", {"field": "ended_year"})]


def test_a_column_without_a_single_cell_is_taken_by_its_name(written: Written, today: datetime.date) -> None:
    rows = [["Novak", "Ana", ""], ["Kovač", "Maja", ""]]

    assert fields(proposed(written, ["Priimek", "Ime", "Telefon"], rows, today)) == ["family", "given", "phone"]
    assert fields(proposed(written, ["Priimek", "Ime", "Xyz"], rows, today)) == ["family", "given", SOURCE_ONLY]


def test_children_are_not_graduates(written: Written, today: datetime.date) -> None:
    rows = [["Novak", "14. 5. 2020"], ["Kovač", "1. 2. 2021"]]

    assert fields(proposed(written, ["Priimek", "Rojen"], rows, today)) == ["family", "born_on"]
    assert proposed(written, ["Priimek", "Rojen"], rows, today).columns[1].confidence < 0.8


@pytest.mark.parametrize(
    ("names", "field"),
    [
        (["Novak, Ana", "Čuček, Žiga", "Kovač, Maja"], "full_name_family_first"),
        (["Ana Novak", "Žiga Čuček", "Maja Kovač"], "full_name_given_first"),
        (["Odlična študentka in tajnica društva", "Nekoč je živela v Mariboru"], SOURCE_ONLY),
        (["ja ja", "ja ja", "ja ja", "ja ja", "ja ja", "ja ja"], SOURCE_ONLY),
    ],
)
def test_names_without_a_header(written: Written, names: list[str], field: str, today: datetime.date) -> None:
    rows = [[name, f"oseba{n}@example.si"] for n, name in enumerate(names)]

    assert fields(proposed(written, [], rows, today)) == [field, "mail"]
