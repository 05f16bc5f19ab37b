"""A question in words: each thing chosen, with the address without it."""

from django.utils.translation import gettext as _

from vezi.network.directory.classes import named
from vezi.network.directory.facets import Facet
from vezi.network.directory.filters import Asked
from vezi.network.directory.index.pieces import CLASS, YEAR


def chips(asked: Asked, facets: list[Facet]) -> list[tuple[str, str]]:
    """What is chosen, each with the address without it."""
    chosen: list[tuple[str, str]] = []
    if asked.filters.has_years:
        chosen.append((years_said(asked), asked.address(filters=asked.filters.without(YEAR))))
    titles = named.titles(asked.filters.of(CLASS))
    chosen += [(title, asked.address(filters=asked.filters.without(CLASS, value))) for value, title in titles.items()]
    for facet in facets:
        for choice in facet.choices:
            if choice.is_chosen:
                left = asked.filters.without(facet.name, choice.value)
                chosen.append((str(choice.title), asked.address(filters=left)))
    return chosen


def years_said(asked: Asked) -> str:
    first, last = asked.filters.first_year, asked.filters.last_year
    if first == last:
        return _("Class of %(year)s") % {"year": first}
    if last is None:
        return _("Class of %(year)s and later") % {"year": first}
    if first is None:
        return _("Class of %(year)s and before") % {"year": last}
    return _("Class of %(first)s to %(last)s") % {"first": first, "last": last}
