"""Asking for an introduction, and the one page on which all three see what became of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.connections import access, chains, queries
from vezi.network.connections.forms import WhyForm, WordForm
from vezi.network.connections.models import Introduction
from vezi.network.connections.services import introducing
from vezi.network.memberships import queries as memberships
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.who import who_of

#: What is answered without words, with what is said then.
DEEDS: dict[str, tuple[Callable[..., Any], Promise]] = {
    "keep_back": (introducing.keep_back, gettext_lazy("You did not pass it on. Who asked you sees that, and nobody else.")),
    "take_up": (introducing.take_up, gettext_lazy("You are connected.")),
    "decline": (introducing.decline, gettext_lazy("You did not take it up. The other two see that.")),
    "withdraw": (introducing.withdraw, gettext_lazy("It is taken back.")),
}  # fmt: skip
HELPED = {"helped": True, "not_helped": False}


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose who knows both, and say why. 404 where nobody tells the reader of knowing both."""
    me, now = viewer(request), timezone.now()
    third = get_object_or_404(people.with_parts(access.people_to_ask(me)), public_id=public_id)
    seen = memberships.seen_by(me, [third])[0]
    may_introduce = _introducers(me.person.pk, third)
    if not may_introduce:
        raise Http404
    form = _with_choice(WhyForm(request.POST or None), may_introduce, request.GET.get("by", ""))
    refused = ""
    if request.method == "POST" and form.is_valid():
        through = next(one for one in may_introduce if one.public_id == form.cleaned_data["through"])
        try:
            made = introducing.ask_for(
                asker=me.person, through=through, third=third, why=form.cleaned_data["why"], by=me.account, now=now
            )
        except Refused as why:
            refused = str(why.sentence)
        else:
            messages.success(
                request, _("You have asked %(name)s to introduce you.") % {"name": through.called or through.name}
            )
            return redirect("connections:introduction", public_id=made.public_id)
    context = {"form": form, "seen": seen, "who": who_of(seen), "refused": refused}
    return render(request, "connections/ask_for.html", context, status=422 if refused or form.errors else 200)


def _introducers(me_id: int, third: Person) -> list[Person]:
    numbers = chains.introducers(me_id, third.pk)[: chains.MOST_NAMED]
    found = Person.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def _with_choice(form: forms.Form, people_between: list[Person], chosen: str) -> forms.Form:
    choices = [(one.public_id, one.name) for one in people_between]
    first = next((public_id for public_id, _name in choices if public_id == chosen), choices[0][0])
    own = forms.ChoiceField(
        label=_("Who shall introduce you"), widget=forms.RadioSelect, choices=choices, initial=first
    )
    form.fields = {"through": own, **form.fields}
    return form


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest, public_id: str) -> HttpResponse:
    """For the three alone, and for the third when it was passed on: 404 for everybody else."""
    me, now = viewer(request), timezone.now()
    found = get_object_or_404(access.introductions_of(me), public_id=public_id)
    form, refused = WordForm(), ""
    if request.method == "POST":
        form = WordForm(request.POST if request.POST.get("deed") == "pass_on" else None)
        try:
            if said := _done(request, found, form):
                messages.success(request, said)
                return redirect("connections:introduction", public_id=public_id)
        except Refused as why:
            refused = str(why.sentence)
        found.refresh_from_db()
    context = {"one": queries.drawn(found, me, now=now), "form": form, "refused": refused}
    return render(request, "connections/introduction.html", context, status=422 if refused or form.errors else 200)


def _done(request: HttpRequest, found: Introduction, form: WordForm) -> str:
    """What is said of the deed; empty where the form wants something else."""
    me, deed = viewer(request), request.POST.get("deed", "")
    about: dict[str, Any] = {"introduction": found, "person": me.person, "by": me.account, "now": timezone.now()}
    if deed == "pass_on":
        if not form.is_valid():
            return ""
        introducing.pass_on(word=form.cleaned_data["word"], **about)
        return _("You have passed it on.")
    if deed in HELPED:
        introducing.say_helped(helped=HELPED[deed], **about)
        return _("Thank you for saying so.")
    if deed not in DEEDS:
        raise Http404
    does, said = DEEDS[deed]
    does(**about)
    return str(said)
