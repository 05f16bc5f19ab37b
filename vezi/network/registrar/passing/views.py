"""Passing an invitation on to a classmate, and opening one."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from vezi.core.access import member_only, public
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.claiming import sessions
from vezi.network.registrar.claiming.views import STEPS, go_on
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.models import PassedInvitation
from vezi.network.registrar.passing import forms, queries, services


def of_member(request: HttpRequest) -> tuple[Person, Club]:
    """The member and her club; 404 for who is no member of it."""
    reader = viewer(request)
    if reader.tie is None or not reader.tie.is_member:
        raise Http404
    return reader.person, reader.club


@never_cache
@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, club: str) -> HttpResponse:
    """Make a sealed invitation for a class of one's own, and see those one has made: never who came by them."""
    person, here = of_member(request)
    now = timezone.now()
    if request.method == "POST":
        year = request.POST.get("class_year", "")
        try:
            services.make(
                person=person, club=here, class_year=int(year) if year.isdecimal() else 0,
                by=viewer(request).account, now=now,
            )  # fmt: skip
        except Refused as refused:
            messages.warning(request, str(refused.sentence))
        return redirect("registrar:pass_on", club=here.slug)
    context = {
        "club": here,
        "years": [
            {"year": year, "missing": queries.not_here_yet(here, year)} for year in queries.years_of(person, here)
        ],
        "open": [shown(one, here) for one in queries.still_open(person, here, now=now)],
        "taken_up": queries.taken_up_by(person, here),
        "has_room": queries.room_left(person, here, now=now) > 0,
    }
    return render(request, "registrar/pass_on.html", context)


def shown(passed: PassedInvitation, club: Club) -> dict[str, Any]:
    """The invitation as it is handed on: an address, a picture for a telephone, a few words."""
    address = settings.SITE_ADDRESS + reverse("registrar:sealed_open", args=[keys.token_of(passed.seed)])
    words = _("Our class of {year} is gathering at {club}. This is a sealed invitation for you: {address}")
    return {
        "passed": passed,
        "address": address,
        "words": words.format(year=passed.class_year, club=club, address=address),
        "picture": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
    }


@member_only
@require_POST
def pass_on_withdraw(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    person, here = of_member(request)
    passed = get_object_or_404(queries.mine(person, here), public_id=public_id)
    services.withdraw(passed=passed, by=viewer(request).account, now=timezone.now())
    messages.success(request, _("The invitation opens no more."))
    return redirect("registrar:pass_on", club=here.slug)


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def sealed_open(request: HttpRequest, token: str) -> HttpResponse:
    """Says which class it is for, and nothing of who passed it on or who is in that class."""
    now = timezone.now()
    passed = queries.by_token(token)
    if passed is None:
        return render(request, "registrar/claim_unknown.html", status=404)
    viewer(request).club = passed.club
    form = forms.SealedForm(request.POST or None)
    opens, status = queries.opens(passed, now=now), 200
    if request.method == "POST" and form.is_valid():
        try:
            invitation = services.open_by(passed=passed, said=form.said, origin=sessions.origin_of(request), now=now)
        except services.OpensNoMore:
            opens = False
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
            status = refused.status
        else:
            return go_on(request, invitation)
    status = 410 if not opens else 422 if form.errors and status == 200 else status
    context = {"form": form, "passed": passed, "club": passed.club, "opens": opens, "steps": STEPS}
    return render(request, "registrar/sealed_open.html", context, status=status)
