"""The way to what is online: one page, one button, from the event's page, a letter or a calendar.

What scans mail opens links by itself, so that opening this one says nothing (decision 25). The press counts as coming, which
is said above the button.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.activities.events import answers, services
from vezi.activities.events.models import Event
from vezi.activities.events.services.following import counts, counts_from, why_not
from vezi.activities.events.views.finding import read_under_its_club
from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.leaving import leads_on


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def online(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link is led where the event is, as long as she comes."""
    try:
        asked = answers.read_online(token)
    except answers.Unknown:
        return render(request, "events/online.html", {"standing": "unknown"}, status=404)
    if asked is None:
        return render(request, "events/online.html", {"standing": "gone"}, status=404)
    read_under_its_club(request, asked.event)
    now, why = timezone.now(), why_not(asked.event, asked.registration)
    found = {"event": asked.event, "name": asked.person.name, **when_it_counts(asked.event, now=now)}
    if request.method == "POST":
        try:
            link = services.follow(event=asked.event, person=asked.person, now=now)
        except Refused as refused:
            why = refused
        else:
            way = {"event": asked.event, "address": link, "was_there": counts(asked.event, now=now)}
            return leads_on(render(request, "events/on_the_way.html", way), link)
    return render(
        request, "events/online.html", found | {"standing": "open", "why": why}, status=why.status if why else 200
    )


def when_it_counts(event: Event, *, now: datetime) -> dict[str, Any]:
    """For the template: by the clock of the place, from when, None once that is past; and whether it is now."""
    from_then = event.there(counts_from(event)) if now < event.ends_at else None
    return {"counts_from": from_then, "counts_now": counts(event, now=now)}
