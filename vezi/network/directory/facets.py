"""Facets as a page or a program reads them: titles, values by their names, counts."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vezi.core.collation import key
from vezi.core.components.parts import Choice
from vezi.core.geo import country_name, language_name
from vezi.network.clubs.models import Club, Institution, Programme
from vezi.network.directory.filters import CLUB, Filters
from vezi.network.directory.index.counting import Counts, Known
from vezi.network.directory.index.pieces import (
    CITY,
    COUNTRY,
    DEGREE,
    EMPLOYER,
    HELP,
    INSTITUTION,
    PROGRAMME,
    SPEAKS,
    TRADE,
)
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import TIE
from vezi.network.directory.places import KnownPlaces
from vezi.network.people import help as helping
from vezi.network.people import trades

#: In the order of a page
TITLES: dict[str, Promise | str] = {
    CLUB: _("Club"),
    PROGRAMME: _("Programme"),
    DEGREE: _("Degree"),
    INSTITUTION: _("Faculty"),
    CITY: _("City"),
    COUNTRY: _("Country"),
    EMPLOYER: _("Employer"),
    TRADE: _("Trade"),
    HELP: _("Will help with"),
    SPEAKS: _("Speaks"),
}


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    choices: list[Choice]


def named(counts: Counts, filters: Filters, *, clubs: list[Club], places: KnownPlaces) -> list[Facet]:
    """Facets with a value, each with its most frequent ones; two queries at most, none where `places` knows the names."""
    shown: dict[str, dict[str, int]] = {name: {str(v): n for v, n in counts.of(name).items()} for name in TITLES}
    # By slug; in which other clubs people are is nobody's business.
    by_slug = {club.slug: counts.of(CLUB).get(club.pk, 0) for club in clubs}
    shown[CLUB] = {slug: count for slug, count in by_slug.items() if count or slug in filters.named(CLUB)}
    names = {
        PROGRAMME: places.names(Programme, shown[PROGRAMME]),
        INSTITUTION: places.names(Institution, shown[INSTITUTION]),
        CLUB: {club.slug: str(club) for club in clubs},
        COUNTRY: {code: country_name(code) for code in shown[COUNTRY]},
        SPEAKS: {code: _capital(language_name(code)) for code in shown[SPEAKS]},
        TRADE: {str(code): str(label) for code, label in trades.CHOICES},
        HELP: {str(code): str(label) for code, label in helping.CHOICES},
    }
    return [
        Facet(name, str(title), _choices(shown[name], names.get(name), filters.of(name), filters.but(name)))
        for name, title in TITLES.items()
        if shown[name]
    ]


def ties(known: Known, filters: Filters, *, of: int) -> list[Facet]:
    """How the reader knows these many people, in the order of nearness; nothing where she knows nobody of them."""
    counts = known.ways | {kinds.NOT_YET: (of if known.of is None else known.of) - known.any}
    choices = [
        Choice(code, title, counts[code], is_chosen=code in filters.of(TIE), is_left_out=code in filters.but(TIE))
        for code, title in kinds.TITLES.items()
        if counts[code] or code in filters.named(TIE)
    ]
    is_of_use = filters.named(TIE) or any(choice.value != kinds.NOT_YET for choice in choices)
    return [Facet(TIE, str(_("How you know them")), choices)] if is_of_use else []


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _choices(
    shown: dict[str, int], names: dict[str, str] | None, chosen: frozenset[str], excluded: frozenset[str]
) -> list[Choice]:
    """Most frequent first, then by name. What has no name here any more is left out."""
    language = get_language() or "en"
    choices = [
        Choice(value, title, count, is_chosen=value in chosen, is_left_out=value in excluded)
        for value, count in shown.items()
        if (title := value if names is None else names.get(value, value if value in chosen | excluded else ""))
    ]
    return sorted(choices, key=lambda choice: (-(choice.count or 0), key(str(choice.title), language)))
