"""Blocking and its end, and what one chooses about one's ties."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vezi.core.access import member_only
from vezi.core.audience import Audience
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.people.who import who_of
from vezi.network.profiles import queries
from vezi.network.profiles.forms import TiesForm
from vezi.network.ties import queries as ties
from vezi.network.ties import services
from vezi.network.ties.models import Block, WavedAway


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, public_id: str) -> HttpResponse:
    """Says first what it means; who does not see the person finds no page."""
    me, seen = viewer(request), queries.person_at(viewer(request), public_id)
    if seen.person.pk == me.person_id:
        return redirect("profiles:mine")
    if request.method == "POST":
        services.block(person=me.person, whom=seen.person, by=me.account, now=timezone.now())
        messages.success(request, _("You have blocked %(name)s.") % {"name": seen.name})
        return redirect("profiles:ties")
    return page(request, "profiles/block.html", {"seen": seen, "who": who_of(seen)})


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_ties(request: HttpRequest) -> HttpResponse:
    """Who sees one's connections, being suggested, whom one blocked and waved away."""
    me = viewer(request)
    choice = ties.choice_of(me.person)
    form = TiesForm(
        request.POST if request.method == "POST" else None,
        initial={"list_audience": int(choice.list_audience or 0), "is_suggested": choice.is_suggested},
    )
    if request.method == "POST" and form.is_valid():
        services.choose(
            person=me.person, is_suggested=form.cleaned_data["is_suggested"],
            list_audience=Audience(int(form.cleaned_data["list_audience"])), by=me.account, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("profiles:ties")
    context = {
        "form": form,
        "blocked": ties.blocked_by(me.person),
        "waved_away": [(seen.person.public_id, who_of(seen)) for seen in queries.waved_away(me)],
        "connected": len(ties.connected_ids(me.person_id)),
    }
    return page(request, "profiles/ties.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def unblock(request: HttpRequest, public_id: str) -> HttpResponse:
    me = viewer(request)
    found = get_object_or_404(Block.objects.select_related("blocked"), person=me.person, blocked__public_id=public_id)
    services.unblock(person=me.person, whom=found.blocked, by=me.account, now=timezone.now())
    messages.success(request, _("You have unblocked %(name)s.") % {"name": found.name})
    return redirect("profiles:ties")


@member_only
@require_POST
def call_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Somebody who was waved away may be suggested again."""
    me = viewer(request)
    found = get_object_or_404(WavedAway.objects.select_related("other"), person=me.person, other__public_id=public_id)
    services.call_back(person=me.person, whom=found.other, by=me.account, now=timezone.now())
    return redirect("profiles:ties")
