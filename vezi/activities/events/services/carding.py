"""Paying online by card: begun, and confirmed as often as anybody says so."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import cards
from vezi.activities.events.models import Bill, CardPayment, Movement, Way
from vezi.activities.events.queries import books
from vezi.activities.events.services import billing
from vezi.core import audit
from vezi.core.bank import references
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account


class NothingOpen(Refused):
    sentence = _("Nothing is open any more.")


class NoCards(Refused):
    sentence = _("This cannot be paid by card.")


def begin(
    *, bill: Bill, what: str, back_to: Callable[[str], str], by: Account | None, now: datetime
) -> tuple[CardPayment, str]:  # fmt: skip
    """The payment of what is open, and where it goes on. `back_to` says the address of one by its name. Raises NothingOpen, NoCards."""
    provider, found = cards.provider(), books.balance_of(bill)
    till = books.till_of(bill.event)
    if provider is None or till is None or not till.by_card:
        raise NoCards
    if not found.open:
        raise NothingOpen
    payment = CardPayment(bill=bill, provider=provider.name, amount=found.open.minor, begun_at=now)
    # Outside of a transaction: the provider answers in its own time.
    begun = provider.begin(
        amount=found.open, reference=references.rf(bill.number), what=what, back_to=back_to(payment.public_id),
    )  # fmt: skip
    payment.outside_id = begun.id
    payment.save()
    audit.record(
        "events.begin_card", by=by, at=now, subject=payment, club_id=bill.event.club_id, person_id=bill.person_id
    )
    return payment, begun.address


def confirm(*, payment: CardPayment, now: datetime) -> Movement | None:
    """What the provider took is in the books once, whoever says so and however often. None where nothing was paid yet."""
    provider = cards.provider()
    if provider is None or provider.name != payment.provider:
        return None
    confirmed = provider.confirm(payment.outside_id)
    if confirmed is None or confirmed.reference != references.rf(payment.bill.number):
        return None
    with transaction.atomic():
        return billing.pay(
            bill=payment.bill, amount=confirmed.amount.minor, way=Way.CARD, by=None, now=now,
            on=timezone.localdate(now), outside_id=f"{payment.provider}:{payment.public_id}",
        )  # fmt: skip
