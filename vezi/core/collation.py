"""Sort keys: names in the order a reader of the language expects.

PostgreSQL is run without a collation of its own (builtin C.UTF-8), so order is kept beside the name as bytes that
compare right as they are. The table follows the root order of Unicode (UTS 10, CLDR) with the Slovenian alphabet put
in: … c č ć d đ … s š … z ž. Three levels: letters, then marks, then small before capital. ICU is the oracle in the
tests; docs/decisions has why it is not the engine.

To sort people by surname and then given name, key "surname TAB given": a tab comes before everything else.
"""

import re
import unicodedata
from functools import lru_cache

VERSION = 1  # keys are stored: raise it with every change of the table, so that they are made anew

_LEVEL = b"\x01"
_PLAIN = b"\x02"
_CAPITAL = b"\x03"
_VARIANT = b"\x04"
_CAPITAL_VARIANT = b"\x05"
_AS_CAPITAL = bytes.maketrans(_PLAIN + _VARIANT, _CAPITAL + _CAPITAL_VARIANT)
_LIGATURE = b"\xfe"
_OTHER_MARK = b"\xfd"

_BREAKS = "\n\v\f\r\x85\u2028\u2029"
_SYMBOLS = "_-‐–—,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%`´^¯¨¸ˆ°©®+±÷×<=>¬|¦~¤¢$£¥€"
_LATIN = {"en": "abcdeəfghiıjklmnŋopqĸrstŧuvwxyzþ", "sl": "abcčćdđeəfghiıjklmnŋopqĸrsštŧuvwxyzžþ"}
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CYRILLIC = "абвгґѓдђеєжзѕиіїйјкќлљмнњопрстћуўфхцчџшщъыьэюя"
# The order marks take at the second level, from the Unicode root.
_MARKS = [
    *(0x332, 0x313, 0x343, 0x314, 0x301, 0x341, 0x300, 0x340, 0x306, 0x302, 0x30C, 0x30A, 0x342, 0x308, 0x344),
    *(0x30B, 0x303, 0x307, 0x338, 0x327, 0x328, 0x304, 0x30D, 0x30E, 0x312, 0x315, 0x31A, 0x316, 0x317, 0x318),
    *(0x319, 0x31C, 0x31D, 0x31E, 0x31F, 0x320, 0x329, 0x32A, 0x32B, 0x32C, 0x32F, 0x336, 0x337, 0x335, 0x305),
    *(0x309, 0x30F, 0x310, 0x311, 0x31B, 0x321, 0x322, 0x323, 0x324, 0x325, 0x326, 0x32D, 0x32E, 0x330, 0x331),
    *(0x334, 0x339, 0x345),
]
_MARK_WEIGHT = {chr(code): bytes([0x10 + place]) for place, code in enumerate(_MARKS)}
_STROKED = {"đ": "d\u0335", "ð": "d\u0345", "ħ": "h\u0335", "ł": "l\u0335", "ø": "o\u0338", "ŀ": "l·"}
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "ĳ": "ij", "ǆ": "dž", "ǉ": "lj", "ǌ": "nj"}
_SAME_BUT_FOR_SHAPE = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "ς": "σ", "ſ": "s"}

Element = tuple[bytes, bytes, bytes]
_PIECES = re.compile(r"([\t ])")


def _alphabet(language: str) -> dict[str, bytes]:
    weights = {"\t": b"\x03", " ": b"\x05"} | dict.fromkeys(_BREAKS, b"\x04")
    ranks = ((_SYMBOLS, 0x06), ("0123456789", 0x50), (_LATIN.get(language, _LATIN["en"]), 0x60), (_GREEK, 0x90))
    for letters, first in ranks:
        weights |= {letter: bytes([first + place]) for place, letter in enumerate(letters)}
    return weights | {letter: bytes([0xB0, 0x02 + place]) for place, letter in enumerate(_CYRILLIC)}


def _of_a_script_by_number(letter: str) -> bytes:
    code = ord(letter)
    if 0x10A0 <= code <= 0x10FF or 0x1C90 <= code <= 0x1CBF:
        lead = 0xB1  # Georgian comes before Armenian, out of number
    elif 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF:
        lead = 0xB3  # Hangul comes before kana and Han, out of number
    elif unicodedata.category(letter)[0] in "PSZ":
        lead = 0x4F
    elif code < 0x250:
        lead = 0x8F
    else:
        lead = 0xB2 if code < 0x2E80 else 0xB4
    return bytes([lead, 0x02 + (code >> 14), 0x02 + (code >> 7 & 0x7F), 0x02 + (code & 0x7F)])


@lru_cache(maxsize=16_384)
def _elements(letter: str, language: str) -> Element:
    """The weights of one letter at the three levels."""
    weights = _weights(language)
    if letter in weights:
        return weights[letter], _PLAIN, _PLAIN
    if letter in _SAME_BUT_FOR_SHAPE:
        primary, secondary, _ = _elements(_SAME_BUT_FOR_SHAPE[letter], language)
        return primary, secondary, _VARIANT
    small = letter.lower()
    if small != letter:
        primary, secondary, tertiary = _word(small, language)
        return primary, secondary, tertiary.translate(_AS_CAPITAL)
    if unicodedata.combining(letter):
        return b"", _MARK_WEIGHT.get(letter, _OTHER_MARK), b""
    if letter in _LIGATURES:
        parts = [_elements(part, language) for part in _LIGATURES[letter]]
        return b"".join(p for p, _, _ in parts), _PLAIN + _LIGATURE + _PLAIN, _VARIANT * 2
    if unicodedata.category(letter) == "Nd":
        return weights[str(unicodedata.digit(letter))], _PLAIN, _VARIANT
    apart = _STROKED.get(letter) or unicodedata.normalize("NFD", letter)
    if apart != letter and not 0xAC00 <= ord(letter) <= 0xD7A3:
        return _joined([_elements(part, language) for part in apart])
    return _of_a_script_by_number(letter), _PLAIN, _PLAIN


@lru_cache(maxsize=8)
def _weights(language: str) -> dict[str, bytes]:
    return _alphabet(language)


def _joined(elements: list[Element]) -> Element:
    primary, secondary, tertiary = zip(*elements, strict=True) if elements else ((), (), ())
    return b"".join(primary), b"".join(secondary), b"".join(tertiary)


@lru_cache(maxsize=131_072)
def _word(word: str, language: str) -> Element:
    return _joined([_elements(letter, language) for letter in word])


def key(text: str, language: str) -> bytes:
    """Bytes that compare as the texts are ordered in the language; about 2 bytes a letter."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    primary, secondary, tertiary = _joined([_word(piece, language) for piece in _PIECES.split(text) if piece])
    return _LEVEL.join((primary, secondary.rstrip(_PLAIN), tertiary.rstrip(_PLAIN))).rstrip(_LEVEL)


def rank(key: bytes) -> int:
    """The first 8 bytes as a signed whole number in the same order, to sort and page by in an index."""
    return int.from_bytes(key[:8].ljust(8, b"\0"), "big") - (1 << 63)
