"""Letters on paper: one PDF of many, set by typst, folded so that the address stands in an envelope's window.

The address field follows DIN 5008, form B (for C6/5 and DL envelopes with the window on the left). Words reach typst as
data, never as markup.
"""

import json
import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import segno
import typst
from anyascii import anyascii

TEMPLATE = Path(__file__).with_name("letter.typ")
#: Scripts that the typefaces typst brings can print; names in others are printed in Latin letters.
PRINTED = ("LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "HEBREW", "COMBINING", "MODIFIER")


def letters(words: list[dict[str, Any]]) -> bytes:
    """A PDF with one letter a page, from `letters.paper_words`; about 5 ms each."""
    sheets = [{**one, "address": [printable(line) for line in one["address"]], "qr": qr(one["qr"])} for one in words]
    for sheet in sheets:
        sheet["greeting"] = printable(sheet["greeting"])
    return cast(bytes, _compiler().compile(format="pdf", sys_inputs={"letters": json.dumps(sheets)}))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(input=str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)


def qr(address: str) -> str:
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", border=0, xmldecl=False, svgns=True)
    return picture.getvalue().decode()


def printable(text: str) -> str:
    """The text with what the press has no letters for written in Latin ones."""
    return "".join(letter if _is_printed(letter) else anyascii(letter) for letter in unicodedata.normalize("NFC", text))


def _is_printed(letter: str) -> bool:
    return not letter.isalpha() or unicodedata.name(letter, "").startswith(PRINTED)
