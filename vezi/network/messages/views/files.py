"""Files sent along: handed to those who read the message, never run, in no public place."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.viewer import viewer
from vezi.network.messages.access import attachments_visible_to
from vezi.network.messages.models import Attachment

#: Whatever the file says it is, nothing of it runs, and it reaches for nothing.
SHUT_IN: dict[str, Any] = {
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@member_only
@require_safe
def file(request: HttpRequest, attachment: str) -> HttpResponseBase:
    """To be kept by who asks; the browser opens none."""
    found = _found(request, attachment)
    kind = "image/webp" if found.is_picture else "application/octet-stream"
    return FileResponse(found.file.open(), as_attachment=True, filename=found.name, content_type=kind, headers=SHUT_IN)


@member_only
@require_safe
def picture(request: HttpRequest, attachment: str) -> HttpResponseBase:
    """A picture drawn anew by the house, in the page."""
    found = _found(request, attachment)
    if not found.is_picture:
        raise Http404
    headers = SHUT_IN | {"Content-Disposition": "inline"}
    return FileResponse(found.file.open(), content_type="image/webp", headers=headers)


def _found(request: HttpRequest, public_id: str) -> Attachment:
    found = attachments_visible_to(viewer(request)).filter(public_id=public_id).first()
    if found is None or not found.file.storage.exists(found.file.name or ""):
        raise Http404
    return found
