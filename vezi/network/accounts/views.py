"""The page of one's account. The doors themselves are allauth's views in our templates."""

from allauth.usersessions.internal.flows import sessions as usersessions
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vezi.core.viewer import viewer
from vezi.network.accounts import forms, queries, services, speaking


def settings_page(request: HttpRequest) -> HttpResponse:
    """How one comes in, the second factor, the language, where one is signed in."""
    account = viewer(request).account
    form = forms.LanguageForm(initial={"language": account.language or translation.get_language()})
    context = {"account": account, "ways": queries.ways_in(account), "form": form}
    return render(request, "accounts/settings.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    account = viewer(request).account
    form = forms.LanguageForm(request.POST)
    if not form.is_valid():
        context = {"account": account, "ways": queries.ways_in(account), "form": form}
        return render(request, "accounts/settings.html", context, status=422)
    chosen = form.cleaned_data["language"]
    services.choose_language(account=account, language=chosen, by=account, now=timezone.now())
    with translation.override(chosen):
        messages.success(request, _("From now on we write to you in this language."))
    response = redirect("accounts:settings")
    speaking.keep(response, chosen)
    return response


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    usersessions.end_other_sessions(request, viewer(request).account)
    messages.success(request, _("You are signed in here and nowhere else."))
    return redirect(f"{reverse('accounts:settings')}#sessions")


def part_of_settings(request: HttpRequest) -> HttpResponse:
    """Lists that allauth keeps on pages of their own stand on the page of the account."""
    return redirect("accounts:settings")
