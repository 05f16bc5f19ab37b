"""At the door: the page of the phone, what it asks, and what it says."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.activities.events import services
from vezi.activities.events.access import Rights
from vezi.activities.events.models import Event
from vezi.activities.events.queries import arriving, door, guests, walk_ins
from vezi.activities.events.services.arriving import (
    BACK,
    HERE,
    MOST,
    OPENS,
    WALK_IN,
    DoorClosed,
    Heard,
    Said,
    closes_at,
    is_open,
)
from vezi.activities.events.views.finding import event_at
from vezi.core.access import member_only
from vezi.core.folding import fold
from vezi.core.frontend import BUILD
from vezi.core.htmx import page
from vezi.core.public_ids import public_id
from vezi.core.viewer import Viewer, viewer

SAMPLES = (1, 2, 3, 5)  # a number for each form a noun may take
FOUND = 20


def door_at(request: HttpRequest, event: str) -> Rights:
    """For those who keep its door."""
    rights = event_at(request, event)
    if not rights.keeps_door:
        raise PermissionDenied
    return rights


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def at_door(request: HttpRequest, event: str) -> HttpResponse:
    """The page of the phone. Without JavaScript it finds by name, lets in and takes back, a page at a time."""
    me, found = viewer(request), door_at(request, event).event
    if request.method == "POST":
        return _pressed(request, me, found)
    opens, now = is_open(found, now=timezone.now()), timezone.now()
    context = {
        "event": found, "is_open": opens, "goes_on": guests.goes_on(found), "samples": SAMPLES, "is_early": now < found.starts_at,
        "opens_there": found.there(found.starts_at - OPENS), "attendance": arriving.attendance(found),
        "parties": _parties(me, found, request.GET.get("q", "")) if opens else [], "q": request.GET.get("q", ""),
    }  # fmt: skip
    return page(request, "events/door.html", context)


def _parties(me: Viewer, event: Event, words: str) -> list[dict[str, Any]]:
    wanted = [f" {word}" for word in fold(words).split()]
    if not wanted:
        return []
    here = arriving.at_door(event)
    rows = [row for row in door.taken_along(me, event).rows if all(word in f" {row.found}" for word in wanted)]
    return [{"row": row, "arrived": event.there(here[row.id].at) if row.id in here else None} for row in rows[:FOUND]]


def _pressed(request: HttpRequest, me: Viewer, event: Event) -> HttpResponse:
    """A form of the page without JavaScript: somebody is here, was not, or walked in."""
    deed, place = request.POST.get("deed", ""), request.POST.get("place", "")
    if deed == BACK:
        fact = arriving.at_door(event).get(place)
        said = Said(public_id(), BACK, undoes=fact.key if fact is not None else "")
    elif deed == WALK_IN:
        said = Said(
            public_id(),
            WALK_IN,
            place=public_id(),
            name=request.POST.get("name", ""),
            mail=request.POST.get("mail", ""),
        )
    else:
        said = Said(public_id(), HERE, place=place)
    heard = services.hear(event=event, facts=[said], door="", by=me.account, now=timezone.now())
    for why in heard.refused.values():
        messages.warning(request, str(why))
    if heard.kept:
        messages.success(request, pgettext("arrival", "Taken back.") if deed == BACK else _("Let in."))
    return redirect("events:door", event.public_id)


Asked = Callable[[HttpRequest, Viewer, Event], HttpResponse]


def _asked_by_phone(view: Asked) -> Callable[..., HttpResponse]:
    """Answers of this area to the script of the page; a closed door says so in words."""

    @wraps(view)
    def asked(request: HttpRequest, event: str) -> HttpResponse:
        me, found = viewer(request), door_at(request, event).event
        try:
            return view(request, me, found)
        except DoorClosed as closed:
            return JsonResponse({"why": str(closed.sentence)}, status=409)

    return asked


@member_only
@require_safe
@never_cache
@_asked_by_phone
def door_list(request: HttpRequest, me: Viewer, event: Event) -> HttpResponse:
    now = timezone.now()
    if not is_open(event, now=now):
        raise DoorClosed
    taken = door.taken_along(me, event)
    return JsonResponse(
        {
            "version": taken.version, "rows": [door.drawn(row) for row in taken.rows], "capacity": event.capacity,
            "until": _milliseconds(closes_at(event)), "now": _milliseconds(now),
        }
    )  # fmt: skip


@member_only
@require_POST
@never_cache
@_asked_by_phone
def door_facts(request: HttpRequest, me: Viewer, event: Event) -> HttpResponse:
    """What the phone has to say, which may be nothing, and what was said elsewhere meanwhile."""
    now = timezone.now()
    try:
        given = json.loads(request.body)
        facts = [_read(one, me, event) for one in given["facts"][:MOST]]
        after, name = min(max(int(given["after"]), 0), 2**31 - 1), str(given["door"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({}, status=400)
    if not facts and not is_open(event, now=now):
        raise DoorClosed
    heard = services.hear(event=event, facts=facts, door=name, by=me.account, now=now) if facts else Heard()
    return JsonResponse(
        {
            "kept": heard.kept, "refused": {key: str(why) for key, why in heard.refused.items()},
            "news": door.news(event, after=after), "version": door.version(event), "token": get_token(request),
        }
    )  # fmt: skip


def _read(one: dict[str, Any], me: Viewer, event: Event) -> Said:
    """Raises ValueError, KeyError, TypeError, AttributeError."""
    person = str(one.get("person") or "")
    return Said(
        key=_text(one["key"]), deed=str(one["deed"]), place=_text(one.get("place")), undoes=_text(one.get("undoes")),
        ago=timedelta(milliseconds=min(max(int(one.get("ago") or 0), 0), 10**10)), name=_text(one.get("name")),
        mail=_text(one.get("mail")), person=walk_ins.person_offered(me, event, person) if person else None,
    )  # fmt: skip


def _text(given: object) -> str:
    return re.sub(r"[\x00\ud800-\udfff]", "", str(given or ""))


@member_only
@require_safe
@never_cache
@_asked_by_phone
def door_offers(request: HttpRequest, me: Viewer, event: Event) -> HttpResponse:
    """Whose record somebody without a ticket may have."""
    if not is_open(event, now=timezone.now()):
        raise DoorClosed
    found = walk_ins.offered(me, event, name=request.GET.get("name", ""), mail=request.GET.get("mail", ""))
    return JsonResponse(
        {
            "offers": [
                {"person": one.person.public_id, "name": one.who.name, "year": one.who.year, "what": one.who.what, "by_mail": one.by_mail}
                for one in found
            ]
        }
    )  # fmt: skip


@member_only
@require_safe
@never_cache
def door_worker(request: HttpRequest, event: str) -> HttpResponse:
    """The script that opens the page without a network: it stands here, as a worker answers for what stands beneath it."""
    door_at(request, event)
    return HttpResponse((BUILD / "door" / "worker.js").read_bytes(), content_type="text/javascript; charset=utf-8")


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
