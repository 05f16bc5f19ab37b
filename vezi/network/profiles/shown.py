"""What is seen of a person, as the components draw it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vezi.core.components.parts import Station
from vezi.network.people.models import Affiliation, ContactValue, Position, Remembrance
from vezi.network.people.queries import Seen
from vezi.network.profiles import queries

Aside = Callable[[Position | Affiliation], str]


def no_aside(_station: Position | Affiliation) -> str:
    return ""


def life(seen: Seen, *, aside: Aside = no_aside) -> list[Station]:
    """Work and study as a timeline; `aside` renders what stands at the right of a station."""
    stations = queries.Life(seen.positions, seen.affiliations).stations
    is_over = seen.person.is_deceased
    return [
        work(station, aside(station), is_over=is_over)
        if isinstance(station, Position)
        else study(station, aside(station))
        for station in stations
    ]


def work(position: Position, aside: str = "", *, is_over: bool = False) -> Station:
    """`is_over`: whoever did it has died, and nothing goes on now."""
    is_current = position.is_current and not is_over
    return Station(
        when=years(position.started_year, None if is_current else position.ended_year, is_current),
        title=position.title or position.employer,
        where=", ".join(part for part in (position.employer if position.title else "", position.city) if part),
        aside=aside,
    )


def study(affiliation: Affiliation, aside: str = "") -> Station:
    where = [str(part) for part in (affiliation.institution, affiliation.programme) if part]
    title = affiliation.degree or (where.pop() if where else affiliation.get_kind_display())
    return Station(
        when=years(affiliation.started_year, affiliation.ended_year or affiliation.class_year, is_current=False),
        title=title,
        where=", ".join(where),
        note=affiliation.get_mode_display() if affiliation.mode else "",
        year=affiliation.class_year,
        aside=aside,
    )


def years(start: int | None, end: int | None, is_current: bool) -> str:
    """`2021–now`, `1995–1999`, `1999`; empty when neither is known."""
    if is_current:
        return _("{year}–now").format(year=start) if start else _("now")
    if start and end and start != end:
        return f"{start}–{end}"
    return str(end or start or "")


@dataclass(frozen=True)
class Reachable:
    """A way to reach somebody, as a link where telephones and browsers know one."""

    title: str
    value: str
    link: str = ""


@dataclass(frozen=True)
class Remembered:
    """Somebody who died: the years, as far as the reader may see them, and what the family wished to be read."""

    years: str
    note: str = ""


def remembered(seen: Seen) -> Remembered | None:
    person = seen.person
    if not person.is_deceased:
        return None
    died = str(person.deceased_on.year) if person.deceased_on else ""
    born = str(seen.birth_year or "")
    years = f"{born}–{died}" if born and died else f"† {died}".strip() if died else ""
    kept = Remembrance.objects.filter(person=person).first()
    return Remembered(years, kept.note if kept is not None else "")


def contacts(seen: Seen) -> list[Reachable]:
    return [reachable(contact) for contact in queries.contacts_by_kind(seen.contacts)]


def reachable(contact: ContactValue) -> Reachable:
    links = {"mail": f"mailto:{contact.value}", "phone": f"tel:{contact.key}", "web": contact.value}
    return Reachable(contact.get_kind_display(), contact.value, links.get(contact.kind, ""))
