"""A question in words: for a list of searches, for a letter, and as the name that is suggested."""

from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from vezi.network.clubs.models import Club
from vezi.network.directory import facets
from vezi.network.directory.chips import chips
from vezi.network.directory.facets import TITLES, Facet
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index.counting import Counts
from vezi.network.directory.index.pieces import INSTITUTION, PROGRAMME
from vezi.network.directory.places import KnownPlaces

LONGEST_NAME = 60
OPAQUE = frozenset({PROGRAMME, INSTITUTION})  # whose values say nothing by themselves


def said(asked: Asked, *, clubs: Iterable[Club] = (), places: KnownPlaces | None = None) -> list[str]:
    """What is looked for, part by part; `clubs` are the reader's. What is no more is said to be so.

    Two queries at most, none where `places` knows the names; two more where classes are asked for.
    """
    words = [_("“%(words)s”") % {"words": asked.words}] if asked.words else []
    named = [one for one, _address in chips(asked, chosen(asked.filters, clubs, places=places))]
    gone = {value for facet in OPAQUE for value in asked.filters.of(facet)}
    return words + [_("something that is no more") if one in gone else one for one in named]


def chosen(filters: Filters, clubs: Iterable[Club], *, places: KnownPlaces | None = None) -> list[Facet]:
    """The facets of what is chosen alone, by their names; nothing is counted."""
    nothing = Counts({facet: dict.fromkeys(sorted(filters.of(facet)), 0) for facet in TITLES})
    return facets.named(nothing, filters, clubs=list(clubs), places=places or KnownPlaces())


def in_one_line(asked: Asked, *, clubs: Iterable[Club] = (), places: KnownPlaces | None = None) -> str:
    return ", ".join(said(asked, clubs=clubs, places=places)) or _("Everybody")


def suggested(asked: Asked, *, clubs: Iterable[Club] = ()) -> str:
    parts = [part.strip("“”»«") for part in said(asked, clubs=clubs)]
    name = Truncator(", ".join(parts)).chars(LONGEST_NAME)
    return name[:1].upper() + name[1:]
