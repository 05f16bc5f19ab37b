"""How the reader knows a person, from what the reader sees of her."""

from django.utils.translation import gettext as _

from vezi.core.folding import fold
from vezi.network.clubs.models import Club
from vezi.network.people.queries import Seen


def tie(seen: Seen, *, mine: Seen | None, clubs: list[Club]) -> str:
    """The nearest tie, as a sentence. `clubs`: those both are members of, when that is worth saying."""
    if mine is None:
        return ""
    if seen.person.pk == mine.person.pk:
        return _("This is you")
    if studies(seen) & studies(mine):
        return _("Your classmate")
    if years(seen) & years(mine):
        return _("Of your class year")
    return beyond_class(seen, mine=mine) or (
        _("Also in %(club)s") % {"club": clubs[0].short_name or clubs[0]} if clubs else ""
    )


def beyond_class(seen: Seen, *, mine: Seen | None) -> str:
    """The same where everybody is of one class."""
    if mine is None:
        return ""
    if seen.person.pk == mine.person.pk:
        return _("This is you")
    if (work := seen.current) and work.employer and fold(work.employer) in employers(mine):
        return _("You both work at %(employer)s") % {"employer": work.employer}
    home, own = seen.residence, mine.residence
    if home and own and home.city and (fold(home.city), home.country) == (fold(own.city), own.country):
        return _("You both live in %(city)s") % {"city": home.city}
    return ""


def studies(seen: Seen) -> set[tuple[int, int]]:
    return {(one.programme_id, one.class_year) for one in seen.affiliations if one.programme_id and one.class_year}


def years(seen: Seen) -> set[int]:
    return {one.class_year for one in seen.affiliations if one.class_year}


def employers(seen: Seen) -> set[str]:
    return {fold(work.employer) for work in seen.positions if work.is_current and work.employer}
