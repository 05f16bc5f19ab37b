"""Tables that leave the house cannot do harm in a spreadsheet."""

import csv
import io

import pytest

from vezi.core import spreadsheets


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Kovač", "Kovač"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+386 40 555 199", "'+386 40 555 199"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("a\x00b", "ab"),
        (1999, "1999"),
        (None, ""),
    ],
)
def test_what_looks_like_a_formula_becomes_text(cell, written) -> None:
    assert spreadsheets.harmless(cell) == written


def test_lines_are_csv_that_reads_back() -> None:
    text = "".join(spreadsheets.lines(["Name", "=x"], [['Žiga "Ž" Čuček', "a,b\nc"]]))

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [["Name", "'=x"], ['Žiga "Ž" Čuček', "a,b\nc"]]
