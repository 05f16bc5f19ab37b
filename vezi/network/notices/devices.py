"""Browsers that are told at once: added by their person, taken out by her or by their own push service."""

import re
from base64 import urlsafe_b64decode
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.notices.models import Device
from vezi.network.people.models import Person

#: The push services of the browsers there are. Letters of ours go nowhere else, whatever address a browser sends.
SERVICES = (
    "fcm.googleapis.com", "jmt17.google.com", "updates.push.services.mozilla.com", "web.push.apple.com",
    ".push.apple.com", ".notify.windows.com",
)  # fmt: skip
LONGEST = 600  # signs of an endpoint
OF_SESSION = "push_device"  # in the session: the browser that it is in
MOST = 10  # devices of one person; the eleventh takes the place of the first
#: The first of them that is in what a browser says of itself. Those built on another come before it.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
           ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


class NoDevice(Refused):
    status = 422
    sentence = _("This browser’s push service is not one we know, so that it cannot be told.")


@transaction.atomic
def add(*, person: Person, endpoint: str, key: str, secret: str, agent: str, now: datetime) -> Device:
    """The browser with this endpoint is told; who used it before is not any more. Raises NoDevice."""
    if not (is_of_a_service(endpoint) and is_point(key) and is_long(secret, 16)):
        raise NoDevice
    facts = {"person": person, "key": key, "secret": secret, "name": name_of(agent), "added_at": now}
    device, _made = Device.objects.update_or_create(endpoint=endpoint, defaults=facts)
    mine = Device.objects.filter(person=person).order_by("-added_at", "-pk").values_list("pk", flat=True)
    Device.objects.filter(pk__in=list(mine[MOST:])).delete()
    return device


def remove(*, public_id: str, person: Person) -> None:
    Device.objects.filter(person=person, public_id=public_id).delete()


def is_of_a_service(endpoint: str) -> bool:
    """Of a service of the browsers there are, or of one this house was told of."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if parts.username is not None or len(endpoint) > LONGEST:
        return False
    if f"{parts.scheme}://{parts.netloc}" in settings.PUSH_SERVICES:
        return True
    host = parts.hostname or ""
    known = any(host == one or (one.startswith(".") and host.endswith(one)) for one in SERVICES)
    return known and parts.scheme == "https" and port in (None, 443)


def decoded(text: str) -> bytes:
    """Of base64 for addresses, without its padding (RFC 7515). Raises ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,120}", text):
        raise ValueError(text)
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_long(text: str, octets: int) -> bool:
    try:
        return len(decoded(text)) == octets
    except ValueError:
        return False


def is_point(text: str) -> bool:
    """A point on the curve the sealing is done with."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(text))
    except ValueError:
        return False
    return True


def name_of(agent: str) -> str:
    """“Firefox, Linux”, of what a browser says of itself."""
    found = [next((name for sign, name in known if sign in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or str(_("A browser"))
