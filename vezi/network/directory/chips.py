"""A question in words: each thing chosen, with the address without it."""

from django.utils.translation import gettext as _

from vezi.core.components.parts import Choice
from vezi.network.directory.classes import named
from vezi.network.directory.facets import Facet
from vezi.network.directory.filters import Asked
from vezi.network.directory.index.pieces import CLASS, YEAR
from vezi.network.directory.whereabouts import said


def chips(asked: Asked, facets: list[Facet]) -> list[tuple[str, str]]:
    """What is chosen, each with the address without it."""
    chosen: list[tuple[str, str]] = []
    if asked.filters.has_years:
        chosen.append((years_said(asked), asked.address(filters=asked.filters.without(YEAR))))
    chosen += said.chips(asked)
    titles = named.titles(asked.filters.named(CLASS))
    of_class = [Choice(value, titles[value], is_left_out=value in asked.filters.but(CLASS)) for value in titles]
    for name, choices in [(CLASS, of_class), *((facet.name, facet.choices) for facet in facets)]:
        for choice in choices:
            if name == CLASS or choice.is_chosen or choice.is_left_out:
                title = _("not %(value)s") % {"value": choice.title} if choice.is_left_out else str(choice.title)
                chosen.append((title, asked.address(filters=asked.filters.without(name, choice.value))))
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
