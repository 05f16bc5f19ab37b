"""“It is me, but I want nothing”: the record is erased by who holds its invitation, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.registrar.claiming import forms, queries, services, sessions


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def claim_erase(request: HttpRequest) -> HttpResponse:
    """What goes and what stays; asks for proof even where the club asks none for taking the record up."""
    now = timezone.now()
    invitation = sessions.kept(request, now=now)
    if invitation is None:
        return redirect("registrar:claim")
    viewer(request).club = invitation.club
    asked = queries.proofs_of(invitation)
    form = forms.EraseForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        proof = {name: form.cleaned_data.get(name) for name in ("born_on", "student_number")}
        try:
            services.erase_record(
                invitation=invitation, born_on=proof["born_on"], student_number=proof["student_number"] or "",
                origin=sessions.origin_of(request), now=now,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            sessions.drop(request)
            return render(request, "registrar/claim_erased.html", {"club": invitation.club})
    context = {"form": form, "invited": queries.invited(invitation)}
    return render(request, "registrar/claim_erase.html", context, status=422 if form.errors else 200)
