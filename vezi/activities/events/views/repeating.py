"""For organisers: making a series of an event. The days stand there before anything is made."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vezi.activities.events import services
from vezi.activities.events.forms.repeating import SeriesForm
from vezi.activities.events.services.repeating import days_of
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: HttpRequest, event: str) -> HttpResponse:
    """GET with `every` and `until` shows the days; POST with the same makes them."""
    me, found = viewer(request), kept_at(request, event).event
    given = request.POST or (request.GET if "every" in request.GET else None)
    form: forms.Form = SeriesForm(given, event=found)
    days = []
    if form.is_valid():
        said = form.cleaned_data
        try:
            days = [found.there(day) for day in days_of(found, **said)]
            if request.method == "POST":
                made = services.repeat(
                    event=found, organiser=me.person, by=me.account, now=timezone.now(), **said
                )  # fmt: skip
                told = ngettext("%(count)d more event is made.", "%(count)d more events are made.", len(made))
                messages.success(request, told % {"count": len(made)})
                return redirect(found)
        except Refused as why:
            form.add_error(None, str(why.sentence))
    context = {"event": found, "form": form, "days": days}
    return page(request, "events/series.html", context, status=422 if form.errors else 200)
