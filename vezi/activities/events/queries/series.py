"""The sisters of an event: others of its series, as one reader may learn of them."""

from datetime import datetime

from vezi.activities.events.access import events_visible_to
from vezi.activities.events.models import Event
from vezi.core.viewer import Viewer

SHOWN = 12


def sisters(viewer: Viewer, event: Event, *, now: datetime) -> list[Event]:
    """Those ahead, the next first; where none is ahead the last ones. Two queries at most."""
    if event.series_id is None:
        return []
    found = events_visible_to(viewer).filter(series=event.series_id).exclude(pk=event.pk)
    found = found.select_related("club__institution").prefetch_related("written")
    return list(found.ahead(now)[:SHOWN]) or list(found.over(now)[:SHOWN])
