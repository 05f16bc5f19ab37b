"""What kind of file this is, by its content: names and endings lie."""

import re
import zipfile
from pathlib import Path

from vezi.network.registrar.reading.encodings import sixteen_bits
from vezi.network.registrar.reading.problems import Unreadable
from vezi.network.registrar.reading.surveys import Survey

TEXT = "text"
WORKBOOK = "workbook"
MOST_CONTROLS = 0.005  # of all characters
A_FEW_CONTROLS = 16

_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"SQLite format 3": "SQLite",
    b"{\\rtf": "RTF",
    b"BEGIN:VCARD": "vCard",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(path: Path, found: Survey) -> str:
    """TEXT or WORKBOOK; raises Unreadable for everything else, saying what it is if we know."""
    opening = found.opening
    if not opening.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe\x1a"):
        raise Unreadable("file_empty")
    if opening.startswith(_OLD_OFFICE):
        return WORKBOOK
    if opening.startswith(b"PK"):
        return _kind_of_zip(path)
    for beginning, name in _OTHERS.items():
        if opening.startswith(beginning):
            raise Unreadable("file_of_another_kind", kind=name)
    _refuse_markup(opening)
    if re.match(rb"\s*(?:\[\s*)?[\[{]\s*[\"\[{]", opening):
        raise Unreadable("file_of_another_kind", kind="JSON")
    most_controls = max(A_FEW_CONTROLS, MOST_CONTROLS * len(opening))
    if not (found.mark or sixteen_bits(opening)) and found.controls > most_controls:
        raise Unreadable("file_is_binary")
    return TEXT


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, OSError):
        raise Unreadable("workbook_broken", said="zip") from None
    if any(name.startswith("xl/") for name in names) or {"mimetype", "content.xml"} <= set(names):
        return WORKBOOK
    raise Unreadable("file_of_another_kind", kind="ZIP")


def _refuse_markup(opening: bytes) -> None:
    start = opening.lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\0", b"")[:2000].lower()
    if not start.startswith(b"<"):
        return
    if b"<html" in start or b"<table" in start or b"<!doctype html" in start:
        raise Unreadable("file_of_another_kind", kind="HTML")
    if start.startswith(b"<?xml"):
        raise Unreadable("file_of_another_kind", kind="XML")
