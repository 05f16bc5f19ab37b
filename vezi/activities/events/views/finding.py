"""Loading what an address names: not found is 404, not allowed is 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from vezi.activities.events import access
from vezi.activities.events.access import Rights
from vezi.core.viewer import viewer


def event_at(request: HttpRequest, public_id: str) -> Rights:
    """The event and how the viewer stands with it. Who may not learn of it finds nothing."""
    me = viewer(request)
    found = access.event_visible_to(me, public_id)
    if found is None:
        raise Http404
    return access.rights(me, found)


def kept_at(request: HttpRequest, public_id: str) -> Rights:
    """The same for whoever looks after it."""
    rights = event_at(request, public_id)
    if not rights.keeps:
        raise PermissionDenied
    return rights
