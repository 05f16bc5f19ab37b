"""Office, reachability: what share the club reaches, by class and programme, and how that went. Numbers, no names."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import officer
from vezi.core.components.parts import Moment
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.memberships.feature import OFFICE
from vezi.network.people.models import Person
from vezi.network.registrar.feature import INVITE
from vezi.network.registrar.inviting import forms as inviting
from vezi.network.registrar.inviting import queries as invitations
from vezi.network.registrar.models import InvitationChannel
from vezi.network.registrar.reaching import forms, queries, services
from vezi.network.registrar.reaching.queries import Wanted, Week

AT_ONCE, A_FEW = 20, 5  # rows of a table


@officer(OFFICE)
@require_safe
def reachability(request: HttpRequest, club: str) -> HttpResponse:
    """The share, its history, and tables by class and programme; `?first=&last=&programme=` narrow all but history."""
    here, now = viewer(request).club, timezone.now()
    form = inviting.WantedForm(request.GET or {}, club=here)
    said = form.wanted
    wanted = Wanted(said.first, said.last, said.programme)
    found = queries.reached(here, wanted, now=now)
    whole = found if wanted == Wanted() else queries.reached(here, now=now)
    weeks = queries.history(here, today=timezone.localdate(), now_counted=whole.total)
    context = {
        "club": here,
        "form": form,
        "is_narrowed": wanted != Wanted(),
        "found": found,
        "classes": in_two([row for row in found.classes if row[1].living]),
        "programmes": in_two([row for row in found.programmes if row[1].living]),
        "whole": whole,
        "counted_at": found.told_at(now),
        "weeks": weeks[::-1],
        "moments": [moment_of(week) for week in weeks],
        "came_back": queries.came_back(here, now=now),
        "may_invite": viewer(request).can(INVITE),
        "rules": queries.rules_of(here),
    }
    return page(request, "registrar/reachability.html", context)


def in_two(rows: list[Any]) -> list[list[Any]]:
    """The rows that are shown, and those that unfold; a few too many are shown with the others."""
    return [rows, []] if len(rows) <= AT_ONCE + A_FEW else [rows[:AT_ONCE], rows[AT_ONCE:]]


def moment_of(week: Week) -> Moment:
    counts = week.counts
    return Moment(week.on, counts.reachable_of_hundred, counts.of_hundred(counts.reachable + counts.doubtful))


@officer(INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_returned(request: HttpRequest, club: str) -> HttpResponse:
    """One letter after another: type or scan the code, press Enter."""
    here = viewer(request).club
    form = forms.ReturnedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            invitation = services.letter_came_back(club=here, code=code, by=viewer(request).account, now=timezone.now())
        except Refused as refused:
            form.add_error("code", str(refused.sentence))
        else:
            messages.success(request, told_of(invitation.person))
            return redirect("registrar:letter_returned", club=here.slug)
    context = {"club": here, "form": form}
    return page(request, "registrar/letter_returned.html", context, status=422 if form.errors else 200)


def told_of(person: Person) -> str:
    """What was done with the letter in the officer's hand, and what is left to try."""
    marked = _("Marked: the letter to {person} came back.").format(person=person)
    if invitations.addresses_of_person(person.pk, InvitationChannel.MAIL).exists():
        return f"{marked} {_('A mail address is known.')}"
    if invitations.addresses_of_person(person.pk, InvitationChannel.LETTER).exists():
        return f"{marked} {_('Another postal address is known.')}"
    return f"{marked} {_('No other address is known.')}"


@officer(INVITE)
@require_POST
def reach_rules(request: HttpRequest, club: str) -> HttpResponse:
    here = viewer(request).club
    form = forms.ReachRulesForm(request.POST)
    form.full_clean()
    services.change_rules(club=here, by=viewer(request).account, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("From now on it goes by these rules."))
    return redirect("registrar:reachability", club=here.slug)
