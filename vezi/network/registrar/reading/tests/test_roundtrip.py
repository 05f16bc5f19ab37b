"""What a program writes as CSV, in whatever manner, is read back as it was."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vezi.network.registrar.reading import Unreadable, open_sheet

COLUMNS = ["Priimek", "Ime", "Opomba"]
ANY_LETTER = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff")
TEXT = st.text(alphabet=st.one_of(ANY_LETTER, st.sampled_from(";,\t|\"'\\\r\n čž ")), max_size=25)
MANNERS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(";,\t|"),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)
SYLLABLES = st.tuples(st.sampled_from("bcčdfghjklmnprsštvzž"), st.sampled_from("aeiou")).map("".join)
SLOVENIAN = st.lists(SYLLABLES, min_size=1, max_size=5).map(lambda syllables: "".join(syllables).capitalize())


def written(rows: list[list[str]], **manner: Any) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, **manner).writerows([COLUMNS, *rows])
    return text.getvalue()


def read_back(content: bytes) -> list[list[str]]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        sheet = open_sheet(Path(file.name))
        assert list(sheet.columns) == COLUMNS
        rows = list(sheet.rows())
        assert not [row for row in rows if row.problems]
        return [row.cells for row in rows]


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.lists(TEXT, min_size=3, max_size=3).filter(lambda r: "".join(r).strip()), min_size=1, max_size=12),
    manner=MANNERS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
@example(rows=[["a", "b", "\\"]], manner={"delimiter": ";", "quoting": csv.QUOTE_ALL}, encoding="utf-8")
@example(rows=[["Novak, Ana", "x;y", "1,2"]] * 5, manner={"delimiter": ","}, encoding="utf-8")
def test_rows_in_unicode_are_read_back(rows: list[list[str]], manner: dict[str, Any], encoding: str) -> None:
    line_end = str(manner.get("lineterminator", "\r\n"))
    # Python's own writer quotes no other line end than its own.
    rows = [[cell.translate(dict.fromkeys(set(b"\r\n") - set(line_end.encode()))) for cell in row] for row in rows]
    assume(all("".join(row).strip() for row in rows))
    content = written(rows, **manner).encode(encoding)

    assert read_back(content) == rows


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(st.lists(SLOVENIAN, min_size=3, max_size=3), min_size=1, max_size=12),
    manner=MANNERS,
    encoding=st.sampled_from(["cp1250", "iso8859-2"]),
)
def test_slovenian_rows_in_old_encodings_are_read_back(
    rows: list[list[str]], manner: dict[str, Any], encoding: str
) -> None:
    content = written(rows, **manner).encode(encoding)

    assert read_back(content) == rows


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reading(content: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"Priimek;Ime\n" + content)
        file.flush()
        try:
            sheet = open_sheet(Path(file.name))
        except Unreadable:
            return
        numbers = [row.number for row in sheet.rows()]

    assert numbers == sorted(set(numbers))
