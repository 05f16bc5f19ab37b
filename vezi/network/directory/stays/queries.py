"""Who stays where, as the reader may see it. What a page shows is asked of the database at once: nothing is remembered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from vezi.core.audience import may_see
from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory import access
from vezi.network.directory.knowing.sentences import tie
from vezi.network.directory.models import Stay
from vezi.network.directory.places import KnownPlaces
from vezi.network.memberships import queries as memberships
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

AROUND = 50  # km
SOON = timedelta(days=120)
MOST = 60  # stays read for one page, the first ones first


@dataclass(frozen=True)
class Staying:
    """Somebody else's stay, as the reader sees it; `kilometres` from where the page is about."""

    stay: Stay
    who: Who
    city: City
    kilometres: int = 0


def own(person: Person, *, today: date) -> QuerySet[Stay]:
    """Those not yet over, the next first."""
    return Stay.objects.filter(person=person, ends_on__gte=today).order_by("starts_on", "pk")


def of(seen: Seen, *, today: date) -> list[Stay]:
    """The person's stays that a reader may see who sees her so."""
    if not seen.name or seen.person.is_deceased:
        return []
    return [
        stay
        for stay in own(seen.person, today=today)
        if stay.city and may_see(audience=stay.audience, reach=seen.reach)
    ]


def near(viewer: Viewer, city: City, *, starts_on: date, ends_on: date) -> list[Staying]:
    """Other people who are around the city on one of the days, the next first. A fixed number of queries."""
    stays = Stay.objects.filter(
        Q(starts_on__lte=ends_on, ends_on__gte=starts_on), place__in=known.within(city, AROUND)
    ).exclude(person_id__in=[viewer.person_id or 0, *viewer.apart])  # fmt: skip
    return [
        Staying(
            stay, who, there, round(known.distance((city.latitude, city.longitude), (there.latitude, there.longitude)))
        )
        for stay, who in _seen(viewer, stays.order_by("starts_on", "pk")[:MOST])
        if (there := stay.city)
    ]


def soon(viewer: Viewer, city: City, *, today: date) -> list[Staying]:
    return near(viewer, city, starts_on=today, ends_on=today + SOON)


def _seen(viewer: Viewer, stays: Iterable[Stay]) -> Iterable[tuple[Stay, Who]]:
    """With whom the reader may see staying there: members whose name and whose stay she may see."""
    stays = list(stays)
    mine_id = [viewer.person_id] if viewer.person_id else []
    ids = [*{stay.person_id for stay in stays}, *mine_id]
    clubs = memberships.clubs_of(ids)
    persons = access.with_shown_parts(ids, places=KnownPlaces(), has_mail=False)
    seen = {one.person.pk: one for one in memberships.seen_by(viewer, persons, clubs=clubs)}
    mine = seen.get(viewer.person_id or 0)
    by_number = {club.pk: club for club in viewer.clubs}
    for stay in stays:
        one = seen.get(stay.person_id)
        if one is None or not one.name or one.person.is_deceased or not clubs[stay.person_id]:
            continue
        if may_see(audience=stay.audience, reach=one.reach):
            shared = [club for number, club in by_number.items() if number in clubs[stay.person_id]]
            yield stay, replace(who_of(one), tie=tie(one, mine=mine, clubs=shared))
