"""Which encoding a text is in.

UTF-8 proves itself. For the old one-byte encodings every guess decodes, so we ask which one gives words a person could
be called: in names a vowel stands beside consonants (“Kovačič”, “Jørgensen”), no capital follows a small letter, and
no sign stands inside a word (Windows-1250 read as Latin-2 gives control characters for Š Ž š ž; the other way round it
gives © ® ą ľ). Figures and what charset-normalizer and clevercsv did with the same files: docs/decisions/0003.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from charset_normalizer import from_bytes

from vezi.network.registrar.reading.surveys import OPENING, Survey

# The first of equals wins: those that differ in no letter of the file give the same text.
OLD_ENCODINGS = ("cp1250", "cp1252", "iso8859-2", "cp852", "mac_latin2", "cp1251", "koi8-r", "cp1254", "cp1253")
RARE = frozenset({"cp852", "mac_latin2"})
RARITY = 0.3  # points they must be better by
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp852": "DOS 852",
    "iso8859-2": "ISO-8859-2",
    "mac_latin2": "Mac Central Europe",
    "koi8-r": "KOI8-R",
}
WORDS_ASKED = 1_500
GOOD_ENOUGH = 0.35  # points a letter; below it none of ours reads like names

_VOWELS = set("aeiouyæøœıаеёиоуыэюяіїєαεηιουω")
_NEITHER = set("rlрлъь")  # syllables of their own: Črt, Vltava
# Letters beyond ASCII of the languages these encodings were made for.
_CENTRAL = ("čšžćđ", "čšžřěéíáýůúňťďó", "čšžľĺŕôäéíáýúňťďó", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţ", "äöüß")
_WESTERN = ("äöüß", "éèêëàâçîïôùûÿœ", "ñáéíóúü", "ãõçáàâéêíóôúü", "àèéìòù", "åäöæøé", "áéíóúýþæöð", "šž")
_LANGUAGES = {
    **dict.fromkeys(("cp1250", "iso8859-2", "cp852", "mac_latin2"), _CENTRAL),
    "cp1252": _WESTERN,
    "cp1254": ("ğışçöüâîû",),
}


@dataclass(frozen=True, slots=True)
class Encoding:
    codec: str  # as Python names it
    is_sure: bool = True

    @property
    def name(self) -> str:
        return NAMES.get(self.codec, self.codec)


def encoding_of(found: Survey) -> Encoding:
    if found.mark:
        return Encoding(found.mark)
    if sixteen := sixteen_bits(found.opening):
        return Encoding(sixteen)
    if found.is_utf8 or found.is_damaged_utf8:
        return Encoding("utf-8")
    points = {codec: _points(found, codec) - (codec in RARE) * RARITY for codec in OLD_ENCODINGS}
    best = max(points, key=lambda codec: points[codec])
    if points[best] >= GOOD_ENOUGH:
        return Encoding(best, is_sure=points[best] >= 2 * GOOD_ENOUGH)
    guess = from_bytes(b" ".join(islice(found.words, WORDS_ASKED)) + b"\n" + found.opening[: OPENING // 4]).best()
    return Encoding(guess.encoding if guess else best, is_sure=False)


def sixteen_bits(opening: bytes) -> str | None:
    """UTF-16 without a mark: the commas, digits and line ends have a zero byte on one side only."""
    half = len(opening) // 2
    even, odd = opening[0::2].count(0) / max(half, 1), opening[1::2].count(0) / max(half, 1)
    if odd > 0.1 and even < 0.02:
        return "utf-16-le"
    if even > 0.1 and odd < 0.02:
        return "utf-16-be"
    return None


def _points(found: Survey, codec: str) -> float:
    """How much the words look like words when read so, a letter, from about -4 to 3."""
    words = [word.decode(codec, "replace") for word in islice(found.words, WORDS_ASKED)]
    letters = Counter(letter for word in words for letter in word.lower() if not letter.isascii())
    return sum(map(_points_of_word, words)) / max(letters.total(), 1) + _points_of_language(letters, codec)


def _points_of_language(letters: Counter[str], codec: str) -> float:
    """Up to 1 if one language has all these letters, 0 or less if none has half of them."""
    alphabets = _LANGUAGES.get(codec)
    if not alphabets:
        return 0.5
    known = max(sum(letters[letter] for letter in alphabet) for alphabet in alphabets)
    return 2 * known / max(letters.total(), 1) - 1


def _points_of_word(word: str) -> float:
    points = 0.0
    for place, letter in enumerate(word):
        if letter.isascii():
            continue
        before, after = word[max(0, place - 1) : place], word[place + 1 : place + 2]
        if not letter.isalpha():
            points += _points_of_sign(letter, before, after)
            continue
        if letter.isupper() and before.isalpha() and before.islower():
            points -= 3
        if letter in "ńŃ" and _plain(after or "n") in _VOWELS:
            points -= 1  # Polish writes ni before a vowel: this is the Spanish ñ
        if letter in "ŔĹ":
            points -= 1  # never begins a word: this is À or Å
        points += sum(_points_of_pair(letter, beside) for beside in (before, after) if beside.isalpha())
    return points


def _points_of_sign(sign: str, before: str, after: str) -> float:
    if sign == "\ufffd" or unicodedata.category(sign).startswith("C"):
        return -4
    return -3 if before.isalpha() and after.isalpha() else -0.5


@lru_cache(maxsize=4_096)
def _points_of_pair(letter: str, beside: str) -> float:
    if letter.isascii() or beside.isascii():
        alphabets = {"LATIN"} | {unicodedata.name(one, "LATIN").split()[0] for one in (letter, beside)}
        if len(alphabets) > 1:
            return -3
    elif unicodedata.name(letter, "").startswith("LATIN"):
        return -1  # two marked letters in a row are rare in Latin names, the rule in other alphabets
    plain, plain_beside = _plain(letter), _plain(beside)
    if plain in _NEITHER or plain_beside in _NEITHER:
        return 0.25
    return 1 if (plain in _VOWELS) != (plain_beside in _VOWELS) else -0.5


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.lower())[0]
