"""Which events a viewer has ahead of her, and which are over."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from vezi.activities.events import access
from vezi.activities.events.models import Event, EventQuerySet, Organiser, Registration, State
from vezi.core.viewer import Viewer

A_PAGE = 20
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


def past_of_club(club_id: int) -> EventQuerySet:
    """Those that may be copied, the latest first."""
    return Event.objects.filter(club=club_id).exclude(state=State.DRAFT).order_by("-starts_at")


def is_organised_by(event: Event, person_id: int) -> bool:
    return Organiser.objects.filter(event=event, person=person_id).exists()


def _hers(viewer: Viewer) -> QuerySet[Registration]:
    return Registration.objects.filter(event=OuterRef("pk"), person=viewer.person_id or 0)
