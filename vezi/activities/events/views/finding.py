"""Loading what an address names: not found is 404, not allowed is 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from vezi.activities.events import access
from vezi.activities.events.access import Rights
from vezi.activities.events.models import Event
from vezi.core.viewer import viewer


def seen_at(request: HttpRequest, public_id: str) -> Event:
    """Who may not learn of it finds nothing."""
    found = access.event_visible_to(viewer(request), public_id)
    if found is None:
        raise Http404
    read_under_its_club(request, found)
    return found


def read_under_its_club(request: HttpRequest, event: Event) -> None:
    """Whoever is not signed in reads of it under the name and in the colour of who invites."""
    me = viewer(request)
    if me.account is None:
        me.club = event.club


def event_at(request: HttpRequest, public_id: str) -> Rights:
    """The event and how the viewer stands with it."""
    return access.rights(viewer(request), seen_at(request, public_id))


def kept_at(request: HttpRequest, public_id: str) -> Rights:
    """The same for whoever looks after it."""
    rights = event_at(request, public_id)
    if not rights.keeps:
        raise PermissionDenied
    return rights
