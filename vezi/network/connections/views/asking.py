"""Asking somebody, answering, taking it back, ending."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.connections import access, chains, queries
from vezi.network.connections.forms import LineForm
from vezi.network.connections.models import ConnectionRequest
from vezi.network.connections.services import asking
from vezi.network.memberships import queries as memberships
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.who import who_of
from vezi.network.ties.models import Connection


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """With a line of one's own; who does not see the person finds no page."""
    me, now = viewer(request), timezone.now()
    whom = get_object_or_404(people.with_parts(access.people_to_ask(me)), public_id=public_id)
    seen = memberships.seen_by(me, [whom])[0]
    form, refused = LineForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            made = asking.ask(asker=me.person, asked=whom, words=form.cleaned_data["words"], by=me.account, now=now)
        except Refused as why:
            refused = str(why.sentence)
        else:
            messages.success(request, _asked(seen.name, is_met=made is None))
            return redirect("profiles:person", public_id=public_id)
    context = {
        "form": form, "seen": seen, "who": who_of(seen), "refused": refused,
        "between": queries.between(me, whom, now=now), "chains": chains.found(me, seen),
    }  # fmt: skip
    return render(request, "connections/ask.html", context, status=422 if refused or form.errors else 200)


def _asked(name: str, *, is_met: bool) -> str:
    if is_met:
        return _("%(name)s had asked you, too: you are connected.") % {"name": name}
    return _("You have asked %(name)s. It waits up to 60 days for an answer.") % {"name": name}


@member_only
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _for_me(request, public_id)
    return _answered(request, asking.accept, found, _("You are connected with %(name)s.") % {"name": found.asker.name})


@member_only
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Quietly: who asked is told nothing."""
    found = _for_me(request, public_id)
    said = _("Put away. %(name)s is not told; if you change your mind, ask from their page.")
    return _answered(request, asking.decline, found, said % {"name": found.asker.name})


@member_only
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    own = access.sent_by(viewer(request), now=timezone.now()).select_related("asked")
    found = get_object_or_404(own, public_id=public_id)
    return _answered(request, asking.withdraw, found, _("Your request is taken back."), to="connections:sent")


def _for_me(request: HttpRequest, public_id: str) -> ConnectionRequest:
    """Answered ones, too: pressing twice is no mistake. 404 for anybody else's."""
    me = viewer(request)
    mine = ConnectionRequest.objects.filter(asked=me.person_id).exclude(asker__in=me.apart)
    return get_object_or_404(mine.select_related("asker", "asked"), public_id=public_id)


def _answered(
    request: HttpRequest,
    deed: Callable[..., Any],
    found: ConnectionRequest,
    said: str,
    *,
    to: str = "connections:waiting",
) -> HttpResponse:
    try:
        deed(request=found, by=viewer(request).account, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    else:
        messages.success(request, said)
    return redirect(to)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Says first what it means; 404 for whom the reader is not connected with."""
    me = viewer(request)
    tied = Connection.objects.filter(person=me.person_id).exclude(other__in=me.apart).select_related("other")
    found: Person = get_object_or_404(tied, other__public_id=public_id).other
    who = queries.seen_by(me, [found.pk]).get(found.pk) or queries.nameless()
    if request.method == "POST":
        asking.end(person=me.person, other=found, by=me.account, now=timezone.now())
        messages.success(request, _("You are connected with %(name)s no more.") % {"name": who.name})
        return redirect("connections:mine")
    return render(request, "connections/end.html", {"who": who})
