"""How the reader knows a person, from what the reader sees of her."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.audience import Audience
from vezi.core.folding import fold
from vezi.network.clubs.models import Club
from vezi.network.directory.knowing.kinds import Between
from vezi.network.people.queries import Seen


def tie(seen: Seen, *, mine: Seen | None, clubs: list[Club], between: Between | None = None) -> str:
    """The nearest tie, as a sentence. `clubs`: those both are members of, when that is worth saying."""
    if mine is None:
        return ""
    if seen.person.pk == mine.person.pk:
        return _("This is you")
    is_classmate = bool(studies(seen) & studies(mine))
    if seen.reach == Audience.CONNECTIONS:
        return _("Your classmate, and you are connected") if is_classmate else _("You are connected")
    if is_classmate or between is not None:
        said = (_("Your classmate") if is_classmate else "", who_knows_both(between) if between else "")
        return "\u00a0· ".join(filter(None, said))
    if years(seen) & years(mine):
        return _("Of your class year")
    return beyond_class(seen, mine=mine) or (
        _("Also in %(club)s") % {"club": clubs[0].short_name or clubs[0]} if clubs else ""
    )


def who_knows_both(between: Between) -> str:
    """“Ana knows both of you”: those who tell it, by given name where they are two at most."""
    if between.count == 1:
        return _("%(name)s knows both of you") % {"name": between.called[0]}
    if between.count == 2:
        return _("%(name)s and %(other)s know both of you") % {"name": between.called[0], "other": between.called[1]}
    said = ngettext("%(count)s of your people knows them too", "%(count)s of your people know them too", between.count)
    return said % {"count": between.count}


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
