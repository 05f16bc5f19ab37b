"""A claim on its way: which invitation this browser has opened, until its owner has come in."""

import hashlib
import hmac
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

from vezi.network.registrar.claiming import queries
from vezi.network.registrar.claiming.queries import Standing
from vezi.network.registrar.models import Invitation

KEY, FAILED = "registrar_claim", "registrar_claim_failed"
HOLDS_FOR = timedelta(hours=2)


def keep(request: HttpRequest, invitation: Invitation, *, now: datetime) -> None:
    request.session[KEY] = {"invitation": invitation.pk, "until": (now + HOLDS_FOR).timestamp()}


def kept(request: HttpRequest, *, now: datetime) -> Invitation | None:
    """The invitation, if it still opens."""
    claim = request.session.get(KEY)
    if not claim or claim["until"] < now.timestamp():
        return None
    found = Invitation.objects.select_related("person", "club__institution").filter(pk=claim["invitation"]).first()
    return found if found is not None and queries.standing(found, now=now) is Standing.OPEN else None


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def fail(request: HttpRequest, sentence: str) -> None:
    """The record could not be taken up at the moment of coming in: the next page says why."""
    drop(request)
    request.session[FAILED] = sentence


def origin_of(request: HttpRequest) -> str:
    """The visitor's network address, hashed: enough to count by, not enough to tell who it was."""
    address = get_adapter(request).get_client_ip(request)
    return hmac.new(settings.SECRET_KEY.encode(), f"origin:{address}".encode(), hashlib.sha256).hexdigest()
