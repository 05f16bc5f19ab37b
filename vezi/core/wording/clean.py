"""Letters as they were meant: without what cannot be seen, what turns lines round, and what climbs over other lines."""

import re
import unicodedata

LONGEST_TEXT = 20_000
LONGEST_TITLE = 140
LEFT_OUT = "…"  # in the place of words that are gone
MOST_MARKS = 4  # upon one letter; Vietnamese needs two, Thai and Hebrew three

#: Turn the order of letters round, hide between them, or only look like nothing.
_NEVER = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINER = re.compile("[\u200c\u200d]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def text(said: str) -> str:
    """Several lines; two and more empty ones become one."""
    kept = _letters(_LINE_ENDS.sub("\n", said))
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip("\n")


def line(said: str) -> str:
    """One line, single blanks."""
    return " ".join(_letters(_LINE_ENDS.sub(" ", said)).split())


def is_blank(said: str) -> bool:
    """Whether nothing of it can be seen."""
    return not any(unicodedata.category(letter)[0] in "LNPS" for letter in said if letter != "\u2800")


def _letters(said: str) -> str:
    said = unicodedata.normalize("NFC", _NEVER.sub("", said))
    said = "".join(
        sign for sign in said if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn")
    )
    said = _few_marks(said)
    return _JOINER.sub(lambda found: found[0] if _joins(said, found.start()) else "", said)


def _few_marks(said: str) -> str:
    kept: list[str] = []
    marks = 0
    for sign in said:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _joins(said: str, place: int) -> bool:
    """Joiners belong between drawn signs, and between letters of scripts that join; elsewhere they only hide."""
    before, after = said[place - 1 : place], said[place + 1 : place + 2]
    return bool(before and after) and _takes_joiners(before) and _takes_joiners(after)


def _takes_joiners(sign: str) -> bool:
    code = ord(sign)
    is_script = (
        0x0600 <= code <= 0x08FF or 0x0900 <= code <= 0x0DFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF
    )
    return is_script or code >= 0x1F000 or 0x2190 <= code <= 0x2BFF or code == 0xFE0F
