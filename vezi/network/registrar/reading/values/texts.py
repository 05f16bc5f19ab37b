"""Plain text: trimmed, in one Unicode form, without invisible characters."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from vezi.network.registrar.reading.problems import REJECTED, WARNING, Facts

Trouble = tuple[str, str, Facts]  # code, severity, facts
Found = tuple[tuple[tuple[str, Any], ...], tuple[Trouble, ...]]  # field and value pairs; what is wrong
Reader = Callable[[str], Found]

NOTHING: Found = ((), ())
LONGEST_TEXT = 500

# Controls, soft hyphen, marks of direction, zero-width space and joiner-less invisibles. The zero-width joiner and
# non-joiner stay: Persian and Indic names need them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_NO_NAME = frozenset({"-", "--", "---", "–", "—", "/", "//", ".", "..", "*", "?", "??"})
_NOTHING_SAID = _NO_NAME | {
    *("\\", "x", "n/a", "n.a.", "na", "#n/a", "null", "(null)", "none", "nil", "nan", "unknown", "no data"),
    *("neznano", "ni podatka", "unbekannt", "nepoznato", "sconosciuto"),
}


def clean(text: str) -> str:
    """The text in NFC, single spaces, nothing invisible. What looks like a formula stays as it is: it is only text."""
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).encode("utf-8", "ignore").decode("utf-8"))
    return " ".join(text.split())


def says_nothing(text: str) -> bool:
    """Whether a clean text stands for an empty cell. Not for names: Null is one."""
    return not text or text.lower() in _NOTHING_SAID


def is_no_name(text: str) -> bool:
    return not text or text in _NO_NAME


def rejected(code: str, /, **facts: Any) -> Found:
    return (), ((code, REJECTED, facts),)


def doubtful(code: str, /, *pairs: tuple[str, Any], **facts: Any) -> Found:
    return pairs, ((code, WARNING, facts),)


def shown(text: str) -> str:
    """A cell as quoted in a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def text_reader(field: str) -> Reader:
    def read(text: str) -> Found:
        value = clean(text)
        if says_nothing(value):
            return NOTHING
        if len(value) > LONGEST_TEXT:
            return doubtful("text_too_long", value=shown(value), most=LONGEST_TEXT)
        return ((field, value),), ()

    return read


def number_reader(field: str) -> Reader:
    """A student number: text, as leading zeros and letters matter; what a spreadsheet added (“.0”) goes."""

    def read(text: str) -> Found:
        value = clean(text)
        if says_nothing(value) or not value.strip("0"):
            return NOTHING
        if value.endswith(".0") and value[:-2].isdigit():
            value = value[:-2]
        if "E+" in value and re.fullmatch(r"\d[.,]\d+E\+\d+", value):
            return rejected("number_rounded", value=value)
        if len(value) > 64:
            return rejected("number_too_long", value=shown(value), most=64)
        return ((field, value),), ()

    return read
