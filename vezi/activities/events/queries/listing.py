"""Which events a viewer has ahead of her, and which are over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import TruncMonth

from vezi.activities.events import access
from vezi.activities.events.asked import Asked
from vezi.activities.events.models import Circle, Event, EventQuerySet, Organiser, Registration, Standing, State
from vezi.activities.events.queries import places
from vezi.activities.events.queries.places import ANYWHERE, Around, nearness
from vezi.core.viewer import Viewer

A_PAGE = 20
MOST_A_MONTH, MOST_IN_A_CALENDAR = 300, 500
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)
#: How soon: what is near stands in such parts, the nearest first in each; what is later month by month.
WEEK, MONTH, LATER = 0, 1, 2
SOON = {WEEK: timedelta(days=7), MONTH: timedelta(days=31)}


@dataclass(frozen=True)
class Line:
    """An event in a list, with what the viewer said to it: a `Standing`, or nothing.

    `whose` are those of her circles it is for; `kilometres` how far it is where she asked for what is near.
    """

    event: Event
    mine: str
    whose: frozenset[str] = frozenset()
    kilometres: int | None = None
    soon: int = LATER
    month: date | None = None  # of what is later


@dataclass(frozen=True)
class Narrowed:
    """Events as somebody asked for them; `around` is None where that is for no place."""

    events: EventQuerySet
    around: Around | None = None


def narrowed(viewer: Viewer, asked: Asked, found: EventQuerySet) -> Narrowed:
    """Of the events the viewer may learn of. Where she asks for what is near, up to three queries.

    A city nobody knows keeps all events; what is online is near everybody.
    """
    if asked.whose:
        found = found.filter(reduce(or_, (_whose(viewer)[one] for one in asked.whose)))
    if asked.cities or asked.is_online:
        found = found.filter(Q(city__in=asked.cities) | Q(place__in=ANYWHERE if asked.is_online else ()))
    if asked.near is None and asked.near_me is None:
        return Narrowed(found)
    cities, kilometres = places.here(viewer, asked)
    if not cities:
        return Narrowed(found, Around())
    near = places.around(found, cities, kilometres=kilometres)
    return Narrowed(found.filter(Q(city__in=list(near.kilometres)) | Q(place__in=ANYWHERE)), near)


def _whose(viewer: Viewer) -> dict[str, Q]:
    """By her own record; her classes are those of her clubs."""
    of_circles = {
        "classes": access.of_her_studies(viewer) & Q(event__club__in=viewer.club_ids),
        "groups": access.of_her_groups(viewer),
        "trade": access.of_her_trade(viewer),
    }
    found = {
        one: Q(Exists(Circle.objects.filter(circles, event=OuterRef("pk")))) for one, circles in of_circles.items()
    }
    return found | {"clubs": Q(club__in=viewer.club_ids)}


def asked_for(viewer: Viewer, asked: Asked, *, now: datetime) -> Narrowed:
    """What a list or a map is made of."""
    found = access.events_visible_to(viewer).exclude(state=State.DRAFT)
    if asked.show == "mine":
        found = found.filter(Exists(_hers(viewer)))
    return narrowed(viewer, asked, found.over(now) if asked.show == "over" else found.ahead(now))


def lines(
    viewer: Viewer, asked: Asked, wanted: Narrowed, *, now: datetime, after: int = 0
) -> tuple[list[Line], bool]:  # fmt: skip
    """A page from the `after`th on, and whether there are more. Two queries."""
    whose = {name: one for name, one in _whose(viewer).items() if name != "clubs"}
    found = wanted.events.annotate(mine=Subquery(_hers(viewer).values("standing")[:1]), **whose)
    if (near := wanted.around) is not None and near.here and asked.show != "over":
        soon = [When(starts_at__lt=now + within, then=part) for part, within in SOON.items()]
        later = Case(When(soon=LATER, then=TruncMonth("starts_at")))
        found = found.annotate(soon=Case(*soon, default=LATER), nearness=nearness(near)).annotate(month=later)
        found = found.order_by("soon", "month", F("nearness").asc(nulls_last=True), "starts_at", "pk")
    rows: list[Any] = list(
        found.select_related("club__institution").prefetch_related("written")[after : after + A_PAGE + 1]
    )
    return [_line(one, whose, near) for one in rows[:A_PAGE]], len(rows) > A_PAGE


def _line(event: Any, whose: Iterable[str], near: Around | None) -> Line:
    return Line(
        event, event.mine or "", frozenset(name for name in whose if getattr(event, name)),
        near.kilometres.get(event.city) if near is not None else None, getattr(event, "soon", LATER),
        getattr(event, "month", None),
    )  # fmt: skip


def drafts(viewer: Viewer) -> list[Event]:
    """Those the viewer looks after, the latest first. Two queries."""
    kept = access.events_kept_by(viewer).filter(state=State.DRAFT).order_by("-made_at")
    return list(kept.select_related("club__institution").prefetch_related("written")[:A_PAGE])


def of_club(viewer: Viewer, club_id: int, *, now: datetime, shown: int = 3) -> list[Event]:
    """The next of one club that the viewer may learn of. Two queries."""
    found = access.events_visible_to(viewer).filter(club=club_id, state=State.PUBLISHED).ahead(now)
    return list(found.select_related("club__institution").prefetch_related("written")[:shown])


def of_group(viewer: Viewer, group_id: int, *, now: datetime, shown: int = 3) -> list[Event]:
    """The next that is for one group. Two queries."""
    found = access.events_visible_to(viewer).filter(circles__group=group_id, state=State.PUBLISHED).ahead(now)
    return list(found.select_related("club__institution").prefetch_related("written")[:shown])


def between(viewer: Viewer, first: date, last: date, *, asked: Asked | None = None) -> tuple[list[Event], Narrowed]:
    """All that happens on one of these days by the clock of its place, the first first. Two queries and those of
    `narrowed`."""
    begins, ends = (datetime.combine(day, time(), tzinfo=UTC) for day in (first, last))
    around = Q(ends_at__gt=begins - A_DAY, starts_at__lt=ends + 2 * A_DAY)
    found = access.events_visible_to(viewer).exclude(state=State.DRAFT).filter(around).order_by("starts_at", "pk")
    wanted = narrowed(viewer, asked or Asked(), found)
    rows = wanted.events.select_related("club__institution").prefetch_related("written")[:MOST_A_MONTH]
    return [one for one in rows if one.first_day <= last and one.last_day >= first], wanted


def first_after(viewer: Viewer, day: date, *, asked: Asked) -> Event | None:
    """The next to begin from that day on. A query and those of `narrowed`."""
    begins = datetime.combine(day, time(), tzinfo=UTC)
    found = access.events_visible_to(viewer).exclude(state=State.DRAFT).filter(starts_at__gte=begins)
    return narrowed(viewer, asked, found.order_by("starts_at", "pk")).events.first()


def of_calendar(viewer: Viewer, *, now: datetime) -> list[Line]:
    """What a calendar keeps: all that is ahead, and what she came to in the last year; but what she declined. Two queries."""
    found = access.events_visible_to(viewer).exclude(state=State.DRAFT)
    found = found.annotate(mine=Subquery(_hers(viewer).values("standing")[:1]))
    found = found.filter(Q(ends_at__gt=now) | Q(ends_at__gt=now - A_YEAR, mine=Standing.COMING))
    rows = (
        found.filter(Q(mine=None) | ~Q(mine=Standing.NO))
        .select_related("club__institution")
        .prefetch_related("written")
    )
    return [Line(one, one.mine or "") for one in rows.order_by("starts_at", "pk")[:MOST_IN_A_CALENDAR]]


def past_of_club(club_id: int) -> EventQuerySet:
    """Those that may be copied, the latest first."""
    return Event.objects.filter(club=club_id).exclude(state=State.DRAFT).order_by("-starts_at")


def is_organised_by(event: Event, person_id: int) -> bool:
    return Organiser.objects.filter(event=event, person=person_id).exists()


def _hers(viewer: Viewer) -> QuerySet[Registration]:
    return Registration.objects.filter(event=OuterRef("pk"), person=viewer.person_id or 0)
