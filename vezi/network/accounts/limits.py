"""How often one address of the network may ask for what costs others a letter; counted where sign-ins are counted."""

from allauth.core import ratelimit
from django.http import HttpRequest


def is_within(request: HttpRequest, action: str) -> bool:
    """Counts this time. `action` is one of `ACCOUNT_RATE_LIMITS`."""
    return bool(ratelimit.consume(request, action=action))
