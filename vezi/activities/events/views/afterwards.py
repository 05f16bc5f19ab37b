"""Photographs of an event, and what those who were there thought of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.activities.events import access, services
from vezi.activities.events.access import Rights
from vezi.activities.events.forms.afterwards import OpinionForm, PhotographsForm, TakeDownForm
from vezi.activities.events.models import Photograph
from vezi.activities.events.queries import afterwards
from vezi.activities.events.views.finding import event_at, kept_at
from vezi.core import enclosing
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def photographs(request: HttpRequest, event: str) -> HttpResponse:
    """All of them, and where those who were there bring theirs."""
    me, rights, now = viewer(request), event_at(request, event), timezone.now()
    may_bring = rights.brings_photographs(now)
    form = PhotographsForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_bring:
            raise PermissionDenied
        if form.is_valid():
            try:
                services.bring(
                    event=rights.event, files=request.FILES.getlist("brought"), says=form.cleaned_data["says"],
                    person=me.person, by=me.account, now=now,
                )  # fmt: skip
            except Refused as why:
                form.add_error("brought", str(why.sentence))
            else:
                messages.success(request, _("Thank you. They are there for everybody who may read the event."))
                return redirect("events:photographs", rights.event.public_id)
    context = {
        "event": rights.event, "rights": rights, "may_bring": may_bring, "form": form,
        "found": access.photographs_visible_to(me, rights).order_by("at", "pk"),
    }  # fmt: skip
    return page(request, "events/photographs.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def photograph(request: HttpRequest, photograph: str) -> HttpResponseBase:
    return enclosing.shown(_photograph_at(request, photograph)[0].file)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest, photograph: str) -> HttpResponse:
    """Asks once. One's own goes for good; any other is hidden at once, and its organisers decide."""
    me, (found, rights) = viewer(request), _photograph_at(request, photograph)
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if found.by_id == me.person_id:
            services.take_down(photograph=found, by=me.account, now=timezone.now())
            messages.success(request, _("It is gone."))
        else:
            services.ask_to_take_down(
                photograph=found, person=me.person, words=form.cleaned_data["words"], by=me.account, now=timezone.now()
            )
            messages.success(request, _("It is hidden from now on. The organisers take it down, or ask you."))
        return redirect("events:photographs", rights.event.public_id)
    context = {"form": form, "photograph": found, "event": rights.event, "is_mine": found.by_id == me.person_id}
    return page(request, "events/take_down.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def decide(request: HttpRequest, photograph: str) -> HttpResponse:
    """By an organiser: `keep` shows it again, anything else takes it down for good."""
    me, (found, rights) = viewer(request), _photograph_at(request, photograph)
    if not rights.keeps:
        raise PermissionDenied
    deed = services.keep if "keep" in request.POST else services.take_down
    deed(photograph=found, by=me.account, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("events:photographs", rights.event.public_id)


def _photograph_at(request: HttpRequest, public_id: str) -> tuple[Photograph, Rights]:
    found = Photograph.objects.select_related("event").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    rights = event_at(request, found.event.public_id)
    if not access.photographs_visible_to(viewer(request), rights).filter(pk=found.pk).exists():
        raise Http404
    return found, rights


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, event: str) -> HttpResponse:
    """Of one who was there, once it is over."""
    me, rights, now = viewer(request), event_at(request, event), timezone.now()
    if not rights.thinks_of_it(now):
        raise PermissionDenied
    said = afterwards.opinion_of(rights.event, me.person)
    form = OpinionForm(request.POST or None, initial={"liked": said.liked, "words": said.words} if said else None)
    if request.method == "POST" and form.is_valid():
        services.think(event=rights.event, person=me.person, by=me.account, now=now, **form.cleaned_data)
        messages.success(request, _("Thank you. It helps with the next one."))
        return redirect(rights.event)
    context = {"form": form, "event": rights.event}
    return page(request, "events/opinion.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def opinions(request: HttpRequest, event: str) -> HttpResponse:
    """For organisers: in numbers and words, without names."""
    found = kept_at(request, event).event
    return page(request, "events/opinions.html", {"event": found, "said": afterwards.opinions(found)})
