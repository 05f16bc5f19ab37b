"""Paying what is open: by bank transfer, at the door, or by card."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from vezi.activities.events import cards, services
from vezi.activities.events.models import CardPayment, Registration
from vezi.activities.events.queries import books
from vezi.activities.events.services import carding
from vezi.activities.events.views.finding import event_at
from vezi.core.access import member_only, public
from vezi.core.bank import iban
from vezi.core.leaving import leads_on
from vezi.core.viewer import viewer
from vezi.network.people.models import Person


def ways(mine: Registration | None, person: Person | None) -> dict[str, object] | None:
    """How she pays; None where nothing is open."""
    found = books.of_registration(mine)
    if found is None or person is None or not (found.open or found.due_back or found.paid):
        return None
    payable = books.paying(found, words=f"{found.bill.event.title}", payer=person.name)
    account = iban.shown(payable.payee.iban) if payable is not None and payable.payee is not None else ""
    has_cards = payable is not None and payable.till.by_card and cards.provider() is not None
    return {"balance": found, "ways": payable, "iban": account, "cards": has_cards}


@member_only
@require_POST
def pay_by_card(request: HttpRequest, event: str) -> HttpResponse:
    me, rights = viewer(request), event_at(request, event)
    if rights.registration is None or me.person is None:
        raise Http404
    return to_provider(request, rights.registration, me.person)


def to_provider(request: HttpRequest, mine: Registration, person: Person) -> HttpResponse:
    """Raises what `carding.begin` raises."""
    found = books.of_registration(mine)
    if found is None:
        raise carding.NothingOpen
    _payment, address = carding.begin(
        bill=found.bill, what=found.bill.event.title, back_to=_back_to,
        by=person.account, now=timezone.now(),
    )  # fmt: skip
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return redirect(address)
    way = {"event": found.bill.event, "address": address}
    return leads_on(render(request, "events/on_the_way.html", way), address)


def _back_to(payment: str) -> str:
    return settings.SITE_ADDRESS + reverse("events:card_back", args=[payment])


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card_back(request: HttpRequest, payment: str) -> HttpResponse:
    """Where the provider sends her back to, and calls itself: it is asked what became of it, and that is in the books once."""
    found = get_object_or_404(
        CardPayment.objects.select_related("bill__event", "bill__registration__person"), public_id=payment
    )
    is_paid = services.confirm_card(payment=found, now=timezone.now()) is not None
    mine, me = found.bill.registration, viewer(request).person
    if mine is None or me is None or mine.person_id != me.pk:
        return render(request, "events/card_back.html", {"is_paid": is_paid})
    if is_paid:
        messages.success(request, _("It is paid. Thank you."))
    else:
        messages.info(request, _("Nothing was paid. You can try again, or pay another way."))
    return redirect(found.bill.event)
