"""Classes by the values of filters, as addresses of People carry them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Institution, Programme
from vezi.network.directory.classes.places import Below, ClassOf, club_above, programme_of
from vezi.network.directory.filters import Filters, year
from vezi.network.directory.index.pieces import CLASS, PROGRAMME


def parts(value: str) -> tuple[str, int | None]:
    """The public name of the place, and the year."""
    place, _dash, said = value.rpartition("-")
    return place, year(said)


def titles(values: Iterable[str]) -> dict[str, str]:
    """“Class of 1999, Economics” for each value; what is none of ours stands as it is. Two queries, none for no value."""
    said = {value: parts(value) for value in sorted(values)}
    wanted = [place for place, number in said.values() if number]
    named: dict[str, str] = {}
    for kind in (Institution, Programme) if wanted else ():
        named |= {one.public_id: str(one) for one in kind._default_manager.filter(public_id__in=wanted)}
    return {
        value: _("Class of %(year)s, %(place)s") % {"year": number, "place": named[place]} if place in named else value
        for value, (place, number) in said.items()
    }


def page_of(viewer: Viewer, filters: Filters) -> ClassOf | None:
    """The page of the one class that is asked for: by its own filter, or by its year within the club one is in."""
    if len(values := filters.of(CLASS)) == 1:
        place, number = parts(next(iter(values)))
        return _at(viewer, place, number) if number else None
    if filters.first_year is None or filters.first_year != filters.last_year or viewer.club is None:
        return None
    if filters.is_everywhere or viewer.tie is None or not viewer.tie.is_member:
        return None
    programmes = filters.of(PROGRAMME)
    chosen = programme_of(Below(viewer.club.institution), next(iter(programmes))) if len(programmes) == 1 else None
    return ClassOf(viewer.club, filters.first_year, chosen)


def _at(viewer: Viewer, place: str, number: int) -> ClassOf | None:
    """By the club that gathers the people of the place, if the reader is in such a one."""
    programme = Programme.objects.select_related("institution__parent__parent__parent").filter(public_id=place).first()
    within = programme.institution if programme else None
    if programme is None:
        within = Institution.objects.select_related("parent__parent__parent").filter(public_id=place).first()
    club = club_above(within, viewer.clubs)
    if club is None or (programme is None and within != club.institution):
        return None
    return ClassOf(club, number, programme)
