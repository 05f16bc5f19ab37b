"""For organisers: which rooms there are, and who sleeps in which. Ticks, one choice and a button: nothing is dragged."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.activities.events import services
from vezi.activities.events.forms.rooms import RoomFormSet, rows_of
from vezi.activities.events.queries import lists
from vezi.activities.events.queries.rooms import rooming
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest, event: str) -> HttpResponse:
    """`who` are put into `room`, or `out` is taken out of hers."""
    me, found = viewer(request), kept_at(request, event).event
    wrong, chosen = "", request.POST.getlist("who")
    if request.method == "POST":
        deed: dict[str, Any] = {"event": found, "by": me.account, "now": timezone.now()}
        kind, _dash, number = request.POST.get("room", "").rpartition("-")
        try:
            if out := request.POST.get("out", ""):
                services.take_out(seat=out, **deed)
            else:
                room = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
                services.put(seats=chosen, kind=kind, room=room, **deed)
        except Refused as why:
            wrong = str(why.sentence)
        else:
            return redirect("events:rooms", found.public_id)
    context = {
        "event": found, "found": rooming(found, lists.heads(me, found)), "wrong": wrong, "chosen": chosen,
        "room": request.POST.get("room", ""),
    }  # fmt: skip
    return page(request, "events/rooms.html", context, status=422 if wrong else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def room_kinds(request: HttpRequest, event: str) -> HttpResponse:
    """Without any kind nobody is asked where she sleeps."""
    me, found = viewer(request), kept_at(request, event).event
    rows: Any = RoomFormSet(request.POST if request.method == "POST" else None, initial=rows_of(found))
    wrong = ""
    if request.method == "POST" and rows.is_valid():
        try:
            services.set_rooms(event=found, rooms=rows.rooms(), by=me.account, now=timezone.now())
        except Refused as why:
            wrong = str(why.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:rooms", found.public_id)
    context = {"event": found, "rows": rows, "wrong": wrong}
    return page(request, "events/room_kinds.html", context, status=422 if request.method == "POST" else 200)
