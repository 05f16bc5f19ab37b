"""What waits for the reader, what she asked, whom she knows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.components.parts import Place, pages_of
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.connections import queries
from vezi.network.connections.services import asking

MOST_WAITING = 100
BY_NAME = "name"


def tabs(current: str, *, waits: int | None = None) -> list[Place]:
    titles = {
        "waiting": _("Waits for you"),
        "sent": pgettext("requests", "On their way"),
        "mine": pgettext("tab of connections", "Connected"),
    }
    return [
        Place(title, reverse(f"connections:{name}"), is_current=name == current, count=waits if name == "waiting" else None)
        for name, title in titles.items()
    ]  # fmt: skip


@member_only
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Requests, introductions, and whether one of a month ago helped."""
    found = queries.waiting(viewer(request), now=timezone.now(), at_most=MOST_WAITING)
    context = {"tabs": tabs("waiting", waits=found.count or None), "found": found}
    return render(request, "connections/waiting.html", context)


@member_only
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Requests that wait for somebody else, and every introduction the reader has part in."""
    me, now = viewer(request), timezone.now()
    context = {
        "tabs": tabs("sent"),
        "requests": queries.sent(me, now=now),
        "introductions": queries.introductions(me, now=now),
    }
    return render(request, "connections/sent.html", context)


@member_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everybody the reader is connected with, by name or the latest first; htmx asks for the rows alone."""
    words, by_name = request.GET.get("q", "")[:100], request.GET.get("sort", BY_NAME) == BY_NAME
    number = request.GET.get("page", "")
    found, people = queries.connections(viewer(request), words=words, page=number, by_name=by_name)
    context = {
        "tabs": tabs("mine"), "found": found, "people": people,
        "numbers": [one.person_id for one in people], "at": pages_of(found, request.GET), "words": words, "by_name": by_name,
    }  # fmt: skip
    return page(request, "connections/mine.html", context, part="rows")


@member_only
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    me = viewer(request)
    asking.choose(person=me.person, takes_requests="takes_requests" in request.POST, by=me.account, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect(reverse("profiles:ties") + "#requests")
