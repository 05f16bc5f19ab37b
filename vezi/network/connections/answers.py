"""The link in a letter by which a request or an introduction is answered without signing in.

It is signed, names one of them and nothing else, and is good for that one alone, as long as that waits.
"""

from django.core import signing
from django.urls import reverse

from vezi.network.connections.models import ConnectionRequest, Introduction

SALT = "connections.answer"


def address_of(what: ConnectionRequest | Introduction) -> str:
    return reverse("connections:answer", args=[token_of(what)])


def token_of(what: ConnectionRequest | Introduction) -> str:
    kind = "r" if isinstance(what, ConnectionRequest) else "i"
    return signing.dumps([kind, what.public_id], salt=SALT)


class Unknown(Exception):
    """Nobody here made this link."""


def read(token: str) -> ConnectionRequest | Introduction | None:
    """What the link answers; None where it is gone, as with somebody who was erased. Raises Unknown."""
    try:
        kind, public_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Unknown from wrong
    if kind == "r":
        requests = ConnectionRequest.objects.select_related("asker", "asked__account")
        return requests.filter(public_id=public_id).first()
    introductions = Introduction.objects.select_related("asker", "through", "third__account")
    return introductions.filter(public_id=public_id, passed_on_at__isnull=False).first()
