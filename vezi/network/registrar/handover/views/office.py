"""Office: a file is handed over with notice; its people are told, and who objects is taken out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import audit
from vezi.core.access import officer
from vezi.core.components.parts import NumberTab
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.registrar.feature import IMPORT
from vezi.network.registrar.handover import forms, queries, services
from vezi.network.registrar.handover.models import Handover
from vezi.network.registrar.models import ImportState
from vezi.network.registrar.services import imports
from vezi.network.registrar.views.imports import find, frame, go, go_home, refused


@officer(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_hold(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Instead of applying: the new people of the file are held back until they were told and had time to object."""
    found = find(request, public_id)
    if found.state != ImportState.READY:
        return go_home(found)
    initial = {"giver": str(found.club.institution), "days": forms.USUAL}
    form = forms.HoldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            imports.apply(registrar_import=found, by=viewer(request).account, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            return refused(request, found, refusal)
        return go("registrar:import_progress", found)
    context = {**frame(found, 3), "form": form}
    return render(request, "registrar/import_hold.html", context, status=422 if form.errors else 200)


def found_here(request: HttpRequest, public_id: str) -> Handover:
    handovers = Handover.objects.select_related("club__institution", "registrar_import", "by")
    return get_object_or_404(handovers, club=viewer(request).club, public_id=public_id)


def go_to(handover: Handover) -> HttpResponse:
    return redirect("registrar:handover", club=handover.club.slug, public_id=handover.public_id)


@officer(IMPORT)
@require_safe
def handover(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Where it stands, whom to tell next and how; `?find=` looks for somebody who objected by post or telephone."""
    one, now = found_here(request, public_id), timezone.now()
    context = account_of(one)
    words = request.GET.get("find", "").strip()[:200]
    hits = queries.found_by(one, words) if words else []
    if hits:
        audit.looked(
            by=viewer(request).account, at=now, person_ids=[held.person_id for held in hits], club_id=one.club_id,
            what="registrar.held",
        )  # fmt: skip
    context |= {"find": words, "hits": hits, "bundles": queries.bundles(one), "most_letters": services.LETTERS_AT_ONCE}
    return page(request, "registrar/handover.html", context)


def account_of(one: Handover) -> dict[str, Any]:
    numbers = queries.numbers(one)
    taken_back = one.registrar_import.state != ImportState.APPLIED
    return {
        "club": one.club,
        "handover": one,
        "numbers": numbers,
        "tabs": tabs_of(numbers),
        "last_day": queries.last_day(one),
        "is_taken_back": taken_back,
        "is_over": taken_back or not numbers.held,
        "is_telling": one.telling_since is not None and bool(numbers.mail),
    }


def tabs_of(numbers: queries.Numbers) -> list[NumberTab]:
    """The four numbers; they lead nowhere, as nobody looks through a list of who is held back."""
    return [
        NumberTab(numbers.untold, ngettext("to be told", "to be told", numbers.untold)),
        NumberTab(numbers.told, ngettext("may still object", "may still object", numbers.told)),
        NumberTab(numbers.objected, ngettext("objected", "objected", numbers.objected)),
        NumberTab(numbers.activated, ngettext("is on the books", "are on the books", numbers.activated)),
    ]


def seen(request: HttpRequest) -> int | None:
    """The number that stood on the button."""
    expected = request.POST.get("expected", "")
    return int(expected) if expected.isdecimal() else None


@officer(IMPORT)
@require_POST
def handover_tell(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """By mail, or on the club’s page; the button says which."""
    one, now = found_here(request, public_id), timezone.now()
    told: dict[str, Any] = {"handover": one, "expected": seen(request), "by": viewer(request).account, "now": now}
    try:
        if request.POST.get("how") == "page":
            services.tell_on_the_page(**told)
            messages.success(request, _("The club’s page tells of it from now on."))
        else:
            services.tell_by_mail(**told)
            messages.success(request, _("The mails are being written. You may leave this page."))
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    return go_to(one)


@officer(IMPORT)
@require_POST
def handover_print(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    one = found_here(request, public_id)
    try:
        services.print_letters(handover=one, by=viewer(request).account, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The letters are ready. Print them, and post them within the next days."))
    return go_to(one)


@officer(IMPORT)
@require_safe
def handover_letters(request: HttpRequest, club: str, public_id: str, bundle: int) -> HttpResponse:
    """A bundle of letters as one PDF."""
    one = found_here(request, public_id)
    try:
        pdf = services.take_letters(handover=one, bundle=bundle, by=viewer(request).account, now=timezone.now())
    except Refused:
        raise Http404 from None
    name = f"{one.club.slug}-{timezone.localtime(one.asked_at):%Y-%m-%d}-{bundle}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=disposition)


@officer(IMPORT)
@require_POST
def handover_test(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    one, account = found_here(request, public_id), viewer(request).account
    services.send_test(handover=one, by=account, now=timezone.now())
    messages.success(request, _("The letter is on its way to {mail}.").format(mail=account.email))
    return go_to(one)


@officer(IMPORT)
@require_POST
def handover_object(request: HttpRequest, club: str, public_id: str, person: str) -> HttpResponse:
    """Somebody objected by post, by telephone, in an answer: an officer does it for her."""
    one = found_here(request, public_id)
    held = queries.of_person(one, person)
    if held is None:
        raise Http404
    try:
        services.object_to(held=held, by=viewer(request).account, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The record is erased, and no later file brings it back."))
    return go_to(one)
