"""For organisers: which tickets there are, what they cost, how they are paid, and codes for some of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.activities.events import services
from vezi.activities.events.forms.ticketing import CodeForm, KindFormSet, WaysForm, rows_of
from vezi.activities.events.models import Whom
from vezi.activities.events.queries import offers
from vezi.activities.events.views.finding import kept_at
from vezi.activities.events.views.rows import given_to
from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer

MORE = 3


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def tickets(request: HttpRequest, event: str) -> HttpResponse:
    """Rows, one of them empty; “more rows” gives some without losing what was typed."""
    me, found = viewer(request), kept_at(request, event).event
    till, kinds = offers.till_of(found), list(found.tickets.filter(is_on_sale=True))
    for one in kinds:
        one.event = found
    given, saves = given_to(KindFormSet, request, more=MORE)
    ways = WaysForm(given, initial=WaysForm.of(till))
    currency = str(ways["currency"].value() or "EUR")
    currency = currency if currency in dict(ways.fields["currency"].choices) else "EUR"  # type: ignore[attr-defined]
    rows: Any = KindFormSet(given, initial=rows_of(kinds), form_kwargs={"event": found, "currency": currency})
    if saves and ways.is_valid() and rows.is_valid():
        try:
            services.set_tickets(event=found, ways=ways.ways(), kinds=rows.kinds(), by=me.account, now=timezone.now())
        except Refused as why:
            ways.add_error(None, str(why.sentence))
        else:
            messages.success(request, _("Saved. What was sold keeps its price."))
            return redirect("events:tickets", found.public_id)
    sold = offers.sold_of(kinds)
    context = {
        "event": found, "ways": ways, "rows": rows, "club": found.club, "payee": found.club.payee,
        "sold": {one.public_id: sold[one.pk] for one in kinds}, "asked_more": not saves,
        "by_code": [one for one in kinds if one.whom == Whom.CODE],
        "off_sale": list(found.tickets.filter(is_on_sale=False)),
    }  # fmt: skip
    return page(request, "events/tickets.html", context, status=422 if saves else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest, event: str, ticket: str) -> HttpResponse:
    """Codes of one kind. The letters of a new one are said on the page that follows, and never again."""
    me, found = viewer(request), kept_at(request, event).event
    kind = get_object_or_404(found.tickets, public_id=ticket, whom=Whom.CODE)
    kind.event = found
    form = CodeForm(request.POST if "uses" in request.POST else None)
    made = ""
    if "end" in request.POST:
        code = get_object_or_404(kind.codes, public_id=request.POST["end"])
        services.end_code(code=code, by=me.account, now=timezone.now())
        messages.success(request, _("Nobody takes a ticket by it any more."))
        return redirect("events:codes", found.public_id, kind.public_id)
    if request.method == "POST" and form.is_valid():
        _code, made = services.make_code(ticket=kind, by=me.account, now=timezone.now(), **form.cleaned_data)
        form = CodeForm()
    rows = [(one, offers.used_of(one)) for one in kind.codes.order_by("-made_at", "-pk")]
    context = {"event": found, "ticket": kind, "form": form, "made": made, "codes": rows}
    return page(request, "events/codes.html", context, status=422 if form.errors else 200)
