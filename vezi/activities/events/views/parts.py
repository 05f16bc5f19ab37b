"""For organisers: the programme in rows, where a textarea of lines is too little."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.activities.events import services
from vezi.activities.events.forms.parts import PartFormSet, rows_of
from vezi.activities.events.services.programming import SomebodyChose
from vezi.activities.events.views.finding import kept_at
from vezi.activities.events.views.rows import given_to
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer

MORE = 4


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, event: str) -> HttpResponse:
    """Rows, one of them empty. What people chose goes only where it is asked for twice."""
    me, found = viewer(request), kept_at(request, event).event
    given, saves = given_to(PartFormSet, request, more=MORE)
    rows: Any = PartFormSet(given, initial=rows_of(found), form_kwargs={"event": found})
    wrong, surely = "", request.POST.getlist("surely")
    if saves and rows.is_valid():
        try:
            services.set_parts(event=found, lines=rows.lines(), by=me.account, now=timezone.now(), surely=surely)
        except Refused as why:
            wrong = str(why.sentence)
            if isinstance(why, SomebodyChose):
                surely = [*surely, why.part.public_id]
        else:
            messages.success(request, _("Saved."))
            return redirect("events:parts", found.public_id)
    context = {"event": found, "rows": rows, "wrong": wrong, "surely": surely}
    return page(request, "events/parts.html", context, status=422 if saves else 200)
