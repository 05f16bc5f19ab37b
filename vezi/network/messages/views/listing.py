"""The list of conversations, the search, and how many hold something new."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vezi.core.access import member_only
from vezi.core.components.parts import Place
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.network.messages.queries import finding, listing, picking

AT_FIRST = 3  # faces in the empty room


@member_only
@require_safe
def conversation_list(request: HttpRequest) -> HttpResponse:
    """`show`: requests or archived; `before`: further down; `open`: beside which conversation it stands."""
    context = list_context(request)
    is_empty = not context["lines"] and not context["show"] and context["is_first"]
    context["candidates"] = picking.candidates(viewer(request), "")[:AT_FIRST] if is_empty else []
    return page(request, "messages/list.html", context, part="lines")


def list_context(request: HttpRequest, *, beside: str = "") -> dict[str, Any]:
    me = viewer(request)
    show = request.GET.get("show", "") if not beside else ""
    show = show if show in listing.SHOWS else ""
    before = request.GET.get("before", "")[:20] if not beside else ""
    lines, has_more = listing.conversations(me, show=show, before=before)
    return {
        "lines": lines,
        "has_more": has_more,
        "last": lines[-1].conversation.public_id if lines else "",
        "show": show,
        "is_first": not before,
        "beside": beside or request.GET.get("open", "")[:20],
        "tabs": tabs(me, show),
    }


def tabs(me: Viewer, show: str) -> list[Place]:
    address = reverse("messages:conversation_list")
    requests = listing.requests_number(me)
    shown = [
        ("", _("Conversations"), None),
        ("requests", _("Requests"), requests or None),
        ("archived", _("Put aside"), None),
    ]
    return [
        Place(title, f"{address}?show={name}" if name else address, is_current=name == show, count=count)
        for name, title, count in shown
    ]


@member_only
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One's own messages by their words."""
    words = " ".join(request.GET.get("q", "")[:200].split())
    found = finding.found(viewer(request), words) if words else []
    return page(request, "messages/search.html", {"words": words, "found": found})


@member_only
@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """The number in the head and in the bar below, anew."""
    return render(request, "messages/slots/marks.html", marks(request))


def marks(request: HttpRequest) -> dict[str, Any]:
    number = listing.unread_number(viewer(request))
    return {"number": number, "said": f"{listing.MOST}+" if number > listing.MOST else str(number)}
