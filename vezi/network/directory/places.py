"""Countries and languages by their names."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_name(code: str, language: str | None = None) -> str:
    """In the reader's language unless told; the code itself if nobody knows it."""
    return _locale(language or get_language() or "en").territories.get(code.upper(), code)


def language_name(code: str, language: str | None = None) -> str:
    name = _locale(language or get_language() or "en").languages.get(code.lower(), code)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=1_024)
def country_names(code: str) -> tuple[str, ...]:
    """The country in every language of the house."""
    return tuple(dict.fromkeys(country_name(code, language) for language, _ in settings.LANGUAGES)) if code else ()


@lru_cache(maxsize=1_024)
def language_names(code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language_name(code, language) for language, _ in settings.LANGUAGES)) if code else ()
