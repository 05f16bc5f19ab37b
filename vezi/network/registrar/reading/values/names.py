"""Names as people are called: any script, any length a person has, one letter too."""

import re
from functools import lru_cache

from vezi.network.registrar.reading.values.texts import NOTHING, Found, Reader, clean, is_no_name, rejected, shown

LONGEST_NAME = 200


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """af al av bin bint ben d da dal dalla das de degli dei del della delle den der di do dos du el ibn la las le los
    op te ten ter van vande vanden vander vom von y z za zu zum zur 'd 'n 's 't"""
)
_TITLES = _words(
    """mr mrs ms miss mx sir dame dr drs ddr mddr doc prof profesor professor mag dipl ing inž inz dipl.-ing mgr bc univ
    akad akademik red izr asist em emer rer nat phil med jur oec habil spec g ga gdč gospod gospa herr frau
    fräulein sig sig.ra dott dott.ssa"""
)
_AFTER_NAME = _words("phd ph.d msc m.sc bsc b.sc ma m.a ba b.a mba md m.d llm ll.m esq dds mph univ dipl spec")
_SUFFIX = re.compile(r"(?i)(?:jr|sr)\.?|(?:II|III|IV|V)(?![a-z])")
_BORN = r"(?:roj\.|rojena?|rojen|roj|née|nee|né|born|prej|formerly|former|geb\.|geborene?|rođ\.|rođena|dekl\.|nata)"
_FORMER = re.compile(
    rf"(?i)\s*[(\[]\s*(?:{_BORN}[\s:]+)?(?P<inside>[^\W\d_][^()\[\]\"=@;]*)[)\]]\s*|,?\s+{_BORN}\s+(?P<after>[^,()]+)$"
)
_ROMAN = re.compile(r"(?:II|III|IV|VI{0,3}|IX|X)")
_MAC = re.compile(r"(?i)^mc(?=\w{2})")
_PIECES = re.compile(r"([\s\-‐–.'’ʼ`]+)")


def name_reader(field: str, *, mends_capitals: bool = False) -> Reader:
    """A part of a name. A former surname in brackets (“Novak (Kovač)”, “Novak, roj. Kovač”) is taken apart."""

    def read(text: str) -> Found:
        value, former, title = clean(text), "", ""
        if len(value) > 2 * LONGEST_NAME:
            return rejected("name_too_long", value=shown(value), most=LONGEST_NAME)
        if field == "family":
            value, former = _without_former(value)
        elif field == "given":
            value, title = without_titles(value)
        if is_no_name(value):
            return NOTHING
        if len(value) > LONGEST_NAME:
            return rejected("name_too_long", value=shown(value), most=LONGEST_NAME)
        if mends_capitals:
            value, former = from_capitals(value), from_capitals(former)
        pairs: tuple[tuple[str, str], ...] = ((field, value),)
        if former and former != value:
            pairs += (("former_family", former),)
        if title:
            pairs += (("title", title),)
        return pairs, ()

    return read


def full_name_reader(*, family_first: bool, mends_capitals: bool = False) -> Reader:
    """“Ana Marija Novak”, “Novak Ana Marija” or “Novak, Ana Marija”: a comma always follows the surname."""

    def read(text: str) -> Found:
        value = clean(text)
        if len(value) > 2 * LONGEST_NAME:
            return rejected("name_too_long", value=shown(value), most=LONGEST_NAME)
        value, former = _without_former(value)
        value, title = without_titles(value)
        if is_no_name(value):
            return NOTHING
        if len(value) > LONGEST_NAME:
            return rejected("name_too_long", value=shown(value), most=LONGEST_NAME)
        family, given = parted(value, family_first=family_first)
        if mends_capitals:
            family, given, former = from_capitals(family), from_capitals(given), from_capitals(former)
        named = (("family", family), ("given", given), ("former_family", former), ("title", title))
        return tuple(pair for pair in named if pair[1]), ()

    return read


def _without_former(value: str) -> tuple[str, str]:
    if not any(sign in value for sign in "([., "):
        return value, ""
    found = _FORMER.search(value)
    if not found or not found.start():
        return value, ""
    former = (found["inside"] or found["after"]).strip()
    if not any(letter.isalpha() for letter in former):
        return value, ""
    rest = f"{value[: found.start()].rstrip(' ,')} {value[found.end() :]}".strip()
    return rest, former


def without_titles(value: str) -> tuple[str, str]:
    """The name without titles around it, and the titles that stood before it."""
    words = value.split(" ")
    before: list[str] = []
    while len(words) > 1 and words[0].endswith(".") and words[0].rstrip(".,").lower() in _TITLES:
        before.append(words.pop(0).rstrip(","))
    while len(words) > 1 and words[0].lower() in ("mr", "mrs", "ms", "dr", "prof", "herr", "frau", "gospa", "gospod"):
        before.append(words.pop(0))
    while len(words) > 1 and words[-1].rstrip(".,").lower() in _AFTER_NAME and words[-2].endswith(","):
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words), " ".join(before)


@lru_cache(maxsize=65_536)
def parted(name: str, *, family_first: bool) -> tuple[str, str]:
    """Surname and given name. A name of one word is a surname; “van der”, “de la” stay with the surname."""
    if "," in name:
        family, _, given = name.partition(",")
        if _SUFFIX.fullmatch(given.strip()):
            name = f"{family.strip()} {given.strip()}"
        elif family.strip() and given.strip():
            return family.strip(), given.strip(" ,")
        else:
            name = name.strip(" ,")
    words = name.split(" ")
    if len(words) == 1 or (len(words) == 2 and _SUFFIX.fullmatch(words[1])):
        return name, ""
    return _family_first(words) if family_first else _family_last(words)


def _family_first(words: list[str]) -> tuple[str, str]:
    end = 1
    while end < len(words) - 1 and words[end - 1].lower() in PARTICLES:
        end += 1
    return " ".join(words[:end]), " ".join(words[end:])


def _family_last(words: list[str]) -> tuple[str, str]:
    start = len(words) - 1
    if start > 1 and _SUFFIX.fullmatch(words[start]):
        start -= 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def from_capitals(name: str) -> str:
    """NOVAK → Novak, O'BRIEN → O'Brien, VAN DER BERG → van der Berg, MCDONALD → McDonald; other writing stays."""
    if not is_in_capitals(name):
        return name
    words = name.split(" ")
    return " ".join(_word_from_capitals(word, is_last=place == len(words) - 1) for place, word in enumerate(words))


def is_in_capitals(name: str) -> bool:
    return name.isupper() and sum(letter.isalpha() for letter in name) > 1


def _word_from_capitals(word: str, *, is_last: bool) -> str:
    if word.lower() in PARTICLES and not is_last:
        return word.lower()
    if _ROMAN.fullmatch(word) and is_last:
        return word
    pieces = _PIECES.split(word)
    made = [piece if place % 2 else _capitalised(piece) for place, piece in enumerate(pieces)]
    if len(pieces) >= 3 and pieces[1] in "'’" and len(pieces[-1]) == 1:
        made[-1] = pieces[-1].lower()  # possessive forms such as ’S
    return "".join(made)


def _capitalised(piece: str) -> str:
    if not piece:
        return piece
    if piece.startswith("IJ"):
        return "IJ" + piece[2:].lower()
    plain = piece[0] + piece[1:].lower()
    if _MAC.match(plain):
        return "Mc" + plain[2].upper() + plain[3:]
    return plain
