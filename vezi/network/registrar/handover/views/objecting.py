"""For who is told of a handover: what it is about, objecting by one press, taking the record up. Nobody signs in here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.consent import purposes
from vezi.network.consent.models import Purpose
from vezi.network.registrar.claiming import queries as claiming
from vezi.network.registrar.claiming import services as claims
from vezi.network.registrar.claiming import sessions
from vezi.network.registrar.claiming.forms import LetterForm
from vezi.network.registrar.handover import forms, queries, services
from vezi.network.registrar.handover.letters import Notice
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.inviting.letters import day_said
from vezi.network.registrar.models import Invitation


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail. A GET changes nothing: programs that look through mail open every link."""
    invitation = claiming.by_token(token)
    if invitation is None:
        return render(request, "registrar/claim_unknown.html", status=404)
    return told(request, invitation, onward=reverse("registrar:claim_link", args=[token]))


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def notice_code(request: HttpRequest) -> HttpResponse:
    """From the letter, with its code."""
    form = LetterForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            invitation = services.open_by_code(code=code, origin=sessions.origin_of(request), now=timezone.now())
        except Refused as refusal:
            form.add_error("code", str(refusal.sentence))
        else:
            plain = keys.plain(code).upper()
            return told(request, invitation, onward=f"{reverse('registrar:claim')}?code={plain}", code=plain)
    return render(request, "registrar/notice_code.html", {"form": form}, status=422 if form.errors else 200)


def told(request: HttpRequest, invitation: Invitation, *, onward: str, code: str = "") -> HttpResponse:
    """What the notice is about; with a deed, that is done. After the time is over it leads on to the record."""
    viewer(request).club = invitation.club
    held = queries.of_invitation(invitation)
    if held is None or held.objects_until is None or not queries.is_held(held):
        return over(request, invitation, onward)
    refusal, now = "", timezone.now()
    try:
        if request.POST.get("deed") == "object":
            services.object_to(held=held, by=None, now=now)
            return render(request, "registrar/notice_objected.html", {"club": invitation.club})
        if request.POST.get("deed") == "not_me":
            claims.not_me(invitation=invitation, now=now)
            return render(request, "registrar/claim_not_me.html", {"club": invitation.club})
    except Refused as refused:
        refusal = str(refused.sentence)
    person = held.person
    about = Notice.to(person, held.handover, until=held.objects_until)
    uses = purposes.of_club(person_id=person.pk, club=invitation.club).lines
    context = {
        **about.told(),
        "handover": held.handover,
        "invited": claiming.invited(invitation),
        "uses": [one for one in uses if one.purpose != Purpose.SERVICE],  # nobody has an account here
        "onward": onward,
        "code": code,
        "refusal": refusal,
    }
    return render(request, "registrar/notice.html", context, status=409 if refusal else 200)


def over(request: HttpRequest, invitation: Invitation, onward: str) -> HttpResponse:
    context = {"club": invitation.club, "onward": onward}
    return render(request, "registrar/notice_over.html", context, status=410)


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def club_handovers(request: HttpRequest, club: str) -> HttpResponse:
    """The notice for those whom neither mail nor letter reaches, and objecting without either."""
    here = viewer(request).club
    if here is None:
        raise Http404
    form = forms.ObjectionForm(request.POST or None)
    is_done = False
    if request.method == "POST" and form.is_valid():
        try:
            services.object_by_proof(
                club=here, origin=sessions.origin_of(request), now=timezone.now(), **form.cleaned_data
            )
            is_done = True
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    handovers = [
        {"giver": one.giver, "until": day_said(one.page_until)}
        for one in queries.on_the_page(here, now=timezone.now())
        if one.page_until
    ]
    context = {"club": here, "form": form, "is_done": is_done, "handovers": handovers}
    return render(request, "registrar/club_handovers.html", context, status=422 if form.errors else 200)
