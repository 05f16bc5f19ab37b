"""What one value of a person is found by: words in names, words in other texts, values of facets.

Whoever holds a person's values, as records or as rows, makes the same pieces of them; audiences are applied before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from vezi.core.cities.known import find
from vezi.core.geo import country_name, language_name
from vezi.core.sounding import sound
from vezi.network.directory.index.matching import LEAST_LETTERS
from vezi.network.directory.index.words import spellings, stem
from vezi.network.people import help as helping
from vezi.network.people import trades

#: Words of names, of former ones, of what one is and does today, of all texts, stems of these, initials and sounds of the
#: names, mail addresses.
TEXTS = ("name", "other", "today", "text", "stem", "key", "mail")
YEAR, PROGRAMME, DEGREE, INSTITUTION = "year", "programme", "degree", "institution"
COUNTRY, CITY, EMPLOYER, TRADE = "country", "city", "employer", "trade"
HELP, SPEAKS = "help", "speaks"
FACETS = (YEAR, PROGRAMME, DEGREE, INSTITUTION, COUNTRY, CITY, EMPLOYER, TRADE, HELP, SPEAKS)
#: A place and a year of one and the same study; found by, but not counted as a whole: there are thousands.
CLASS = "class"
#: The city where one lives or works, by its number in GeoNames; counted for maps alone: all of them, not the first twelve.
PLACE = "place"
ANYWHERE = "0"  # the value of everybody who has a place at all
#: Groups one is in, by their numbers; asked for by those who are in them too, so of no tier.
GROUP = "group"
COUNTED = (*FACETS, PLACE)
FIELDS = (*COUNTED, CLASS)
KEPT = 131_072

Facet = tuple[str, str | int]


class Piece(NamedTuple):
    names: str = ""  # words parted by blanks
    others: str = ""  # of former names and such
    texts: str = ""
    is_today: bool = False  # whether the texts say what the person is and does now
    facets: tuple[Facet, ...] = ()
    mail: str = ""
    meant: str = ""  # texts that nobody wrote: other words for what stands there


class Place(NamedTuple):
    """A programme or institution: its public name, and what it is called."""

    public_id: str
    names: tuple[str, ...]


@dataclass
class Entry:
    """What a reader of one tier finds a person by."""

    names: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    today: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    facets: dict[str, dict[str | int, None]] = field(default_factory=dict)  # a value counts once

    @property
    def keys(self) -> str:
        """Initials of the names, and how names and former names sound."""
        return " ".join((*map(initials_of, self.names), *map(sounds_of, self.names), *map(sounds_of, self.others)))

    @property
    def stems(self) -> str:
        return " ".join(filter(None, map(stems_of, self.texts)))

    @property
    def readable(self) -> "Words":
        return Words(self)

    def add(self, *pieces: Piece) -> None:
        for names, others, texts, is_today, facets, mail, meant in pieces:
            if names:
                self.names.append(names)
            if others:
                self.others.append(others)
            if texts:
                self.texts.append(texts)
                if is_today:
                    self.today.append(texts)
            if meant:
                self.texts.append(meant)
            if mail:
                self.mails.append(mail)
            for facet, value in facets:
                if facet in self.facets:
                    self.facets[facet][value] = None
                else:
                    self.facets[facet] = {value: None}


class Words:
    """The words of an entry, each kind split when it is asked for. `matching.Readable`."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @cached_property
    def names(self) -> set[str]:
        return split(self.entry.names)

    @cached_property
    def others(self) -> set[str]:
        return split(self.entry.others)

    @cached_property
    def today(self) -> set[str]:
        return split(self.entry.today)

    @cached_property
    def texts(self) -> set[str]:
        return split(self.entry.texts)

    @cached_property
    def stems(self) -> set[str]:
        return split([self.entry.stems])

    @cached_property
    def keys(self) -> set[str]:
        return split([self.entry.keys])

    @cached_property
    def mails(self) -> set[str]:
        return set(self.entry.mails)

    @cached_property
    def years(self) -> set[int]:
        return {int(year) for year in self.entry.facets.get(YEAR, ())}


def split(values: Iterable[str]) -> set[str]:
    return set(" ".join(values).split())


def shown(value: str) -> str:
    """A value of a facet as it is counted: without odd blanks."""
    return " ".join(value.split())


@lru_cache(maxsize=KEPT)
def said(value: str) -> str:
    return " ".join(spellings(value))


