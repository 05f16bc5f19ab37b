"""Planning: a draft from a template or from last year's, changed, published, called off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vezi.activities.events import services
from vezi.activities.events.access import KEEP_EVENTS
from vezi.activities.events.forms.planning import PlanForm, WhyForm, as_written
from vezi.activities.events.forms.usual import usual
from vezi.activities.events.models import Event, Template
from vezi.activities.events.services.planning import FewerThanTaken, ToldSooner
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def event_new(request: HttpRequest) -> HttpResponse:
    """`template` is what it is made from; without one the page asks."""
    me = viewer(request)
    club = _club(me, request.GET.get("club", ""))
    template = request.GET.get("template", "")
    if template not in Template.values:
        return page(
            request, "events/templates.html", {"templates": Template.choices, "club": club, "clubs": _clubs(me)}
        )
    initial = usual(template, club=club, today=timezone.localdate())
    form = PlanForm(request.POST or None, request.FILES or None, club=club, viewer=me, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan(club=club, plan=form.plan(), organiser=me.person, by=me.account, now=timezone.now())
        except Refused as why:
            form.add_error(None, str(why.sentence))
        else:
            messages.success(request, _("The draft is kept. Nobody but you and the other organisers sees it yet."))
            return redirect(made)
    return page(request, "events/event_new.html", {"form": form, "club": club}, status=422 if form.errors else 200)


def _clubs(me: Viewer) -> list[Club]:
    return me.clubs_where(KEEP_EVENTS)


def _club(me: Viewer, slug: str) -> Club:
    """The one that was asked for, else the one the viewer has before her, of those whose events she looks after."""
    kept = _clubs(me)
    if not kept:
        raise PermissionDenied
    asked = [club for club in kept if club.slug == slug] or [club for club in kept if me.club and club.pk == me.club.pk]
    return (asked or kept)[0]


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def event_change(request: HttpRequest, event: str) -> HttpResponse:
    me, found = viewer(request), kept_at(request, event).event
    form = PlanForm(
        request.POST or None, request.FILES or None, club=found.club, viewer=me, event=found, initial=as_written(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change = services.change_following if "following" in request.POST else services.change
            change(event=found, plan=form.plan(), by=me.account, now=timezone.now())
        except FewerThanTaken as why:
            form.add_error("capacity", str(why.sentence))
        except ToldSooner as why:
            form.add_error("keeps_guests", str(why.sentence))
        except Refused as why:
            form.add_error(None, str(why.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "event": found, "club": found.club}
    return page(request, "events/event_change.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def event_publish(request: HttpRequest, event: str) -> HttpResponse:
    me, found = viewer(request), kept_at(request, event).event
    services.publish(event=found, by=me.account, now=timezone.now())
    messages.success(request, _("It is published. Those it is for find it now."))
    return redirect(found)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def event_call_off(request: HttpRequest, event: str) -> HttpResponse:
    """Asks with the name of the event."""
    me, found = viewer(request), kept_at(request, event).event
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            call_off = services.call_off_following if "following" in request.POST else services.call_off
            call_off(event=found, why=form.cleaned_data["why"], by=me.account, now=timezone.now())
        except Refused as why:
            form.add_error("why", str(why.sentence))
        else:
            messages.success(request, _("It is called off. Everybody who answered is told."))
            return redirect(found)
    return page(
        request, "events/event_call_off.html", {"form": form, "event": found}, status=422 if form.errors else 200
    )


@member_only
@require_POST
def event_copy(request: HttpRequest, event: str) -> HttpResponse:
    """A year on, on the same day of the week."""
    me, found = viewer(request), kept_at(request, event).event
    made: Event = services.copy(
        event=found, starts_at=services.a_year_on(found), organiser=me.person, by=me.account, now=timezone.now()
    )
    messages.success(request, _("This is a draft made of the last one. Look at the day first."))
    return redirect("events:event_change", made.public_id)
