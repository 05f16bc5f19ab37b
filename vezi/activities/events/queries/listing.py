"""Which events a viewer has ahead of her, and which are over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from vezi.activities.events import access
from vezi.activities.events.models import Event, EventQuerySet, Organiser, Registration, Standing, State
from vezi.core.viewer import Viewer

A_PAGE = 20
MOST_A_MONTH, MOST_IN_A_CALENDAR = 300, 500
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)
SHOWS = ("all", "mine", "over")


@dataclass(frozen=True)
class Line:
    """An event in a list, with what the viewer said to it: a `Standing`, or nothing."""

    event: Event
    mine: str


def events(viewer: Viewer, *, show: str, now: datetime, after: int = 0) -> tuple[list[Line], bool]:
    """A page from the `after`th on, and whether there are more. `show` is one of SHOWS. Two queries."""
    found = access.events_visible_to(viewer).exclude(state=State.DRAFT)
    if show == "mine":
        found = found.filter(Exists(_hers(viewer)))
    found = found.annotate(mine=Subquery(_hers(viewer).values("standing")[:1]))
    found = found.over(now) if show == "over" else found.ahead(now)
    rows = list(found.select_related("club__institution").prefetch_related("written")[after : after + A_PAGE + 1])
    return [Line(one, one.mine or "") for one in rows[:A_PAGE]], len(rows) > A_PAGE  # type: ignore[attr-defined]


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


def between(viewer: Viewer, first: date, last: date) -> list[Event]:
    """All that happens on one of these days by the clock of its place, the first first. Two queries."""
    begins, ends = (datetime.combine(day, time(), tzinfo=UTC) for day in (first, last))
    around = Q(ends_at__gt=begins - A_DAY, starts_at__lt=ends + 2 * A_DAY)
    found = access.events_visible_to(viewer).exclude(state=State.DRAFT).filter(around).order_by("starts_at", "pk")
    rows = found.select_related("club__institution").prefetch_related("written")[:MOST_A_MONTH]
    return [one for one in rows if one.first_day <= last and one.last_day >= first]


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
