"""Files sent along: handed to those who read the message, never run, in no public place."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from vezi.core import enclosing
from vezi.core.access import member_only
from vezi.core.viewer import viewer
from vezi.network.messages.access import attachments_visible_to
from vezi.network.messages.models import Attachment


@member_only
@require_safe
def file(request: HttpRequest, attachment: str) -> HttpResponseBase:
    """To be kept by who asks; the browser opens none."""
    found = _found(request, attachment)
    return enclosing.handed_on(found.file, name=found.name, is_picture=found.is_picture)


@member_only
@require_safe
def picture(request: HttpRequest, attachment: str) -> HttpResponseBase:
    """A picture drawn anew by the house, in the page."""
    found = _found(request, attachment)
    if not found.is_picture:
        raise Http404
    return enclosing.shown(found.file)


def _found(request: HttpRequest, public_id: str) -> Attachment:
    found = attachments_visible_to(viewer(request)).filter(public_id=public_id).first()
    if found is None or not found.file.storage.exists(found.file.name or ""):
        raise Http404
    return found
