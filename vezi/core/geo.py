"""Countries and languages by the names the reader knows them by (Unicode CLDR, through Babel)."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

from vezi.core.collation import key

#: Languages offered where one says what one speaks; ISO 639-1.
SPOKEN = (
    *("ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu"),
    *("id", "is", "it", "ja", "ko", "lt", "lv", "mk", "ms", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq"),
    *("sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh"),
)
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # unions, outlying places and CLDR's own inventions


def country_name(code: str, language: str | None = None) -> str:
    """The country of an ISO 3166-1 code in the language; the code itself where CLDR knows none."""
    return _locale(language).territories.get(code, code) if code else ""


def countries(language: str | None = None) -> list[tuple[str, str]]:
    """(code, name) of every country, sorted as the language sorts."""
    return _countries(language or get_language() or "en")


def language_name(code: str, language: str | None = None) -> str:
    """The language of an ISO 639-1 code, by its name in the reader's language."""
    return _locale(language).languages.get(code, code)


def spoken_languages(language: str | None = None) -> list[tuple[str, str]]:
    wanted = language or get_language() or "en"
    return sorted(((code, language_name(code, wanted)) for code in SPOKEN), key=lambda pair: key(pair[1], wanted))


@lru_cache(maxsize=20)
def _countries(language: str) -> list[tuple[str, str]]:
    territories = _locale(language).territories
    known = [(code, name) for code, name in territories.items() if len(code) == 2 and code.isalpha()]
    known = [(code, name) for code, name in known if code not in NO_COUNTRIES]
    return sorted(known, key=lambda pair: key(pair[1], language))


def _locale(language: str | None) -> Locale:
    return _parsed((language or get_language() or "en").replace("-", "_"))


@lru_cache(maxsize=20)
def _parsed(language: str) -> Locale:
    return Locale.parse(language)