def initials_of(names: str) -> str:
    return " ".join(dict.fromkeys(name[0] for name in names.split()))


def sounds_of(names: str) -> str:
    return " ".join(dict.fromkeys(key for name in names.split() if len(name) >= LEAST_LETTERS and (key := sound(name))))


@lru_cache(maxsize=KEPT)
def stems_of(texts: str) -> str:
    """Of the words that are not their own."""
    return " ".join(dict.fromkeys(found for word in texts.split() if (found := stem(word)) != word))


def _texts(*values: str) -> str:
    return " ".join([said(value) for value in values if value])


def _facets(*facets: Facet) -> tuple[Facet, ...]:
    return tuple((facet, value) for facet, value in facets if value)


def of_name(*parts: str) -> Piece:
    return Piece(names=_texts(*parts))


def of_other_name(*parts: str) -> Piece:
    return Piece(others=_texts(*parts))


def of_title(title: str) -> Piece:
    return Piece(texts=_texts(title))


@lru_cache(maxsize=KEPT)
def of_study(programme: Place | None, institutions: tuple[Place, ...], degree: str, year: int | None) -> Piece:
    """`institutions`: the one studied at, then those it belongs to."""
    places = [*([programme] if programme else []), *institutions]
    return Piece(
        texts=_texts(*(name for place in places for name in place.names), degree),
        facets=_facets(
            (YEAR, year or 0),
            (PROGRAMME, programme.public_id if programme else ""),
            (DEGREE, shown(degree)),
            *((INSTITUTION, place.public_id) for place in institutions),
            *((CLASS, class_at(place.public_id, year)) for place in places if year),
        ),
    )


def class_at(place: str, year: int) -> str:
    """The value that people of the class share; `place` is the public name of an institution or a programme."""
    return f"{place}-{year}"


def of_work(title: str, employer: str, trade: str, city: str, country: str, is_current: bool) -> Piece:
    """Past work is found by its words; the facets count where people are today.

    A trade has more words than its name. They come after what people say of themselves: for “treasury” who works in a
    treasury before whoever works in a bank.
    """
    facets = ((EMPLOYER, shown(employer)), (TRADE, trade), *lying_in(city, country))
    return Piece(
        texts=_texts(title, employer, city, *_labels("trades", trade), *country_names(country)),
        is_today=is_current,
        facets=_facets(*facets) if is_current else (),
        meant=_texts(trades.WORDS.get(trade, "")),
    )


@lru_cache(maxsize=8_192)
def of_home(city: str, country: str) -> Piece:
    return Piece(
        texts=_texts(city, *country_names(country)),
        is_today=True,
        facets=_facets(*lying_in(city, country)),
    )


def lying_in(city: str, country: str) -> tuple[Facet, ...]:
    """The city as it is said, its country, and the place on the map if the city is a known one."""
    known = find(city, country) if city else None
    places = ((PLACE, str(known.id)), (PLACE, ANYWHERE)) if known else ()
    return (CITY, shown(city)), (COUNTRY, country), *places


@lru_cache(maxsize=8_192)
def of_languages(codes: tuple[str, ...]) -> Piece:
    names = [name for code in codes for name in language_names(code)]
    return Piece(texts=_texts(*names), facets=_facets(*((SPEAKS, code) for code in codes)))


@lru_cache(maxsize=8_192)
def of_help(codes: tuple[str, ...]) -> Piece:
    labels = [label for code in codes for label in _labels("help", code)]
    return Piece(texts=_texts(*labels), facets=_facets(*((HELP, code) for code in codes)))


def of_text(text: str) -> Piece:
    return Piece(texts=" ".join(spellings(text)), is_today=True)  # said once: nothing to keep


def of_mail(key: str) -> Piece:
    return Piece(mail=key)


@lru_cache(maxsize=1_024)
def country_names(code: str) -> tuple[str, ...]:
    """The country in every language of the house."""
    return tuple(dict.fromkeys(country_name(code, language) for language, _ in settings.LANGUAGES)) if code else ()


@lru_cache(maxsize=1_024)
def language_names(code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language_name(code, language) for language, _ in settings.LANGUAGES)) if code else ()


@lru_cache(maxsize=512)
def _labels(kind: str, code: str) -> tuple[str, ...]:
    """What a choice is called in each language of the house."""
    label = dict(trades.CHOICES if kind == "trades" else helping.CHOICES).get(code)
    if label is None:
        return ()
    called = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            called.append(str(label))
    return tuple(dict.fromkeys(called))
