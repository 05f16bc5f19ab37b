"""What is kept beside a name for finding and sorting it."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import get_language

from vezi.core.collation import key
from vezi.core.folding import fold

SORTED_IN = ("en", "sl")  # languages with a sort key beside each name


def folded_name(*, family: str, given: str, preferred: str = "") -> str:
    """The name as officers look it up: surname first, without case and diacritics."""
    return fold(" ".join(part for part in (family, given, preferred) if part))[:500]


def called(words: Iterable[str], *, of: str = "") -> Q:
    """In whose folded name each of the folded words begins a part; everybody, if there are none. `of` leads to the name."""
    found = Q()
    for word in words:
        found &= Q(**{f"{of}folded__startswith": word}) | Q(**{f"{of}folded__contains": f" {word}"})
    return found


def first_given(given: str) -> str:
    """The first of the given names."""
    return next(iter(given.split()), "")


def sort_keys(*, family: str, given: str, preferred: str = "") -> dict[str, bytes]:
    """Sort keys of surname and name one goes by, for each language of the house.

    A tab stands between them: it comes before everything, so that every Božič comes before the first Božič-Kos.
    """
    text = f"{family}\t{preferred or given}" if family else preferred or given
    return {"sort_en": key(text, "en"), "sort_sl": key(text, "sl")}


def mail_key(address: str) -> str:
    return address.strip().lower()


def sorted_for_reader() -> str:
    """The language by whose sort keys names stand in order for the reader."""
    language = get_language() or ""
    return language if language in SORTED_IN else SORTED_IN[0]
