"""The way from an invitation to one's own record: open it, prove it, come in, take it up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.accounts import doors
from vezi.network.accounts import queries as accounts
from vezi.network.registrar.claiming import forms, queries, services, sessions
from vezi.network.registrar.claiming.queries import Standing
from vezi.network.registrar.models import Invitation

STEPS = [_("Is it you?"), _("Coming in"), _("What we hold")]


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """With the code of a letter and the birth date; the letter's picture leads here with the code filled in."""
    now = timezone.now()
    form = forms.CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    standing, invitation = None, None
    if request.method == "POST" and form.is_valid():
        try:
            invitation = services.open_by_code(origin=sessions.origin_of(request), now=now, **form.cleaned_data)
        except services.Spent as spent:
            standing, invitation = spent.standing, queries.by_code(form.cleaned_data["code"])
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            if request.POST.get("deed") == "erase":
                sessions.keep(request, invitation, now=now)
                return redirect("registrar:claim_erase")
            return go_on(request, invitation)
    if standing is not None:
        return said_why_not(request, invitation, standing)
    context = {"form": form, "steps": STEPS}
    return render(request, "registrar/claim.html", context, status=422 if form.errors else 200)


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def claim_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail: shows whom it is for before anything is asked."""
    now = timezone.now()
    invitation = queries.by_token(token)
    if invitation is None:
        return render(request, "registrar/claim_unknown.html", status=404)
    dress(request, invitation)
    standing = queries.standing(invitation, now=now)
    if standing is not Standing.OPEN:
        return said_why_not(request, invitation, standing)
    asked = queries.asks_proof(invitation)
    deed = request.POST.get("deed", "")
    if deed == "not_me":
        services.not_me(invitation=invitation, now=now)
        return render(request, "registrar/claim_not_me.html", {"club": invitation.club})
    if deed == "erase":
        sessions.keep(request, invitation, now=now)
        return redirect("registrar:claim_erase")
    form = forms.ProofForm(request.POST if deed == "me" else None, asked=asked)
    if deed == "me" and not asked:
        return go_on(request, invitation)
    if deed == "me" and form.is_valid():
        proof = {"born_on": None, "student_number": "", **form.cleaned_data}
        try:
            services.prove(invitation=invitation, origin=sessions.origin_of(request), now=now, **proof)
        except services.Spent as spent:
            return said_why_not(request, invitation, spent.standing)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            return go_on(request, invitation)
    context = {"form": form, "asked": asked, "invited": queries.invited(invitation), "steps": STEPS}
    return render(request, "registrar/claim_link.html", context, status=422 if form.errors else 200)


def dress(request: HttpRequest, invitation: Invitation) -> None:
    """The page wears the club's name and colour."""
    viewer(request).club = invitation.club


def go_on(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The invitation is proved: who is in takes up the record, who is not comes in first."""
    mail = queries.sent_to(invitation)
    onward = reverse("registrar:claim_take")
    sessions.keep(request, invitation, now=timezone.now())
    doors.open_for(request, reason="claim", onward=onward, mail=mail, club=invitation.club.slug)
    if viewer(request).account is not None:
        return redirect(onward)
    has_account = mail and accounts.account_at(mail) is not None
    return redirect("account_login" if has_account else "account_signup")


def said_why_not(request: HttpRequest, invitation: Invitation | None, standing: Standing) -> HttpResponse:
    """An invitation that opens no more says what can be done instead; an old link can send a new one."""
    status = 410
    sent = False
    if request.POST.get("deed") == "renew" and invitation is not None and standing in queries.CAN_BE_RENEWED:
        services.ask_for_new_link(invitation=invitation, now=timezone.now())
        sent, status = True, 200
    can_renew = invitation is not None and standing in queries.CAN_BE_RENEWED and bool(queries.sent_to(invitation))
    context = {
        "standing": standing.value, "invitation": invitation, "club": invitation.club if invitation else None,
        "can_renew": can_renew, "sent": sent,
    }  # fmt: skip
    return render(request, "registrar/claim_spent.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_take(request: HttpRequest) -> HttpResponse:
    """Take up the record with the account one is signed in to; who has another record sees both first."""
    account = viewer(request).account
    invitation = sessions.kept(request, now=timezone.now())
    if invitation is None:
        mine = queries.own_person(account)
        begun = queries.unfinished(mine) if mine else None
        doors.close(request)
        if begun is not None:
            return redirect("registrar:claim_check")
        failed = request.session.pop(sessions.FAILED, "")
        if failed:
            return render(request, "registrar/claim_failed.html", {"sentence": failed}, status=409)
        return redirect("registrar:claim")
    if request.method == "POST":
        services.take_up(invitation=invitation, account=account, now=timezone.now())
        sessions.drop(request)
        doors.close(request)
        return redirect("registrar:claim_check")
    mine = queries.own_person(account)
    dress(request, invitation)
    context = {
        "invited": queries.invited(invitation), "account": account, "steps": STEPS,
        "mine": queries.as_who(mine) if mine else None,
    }  # fmt: skip
    return render(request, "registrar/claim_take.html", context)
