"""The seat for paying online by card: what a provider of payments has to know, and which one this house has.

A provider is named in the settings (`PAYMENT_PROVIDER`, the path of a class); without one nobody pays by card. The one that
is there, `vezi.demo.paying.Pretended`, pretends, and is there for the demo and tests alone.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from vezi.core.money import Money


@dataclass(frozen=True)
class Begun:
    """`id` is the payment's name at the provider, `address` where the payer goes on."""

    id: str
    address: str


@dataclass(frozen=True)
class Confirmed:
    """What the provider took, once it did."""

    id: str
    amount: Money
    reference: str


class Provider(Protocol):
    """begin → the payer goes to the address → back at `back_to` (a whole address; and, whether she comes back or not, by a
    call of the provider's) it is confirmed, as often as it likes: the same payment is the same row."""

    name: str

    def begin(self, *, amount: Money, reference: str, what: str, back_to: str) -> Begun: ...

    def confirm(self, id: str) -> Confirmed | None:
        """What became of it, asked of the provider itself; None as long as nothing was paid."""


@lru_cache(maxsize=4)
def _made(path: str) -> Provider:
    made: Provider = import_string(path)()
    return made


def provider() -> Provider | None:
    path = getattr(settings, "PAYMENT_PROVIDER", "")
    return _made(path) if path else None
