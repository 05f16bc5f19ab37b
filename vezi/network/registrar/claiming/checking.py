"""Looking through what the club holds, line by line; it can be left and taken up again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.audience import Audience
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.consent import purposes
from vezi.network.consent import services as consent
from vezi.network.consent.models import Channel, Decision
from vezi.network.people.models import Identifier
from vezi.network.registrar.claiming import lines, queries, services
from vezi.network.registrar.claiming.lines import Line
from vezi.network.registrar.claiming.views import STEPS
from vezi.network.registrar.models import Claim

AUDIENCES = [(one.value, one.label) for one in Audience]


def begun(request: HttpRequest) -> Claim:
    found = queries.unfinished(viewer(request).person)
    if found is None:
        raise Http404
    return found


@member_only
@require_safe
def claim_check(request: HttpRequest) -> HttpResponse:
    """Everything held, and for what it is used."""
    claim = queries.unfinished(viewer(request).person)
    if claim is None:
        return redirect("profiles:held")
    editing = request.GET.get("edit", "")
    held = [drawn(line, claim, is_edited=line.key == editing) for line in lines.of(claim.person)]
    return page(request, "registrar/claim_check.html", whole(claim, held))


def whole(claim: Claim, held: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "claim": claim,
        "lines": held,
        **counted(claim, [one["line"] for one in held]),
        "numbers": Identifier.objects.filter(person=claim.person),
        "about": purposes.of_club(person_id=claim.person_id, club=claim.club),
        "steps": STEPS,
    }


def counted(claim: Claim, held: list[Line], *, is_answer: bool = False) -> dict[str, Any]:
    checked = sum(line.key in claim.checked for line in held)
    return {"checked": checked, "total": len(held), "is_answer": is_answer}


def drawn(line: Line, claim: Claim, *, is_edited: bool = False, form: Any = None) -> dict[str, Any]:
    return {
        "line": line,
        "is_checked": line.key in claim.checked,
        "form": form if form is not None else (lines.form_of(line) if is_edited and line.has_form else None),
        "audiences": AUDIENCES,
    }


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def claim_line(request: HttpRequest, key: str) -> HttpResponse:
    """One line: confirm it, put it right, remove it, choose who sees it, or open its form."""
    claim, me, now = begun(request), viewer(request), timezone.now()
    line = lines.one_of(claim.person, key)
    if line is None:
        raise Http404
    if request.method != "POST":
        return answered(request, claim, line, is_edited=True)
    deed, chosen = request.POST.get("deed", ""), request.POST.get("audience", "")
    if chosen.isdecimal() and not deed:
        lines.show_to(line, int(chosen), by=me.account, now=now)
    elif deed == "confirm":
        lines.confirm(line, by=me.account, now=now)
        claim = services.look_at(claim=claim, keys=[line.key])
    elif deed == "remove" and line.may_remove:
        lines.remove(line, by=me.account, now=now)
        return gone(request)
    elif deed == "save" and line.has_form:
        form = lines.form_of(line, request.POST)
        if not put_right(form, line, claim, request):
            return answered(request, claim, line, form=form)
        claim = services.look_at(claim=claim, keys=[line.key])
    fresh = lines.one_of(claim.person, key)
    return answered(request, claim, fresh) if fresh is not None else gone(request)


def put_right(form: Any, line: Line, claim: Claim, request: HttpRequest) -> bool:
    """Save what was typed; for a study tell the club. A refusal stands in the form."""
    account, now = viewer(request).account, timezone.now()
    if not form.is_valid():
        return False
    try:
        if line.kind == lines.STUDY:
            about = f"{line.title}: {line.value}"
            services.tell_what_is_wrong(claim=claim, about=about, words=form.cleaned_data["words"], by=account, now=now)
            messages.success(request, _("The registrar is told."))
        else:
            lines.save(line, form.cleaned_data, by=account, now=now)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return False
    return True


def answered(
    request: HttpRequest, claim: Claim, line: Line, *, is_edited: bool = False, form: Any = None
) -> HttpResponse:
    """The line as it stands now; without JavaScript the page, at the line."""
    if getattr(request, "htmx", False):
        context = {"one": drawn(line, claim, is_edited=is_edited, form=form), "claim": claim}
        context |= counted(claim, lines.of(claim.person), is_answer=True)
        return page(request, "registrar/claim_check.html", context, part="line", status=422 if form else 200)
    if form is not None:
        held = [drawn(other, claim, form=form if other.key == line.key else None) for other in lines.of(claim.person)]
        return page(request, "registrar/claim_check.html", whole(claim, held), status=422)
    query = f"?edit={line.key}" if is_edited else ""
    return redirect(f"{reverse('registrar:claim_check')}{query}#{line.key}")


def gone(request: HttpRequest) -> HttpResponse:
    return HttpResponse("") if getattr(request, "htmx", False) else redirect("registrar:claim_check")


@member_only
@require_POST
def claim_purpose(request: HttpRequest, purpose: str) -> HttpResponse:
    """Agree to a purpose of the club, object to it, or take either back."""
    claim, me = begun(request), viewer(request)
    decision, channel = request.POST.get("decision", ""), request.POST.get("channel", "")
    if decision not in Decision.values or channel not in Channel.values:
        raise Http404
    consent.say(
        person=claim.person, club=claim.club, purpose=purpose, channel=channel, decision=decision, source="claim",
        by=me.account, now=timezone.now(),
    )  # fmt: skip
    return redirect(f"{reverse('registrar:claim_check')}#uses")


@member_only
@require_POST
def claim_done(request: HttpRequest) -> HttpResponse:
    """All the rest is right, or will be looked at another day."""
    claim, me, now = begun(request), viewer(request), timezone.now()
    if request.POST.get("deed") == "all":
        for line in lines.of(claim.person):
            if line.key not in claim.checked:
                lines.confirm(line, by=me.account, now=now)
    services.finish(claim=claim, by=me.account, now=now)
    messages.success(request, _("Welcome. This is your place from now on."))
    return redirect("memberships:home")
