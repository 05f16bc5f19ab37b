"""Countries, in five languages and by code, to ISO 3166-1 alpha-2."""

import difflib
import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from vezi.core.folding import fold
from vezi.network.registrar.reading.values.texts import (
    NOTHING,
    Found,
    Reader,
    clean,
    doubtful,
    says_nothing,
    shown,
    text_reader,
)

SUGGESTIONS = 200  # in one file: looking for a near name takes milliseconds
_CODE_AND_CITY = re.compile(r"(?:[A-Z]{1,2}[- ])?(?P<code>\d{4,5})\s+(?P<city>[^\W\d].*)")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})
LANGUAGES = ("en", "sl", "de", "hr", "it", "sr_Latn")
_ALSO = {
    "GB": "uk|great britain|britain|england|scotland|wales|northern ireland|velika britanija|anglija|škotska|engleska|"
    "england und wales|großbritannien|inghilterra|gran bretagna|združeno kraljestvo",
    "US": "usa|u s a|u s|united states of america|america|zda|združene države amerike|sad|sjedinjene američke države|"
    "stati uniti d america|amerika",
    "BA": "bih|bosna|bosnia|bosnia and herzegovina|bosna i hercegovina|bosnien|fbih|republika srpska",
    "MK": "macedonia|makedonija|fyrom|severna makedonija|mazedonien|sjeverna makedonija",
    "CZ": "czech republic|češka republika|tschechische republik|repubblica ceca|češka",
    "SI": "slo|republika slovenija|rs slovenija|republic of slovenia|slovenija",
    "HR": "cro|republika hrvatska|republic of croatia|hrvaška",
    "RS": "srb|republika srbija|serbia|srbija",
    "XK": "kosovo|kosova|xk|xkx",
    "NL": "holland|the netherlands|nizozemska|holandija|nizozemska",
    "RU": "russia|rusija|ruska federacija|russian federation",
    "KR": "south korea|korea|republic of korea|južna koreja",
    "KP": "north korea|severna koreja",
    "PR": "p r|puerto rico",
    "DO": "d r|dominican republic|dominikanska republika",
    "CI": "ivory coast|slonokoščena obala",
    "CD": "dr congo|democratic republic of the congo|zaire",
    "CG": "congo|republic of the congo|kongo",
    "TR": "turkey|turčija|türkiye|turkiye|turska",
    "VN": "vietnam|viet nam",
    "CN": "china|pr china|people s republic of china|kitajska|lr kitajska",
    "TW": "taiwan|tajvan",
    "IE": "ireland|republic of ireland|irska",
    "AE": "uae|emirates|emirati|zae",
    "DE": "federal republic of germany|brd|zrn|nemčija|zr nemčija|nemačka",
    "CV": "cape verde",
    "SZ": "swaziland",
    "MM": "burma",
    "BY": "belorusija|belarus",
    "LV": "latvia",
    "VA": "vatican|vatikan",
    "SK": "slovak republic|slovaška republika",
    "CH": "swiss|švica",
}


def _spoken(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Every name and code we know, folded → alpha-2."""
    known: dict[str, str] = {}
    codes = [str(code) for code in Locale("en").territories]
    codes = [code for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES]
    for also, texts in _ALSO.items():
        known.update(dict.fromkeys((_spoken(text) for text in texts.split("|")), also))
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code in codes:
            if code in territories:
                known.setdefault(_spoken(territories[code]), code)
    for alias, replacements in get_global("territory_aliases").items():
        if len(replacements) == 1 and len(alias) == 3 and replacements[0] in codes:
            known.setdefault(alias.lower(), replacements[0])
    for code in codes:
        known.setdefault(code.lower(), code)
    return known


def country_of(text: str) -> str | None:
    return names().get(_spoken(text))


def country_reader(field: str = "country") -> Reader:
    suggestions_left = SUGGESTIONS

    def read(text: str) -> Found:
        nonlocal suggestions_left
        value = clean(text)
        if says_nothing(value):
            return NOTHING
        if code := country_of(value):
            return ((field, code),), ()
        if suggestions_left > 0 and len(value) < 80:
            suggestions_left -= 1
            if near := difflib.get_close_matches(_spoken(value), names(), n=1, cutoff=0.8):
                return doubtful("country_perhaps", value=shown(value), country=names()[near[0]])
        return doubtful("country_unknown", value=shown(value))

    return read


def city_reader() -> Reader:
    """A city; “1000 Ljubljana” and “SI-1000 Ljubljana” give the postcode too."""
    plain = text_reader("city")

    def read(text: str) -> Found:
        found = _CODE_AND_CITY.fullmatch(clean(text))
        if not found:
            return plain(text)
        pairs, troubles = plain(found["city"])
        return (*pairs, ("postcode", found["code"])), troubles

    return read
