"""A provider of payments that only pretends: for the demo and for tests. It takes no money and asks for no card."""

from urllib.parse import urlencode

from django.core import signing
from django.core.cache import cache
from django.urls import reverse

from vezi.activities.events.cards import Begun, Confirmed
from vezi.core.money import Money

SALT, KEPT = "demo.paying", 60 * 60 * 24


class Pretended:
    """Its payments are signed words; which of them were paid it keeps for a day."""

    name = "pretended"

    def begin(self, *, amount: Money, reference: str, what: str, back_to: str) -> Begun:
        name = signing.dumps([amount.minor, amount.currency, reference, back_to], salt=SALT)
        return Begun(name[-200:], f"{reverse('demo_paying')}?{urlencode({'payment': name, 'what': what})}")

    def confirm(self, id: str) -> Confirmed | None:
        name = cache.get(f"{SALT}:{id}")
        if name is None:
            return None
        minor, currency, reference, _back_to = signing.loads(name, salt=SALT)
        return Confirmed(id, Money(minor, currency), reference)

    def take(self, payment: str) -> str:
        """As if a card had been charged; where the payer goes on. Raises signing.BadSignature."""
        _minor, _currency, _reference, back_to = signing.loads(payment, salt=SALT)
        cache.set(f"{SALT}:{payment[-200:]}", payment, KEPT)
        return str(back_to)
