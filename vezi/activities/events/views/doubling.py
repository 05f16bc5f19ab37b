"""For organisers: who stands on the list twice, perhaps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.activities.events import services
from vezi.activities.events.queries import doubles as twice
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def doubles(request: HttpRequest, event: str) -> HttpResponse:
    """One press frees one seat, or says that they are two people."""
    me, found = viewer(request), kept_at(request, event).event
    if request.method == "POST":
        try:
            if "free" in request.POST:
                services.free_double(event=found, seat=request.POST["free"], by=me.account, now=timezone.now())
                messages.success(request, _("The seat is free, and both sides are told."))
            else:
                said = request.POST.getlist("several")[:50]
                services.are_several(event=found, seats=said, by=me.account, now=timezone.now())
                messages.success(request, _("Noted: people of one name."))
        except Refused as why:
            messages.warning(request, str(why.sentence))
        return redirect(request.path)
    return page(request, "events/doubles.html", {"event": found, "doubles": twice.of(found)})
