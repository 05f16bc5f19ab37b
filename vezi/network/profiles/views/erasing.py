"""Being erased: what goes, what stays and why; then it is done at once."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.memberships import queries as standing
from vezi.network.people import erasing
from vezi.network.profiles import leaving


class EraseForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Erase me. I know that nobody can take this back, the house itself neither."),
        error_messages={"required": _("Tick this first: nobody can take it back.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def erase_me(request: HttpRequest) -> HttpResponse:
    """Asks who it is once more, unless she came in a moment ago. Who has no record yet erases the account."""
    me = viewer(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if me.person is None:
                erasing.erase_account(account=me.account, now=timezone.now())
            else:
                erasing.erase(person=me.person, by=me.account, why=erasing.OWN_WORD, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            logout(request)
            return redirect("profiles:erased")
    context = {
        "form": form,
        "has_record": me.person is not None,
        "goes": leaving.goes(me.person) if me.person else [],
        "stays": leaving.stays(me.person) if me.person else [],
        "alone_in": standing.alone_in_charge(me.person, today=timezone.localdate()) if me.person else [],
        "mail": me.account.email,
    }
    return render(request, "profiles/erase_me.html", context, status=422 if form.errors else 200)


@public
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "profiles/erased.html")
