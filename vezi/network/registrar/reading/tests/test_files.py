"""Files of every kind, mostly bad ones."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from vezi.network.registrar.reading import Choices, Row, Unreadable, open_sheet, unpacking
from vezi.network.registrar.reading import workbooks as opening
from vezi.network.registrar.reading.delimiters import Dialect
from vezi.network.registrar.reading.encodings import Encoding
from vezi.network.registrar.reading.tests import workbooks
from vezi.network.registrar.reading.tests.conftest import Written

HEADER = "Priimek;Ime;Leto diplome\n"


def cells(path: Path, choices: Choices | None = None) -> list[list[str]]:
    return [row.cells for row in open_sheet(path, choices).rows()]


def troubles(path: Path) -> list[tuple[int, str, str]]:
    return [(row.number, p.severity, p.code) for row in open_sheet(path).rows() for p in row.problems]


def warned(path: Path) -> list[str]:
    return [problem.code for problem in open_sheet(path).warnings]


def refused(path: Path) -> tuple[str, dict[str, object]]:
    with pytest.raises(Unreadable) as refusal:
        open_sheet(path)
    return refusal.value.problem.code, refusal.value.problem.params


def test_a_plain_file_is_read_with_its_row_numbers(written: Written) -> None:
    sheet = open_sheet(written(HEADER + "Čuček;Žiga;1999\n\nKovač;Maja;2001\n"))

    assert sheet.columns == ("Priimek", "Ime", "Leto diplome")
    assert (sheet.header_row, sheet.encoding, sheet.dialect) == (1, Encoding("utf-8"), Dialect(";"))
    assert list(sheet.rows()) == [Row(2, ["Čuček", "Žiga", "1999"]), Row(4, ["Kovač", "Maja", "2001"])]
    assert sheet.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1250"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(written: Written, encoding: str, line_end: str) -> None:
    text = (HEADER + "Čuček;Žiga;1999\nŠinkovec;Uroš;2000\n").replace("\n", line_end)

    assert cells(written(text, encoding=encoding)) == [["Čuček", "Žiga", "1999"], ["Šinkovec", "Uroš", "2000"]]


def test_a_line_break_inside_quotes_is_one_row_of_a_spreadsheet(written: Written) -> None:
    path = written('Priimek;Naslov;Leto\n"Čuček";"Cesta 1\n1000 Ljubljana";1999\nKovač;Cesta 2;2001\n')

    assert list(open_sheet(path).rows()) == [
        Row(2, ["Čuček", "Cesta 1\n1000 Ljubljana", "1999"]),
        Row(3, ["Kovač", "Cesta 2", "2001"]),
    ]


@pytest.mark.parametrize("content", ["", "\n\n  \n", "\ufeff", "\x1a", "\0\0\0\0"])
def test_an_empty_file_is_said_to_be_empty(written: Written, content: str) -> None:
    assert refused(written(content)) == ("file_empty", {})


def test_a_file_with_column_names_and_nobody_below(written: Written) -> None:
    assert refused(written(HEADER)) == ("no_rows", {})


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.csv") == ("file_cannot_be_opened", {"said": "No such file or directory"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 something", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<html><table><tr><td>Novak</td></tr></table></html>", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b'[{"family": "Novak"}]', "JSON"),
        (b'{"people": []}', "JSON"),
        (b"BEGIN:VCARD\nN:Novak\n", "vCard"),
        (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)
def test_a_file_of_another_kind_is_named(written: Written, content: bytes, kind: str) -> None:
    assert refused(written(content)) == ("file_of_another_kind", {"kind": kind})


def test_a_zip_of_other_things_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "registrar.xlsx", "w") as parts:
        parts.writestr("photo.jpg", b"")

    assert refused(tmp_path / "registrar.xlsx") == ("file_of_another_kind", {"kind": "ZIP"})


def test_binary_rubbish_is_refused(written: Written) -> None:
    assert refused(written(bytes(range(1, 256)) * 40))[0] == "file_is_binary"
    assert refused(written(b"ab\0\0\0c" * 400))[0] == "file_is_binary"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^", "~"])
def test_the_delimiter_is_found(written: Written, delimiter: str) -> None:
    path = written((HEADER + "Čuček;Žiga;1999\nKovač;Maja;2001\n").replace(";", delimiter))

    assert cells(path) == [["Čuček", "Žiga", "1999"], ["Kovač", "Maja", "2001"]]


def test_commas_in_names_and_numbers_do_not_part_columns(written: Written) -> None:
    lines = "".join(f"Novak, Ana {n};8,{n % 10};{1990 + n % 10}\n" for n in range(30))

    assert cells(written("Ime;Ocena;Leto\n" + lines))[0] == ["Novak, Ana 0", "8,0", "1990"]


def test_one_column_is_read_with_a_warning(written: Written) -> None:
    path = written("E-pošta\nana@example.si\nmaja@example.si\n")

    assert cells(path) == [["ana@example.si"], ["maja@example.si"]]
    assert warned(path) == ["one_column"]


def test_the_officers_choice_stands_above_our_guess(written: Written) -> None:
    path = written("Priimek|Ime;vzdevek\nNovak|Ana;Ani\nKovač|Maja;Maj\n")

    assert cells(path, Choices(delimiter=";")) == [["Novak|Ana", "Ani"], ["Kovač|Maja", "Maj"]]
    assert cells(path, Choices(delimiter="|")) == [["Novak", "Ana;Ani"], ["Kovač", "Maja;Maj"]]
    assert cells(path, Choices(delimiter="|", header_row=0))[0] == ["Priimek", "Ime;vzdevek"]
    assert cells(path, Choices(delimiter="|", header_row=2)) == [["Kovač", "Maja;Maj"]]
    assert cells(path, Choices(delimiter="|", encoding="cp1250"))[1] == ["KovaÄŤ", "Maja;Maj"]


def test_an_encoding_that_does_not_exist_is_refused(written: Written) -> None:
    for name in ("windows-1250000", "hex", "\0"):
        with pytest.raises(Unreadable, match="encoding_unknown"):
            open_sheet(written(HEADER + "Novak;Ana;1999\n"), Choices(encoding=name))


def test_choices_survive_being_kept() -> None:
    choices = Choices(encoding="cp1250", header_row=0, mends_letters=True)

    assert Choices(**choices.as_json()) == choices


def test_quotation_marks_of_other_manners(written: Written) -> None:
    single = "Priimek;Ime\n'Novak; Kos';'Ana'\n'Kovač';'Maja'\n"
    escaped = 'Priimek;Ime\n"Novak \\"Nova\\"; Kos";"Ana"\n"Kovač";"Maja"\n'
    spaced = 'Priimek, Ime\n"Novak, Kos", "Ana"\n"Kovač", "Maja"\n'

    assert cells(written(single)) == [["Novak; Kos", "Ana"], ["Kovač", "Maja"]]
    assert cells(written(escaped)) == [['Novak "Nova"; Kos', "Ana"], ["Kovač", "Maja"]]
    assert cells(written(spaced)) == [["Novak, Kos", "Ana"], ["Kovač", "Maja"]]


def test_a_break_inside_quotes_that_leads_to_a_wrong_width_gives_its_lines_back(written: Written) -> None:
    path = written(HEADER + 'Čuček;"Žiga;1999\nKovač;Maja";2001;x\nNovak;Ana;2002\n')

    assert [code for _, _, code in troubles(path)] == ["quote_never_closed", "row_long"]
    assert cells(path)[-1] == ["Novak", "Ana", "2002"]


def test_short_rows_of_a_spreadsheet_are_no_fault(tmp_path: Path) -> None:
    rows: workbooks.Cells = [["Priimek", "Ime", "Leto"], ["Novak"], ["Kovač", "Maja", 1999]]
    path = workbooks.write_xls(tmp_path / "a.xls", rows)

    assert troubles(path) == []
    assert cells(path)[0] == ["Novak", "", ""]


def test_the_separator_line_of_a_spreadsheet_is_obeyed(written: Written) -> None:
    path = written("sep=,\nPriimek,Ime;vzdevek,Leto\nNovak,Ana;Ani,1999\n")

    assert cells(path) == [["Novak", "Ana;Ani", "1999"]]


def test_a_row_with_another_delimiter_is_read_and_told(written: Written) -> None:
    path = written(HEADER + "Čuček;Žiga;1999\nKovač,Maja,2001\nNovak;Ana;2002\n")

    assert cells(path) == [["Čuček", "Žiga", "1999"], ["Kovač", "Maja", "2001"], ["Novak", "Ana", "2002"]]
    assert troubles(path) == [(3, "warning", "row_other_delimiter")]


def test_ragged_rows(written: Written) -> None:
    path = written(HEADER + "Čuček;Žiga\nKovač;Maja;2001;odveč\nNovak;Ana;2002;;\n")

    assert cells(path) == [["Čuček", "Žiga", ""], ["Kovač", "Maja", "2001", "odveč"], ["Novak", "Ana", "2002"]]
    assert troubles(path) == [(2, "warning", "row_short"), (3, "rejected", "row_long")]


def test_a_missing_header_gives_columns_called_by_letters(written: Written) -> None:
    path = written("Čuček;Žiga;14. 5. 1976;ziga@example.si\nKovač;Maja;1. 2. 1977;maja@example.si\n")

    assert open_sheet(path).columns == ("(A)", "(B)", "(C)", "(D)")
    assert warned(path) == ["header_missing"]
    assert len(cells(path)) == 2


@pytest.mark.parametrize("content", ["1;2;3\n4;5;6\n7;8;9\n", "Ana;Novak\nAna;Kos\nEva;Novak\n", "a;a\na;a\n"])
def test_rows_that_are_like_one_another_have_no_header(written: Written, content: str) -> None:
    path = written(content)

    assert (warned(path), len(cells(path))) == (["header_missing"], content.count("\n"))


@pytest.mark.parametrize("content", ["xq;yq\nzw;1999\nab;2000\n", "Abc_1;Abc_2\nNovak;31\nKos;32\n"])
def test_a_word_above_values_is_a_header_in_any_language(written: Written, content: str) -> None:
    assert open_sheet(written(content)).header_row == 1


def test_title_lines_above_the_header_are_passed_over(written: Written) -> None:
    path = written("Univerza v Ljubljani\nDiplomanti 2024;;\n\n" + HEADER + "Čuček;Žiga;1999\nKovač;Maja;2001\n")
    sheet = open_sheet(path)

    assert (sheet.header_row, sheet.first_row) == (4, 5)
    assert [row.number for row in sheet.rows()] == [5, 6]
    assert [(p.code, p.params) for p in sheet.warnings] == [("header_after_title", {"rows": 3, "row": 4})]


def test_two_columns_of_the_same_name_are_both_kept(written: Written) -> None:
    path = written("Ime;E-pošta;e-pošta;;\nAna;a@x.si;b@x.si;c;d\n")
    sheet = open_sheet(path)

    assert sheet.columns == ("Ime", "E-pošta", "e-pošta (2)", "(D)", "(E)")
    assert [(p.code, p.params) for p in sheet.warnings] == [
        ("column_twice", {"name": "e-pošta", "renamed": "e-pošta (2)"})
    ]


def test_nul_bytes_are_taken_out_and_counted(written: Written) -> None:
    path = written(HEADER + "Čuč\0ek;Žiga;1999\n" + "Kovač;Maja;2001\n" * 5)

    assert cells(path)[0] == ["Čuček", "Žiga", "1999"]
    assert [(p.code, p.params) for p in open_sheet(path).warnings] == [("nul_bytes", {"count": 1})]


def test_a_giant_cell_rejects_its_row_alone(written: Written) -> None:
    path = written(HEADER + f"Čuček;{'x' * 40_000};1999\nKovač;{'y' * 140_000};2001\nNovak;Ana;2002\n")

    assert troubles(path) == [(2, "rejected", "cell_too_long"), (3, "rejected", "cell_too_long")]
    assert cells(path)[-1] == ["Novak", "Ana", "2002"]


def test_a_line_without_end_rejects_itself_alone(written: Written) -> None:
    path = written(HEADER + "Čuček;Žiga;1999\n" + "z" * 2_500_000 + "\nNovak;Ana;2002\n")

    assert troubles(path) == [(3, "rejected", "row_too_long")]
    assert cells(path)[-1] == ["Novak", "Ana", "2002"]


def test_a_quotation_mark_never_closed_costs_one_row(written: Written) -> None:
    good = "".join(f"Kovač{n};Maja;2001\n" for n in range(500))
    path = written(HEADER + 'Čuček;"Žiga;1999\n' + good + '"Novak";"Ana";2002\n')

    assert troubles(path) == [(2, "rejected", "quote_never_closed")]
    assert len(cells(path)) == 502
    assert cells(path)[-1] == ["Novak", "Ana", "2002"]


def test_a_quotation_mark_open_at_the_end_costs_the_last_row(written: Written) -> None:
    path = written(HEADER + 'Kovač;Maja;2001\nČuček;"Žiga;1999')

    assert troubles(path) == [(3, "rejected", "quote_never_closed")]
    assert cells(path)[0] == ["Kovač", "Maja", "2001"]


def test_sloppy_quotation_marks_are_read_and_told(written: Written) -> None:
    path = written(HEADER + '"Čuček "Žižo" Novak";Žiga;1999\nKovač;Maja;2001\n')

    assert [row.number for row in open_sheet(path).rows()] == [2, 3]
    assert troubles(path) == [(2, "warning", "quotes_doubtful")]
    assert cells(path)[1] == ["Kovač", "Maja", "2001"]


def test_letters_lost_before_the_file_came_are_counted_and_shown(written: Written) -> None:
    path = written(HEADER + "Novak;Ana;1999\nKova\ufffd;Maja;2001\nNov?akovi;?pela;2001\n")
    (warning,) = open_sheet(path).warnings

    assert (warning.code, warning.row, warning.column) == ("letters_lost", 3, "Priimek")
    assert warning.params == {"count": 3, "example": "Kova\ufffd"}


def test_questions_and_addresses_are_no_lost_letters(written: Written) -> None:
    path = written("Ime;Opomba\nAna;Pride? Morda.\nMaja;https://x.si/a?id=1&b?c\nEva;eva_novak@x.si\n")

    assert warned(path) == []


def test_a_cut_letter_in_a_utf8_file_does_not_change_the_encoding(written: Written) -> None:
    good = "".join(f"Čuček{n};Žiga;1999\n" for n in range(50)).encode()
    path = written(HEADER.encode() + good + b"Kova\xc4;Maja;2001\n")
    sheet = open_sheet(path)

    assert sheet.encoding == Encoding("utf-8")
    assert [(p.code, p.row) for p in sheet.warnings] == [("letters_lost", 52)]


@pytest.mark.parametrize("through", ["cp1250", "cp1252", "latin-1"])
def test_letters_encoded_twice_are_mended_if_the_officer_says_so(written: Written, through: str) -> None:
    names = "Čuček;Žiga\nŠinkovec;Uroš\nŽnidaršič;Špela\nKovač;Metoda Čeh\n"
    twice = "".join(
        bytes([byte]).decode(through) if through != "cp1252" or byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in ("Priimek;Ime\n" + names).encode()
    )
    path = written(twice)

    assert warned(path) == ["letters_twice_encoded"]
    assert cells(path, Choices(mends_letters=True)) == [line.split(";") for line in names.splitlines()]


def test_right_letters_are_never_taken_for_twice_encoded_ones(written: Written) -> None:
    path = written("Priimek;Ime\nČuček;Žiga\nÅkesson;Åsa\nNguyễn;Thị\nÂÂ;Ä\nŁoś;Świętosław\n")

    assert warned(path) == []


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_spreadsheets(tmp_path: Path, kind: str) -> None:
    rows: workbooks.Cells = [
        ["Diplomanti"],
        ["Priimek", "Ime", "Leto diplome", "Rojen"],
        ["Čuček", "Žiga", 1999, 27894],
        ["Kovač", "田中", 2001.0, "1. 2. 1977"],
    ]
    path = tmp_path / "registrar.csv"  # endings lie
    if kind == "xlsx":
        workbooks.write_xlsx(path, {"List1": rows})
    else:
        {"ods": workbooks.write_ods, "xls": workbooks.write_xls}[kind](path, rows)

    sheet = open_sheet(path)

    assert (sheet.columns, sheet.header_row) == (("Priimek", "Ime", "Leto diplome", "Rojen"), 2)
    assert list(sheet.rows()) == [
        Row(3, ["Čuček", "Žiga", "1999", "27894"]),
        Row(4, ["Kovač", "田中", "2001", "1. 2. 1977"]),
    ]
    assert [row.number for row in sheet.rows()] == [3, 4]


def test_the_first_visible_sheet_with_anything_in_it_is_read(tmp_path: Path) -> None:
    people: workbooks.Cells = [["Priimek", "Ime"], ["Novak", "Ana"]]
    sheets: dict[str, workbooks.Cells] = {
        "Skrito": people,
        "Prazno": [],
        "Ljudje": people,
        "Drugo": [["Priimek"], ["Kovač"]],
    }
    path = workbooks.write_xlsx(tmp_path / "a.xlsx", sheets, hidden=("Skrito",))

    assert cells(path) == [["Novak", "Ana"]]
    assert [(p.code, p.params) for p in open_sheet(path).warnings] == [
        ("other_sheets", {"sheet": "Ljudje", "others": ["Prazno", "Drugo"]})
    ]
    assert cells(path, Choices(sheet_name="Drugo")) == [["Kovač"]]


def test_broken_and_empty_spreadsheets_are_refused(tmp_path: Path) -> None:
    whole = workbooks.write_xlsx(tmp_path / "a.xlsx", {"List1": [["Priimek"], ["Novak"]]}).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[:300])
    workbooks.write_xlsx(tmp_path / "empty.xlsx", {"List1": []})
    (tmp_path / "cut.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert refused(tmp_path / "cut.xlsx")[0] == "workbook_broken"
    assert refused(tmp_path / "cut.xls")[0] == "workbook_broken"
    assert refused(tmp_path / "empty.xlsx") == ("workbook_empty", {})


def test_a_spreadsheet_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbooks.write_xlsx(tmp_path / "large.xlsx", {"List1": [["Priimek" * 300] * 1000]})
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 2 << 20)

    answer = unpacking.unpack(str(path), "", io.StringIO())

    assert answer == {"code": "workbook_too_large", "facts": {"size": 2, "most": 2}}


def test_an_unpacking_that_dies_is_a_broken_spreadsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbooks.write_xlsx(tmp_path / "a.xlsx", {"List1": [["Priimek"], ["Novak"]]})
    monkeypatch.setattr(opening, "UNPACKING", tmp_path / "nowhere.py")

    assert refused(path) == ("workbook_broken", {"said": ""})


def test_what_a_spreadsheet_holds_becomes_text() -> None:
    day = datetime.datetime(1976, 5, 14)  # noqa: DTZ001 - as calamine gives them
    held = [True, False, 1976.0, 1.5, 7, day, day.replace(hour=9), day.date(), day.time(), "x" * 50_000]

    assert [unpacking.as_text(cell)[:20] for cell in held] == [
        *("1", "0", "1976", "1.5", "7", "1976-05-14", "1976-05-14 09:00:00", "1976-05-14", "00:00:00", "x" * 20)
    ]


def test_a_sheet_is_unpacked_as_text(tmp_path: Path) -> None:
    path = workbooks.write_xlsx(tmp_path / "a.xlsx", {"List1": [["Priimek", "Leto"], ["Čuček", 1999]], "Prazno": []})
    out = io.StringIO(newline="")

    assert unpacking.unpack(str(path), "", out) == {"sheets": ["List1", "Prazno"], "sheet": "List1"}
    assert out.getvalue() == "Priimek,Leto\r\nČuček,1999\r\n"
    assert unpacking.unpack(str(path), "Prazno", out) == {"code": "workbook_empty", "facts": {}}
    assert unpacking.unpack(str(tmp_path / "nowhere.xlsx"), "", out)["code"] == "workbook_broken"
