"""Sending notices to devices by Web Push (RFC 8030): sealed so that the browser alone can read them (RFC 8291), signed so
that its push service knows who sends (RFC 8292).

A notice is sent when it is marked so, and unmarked afterwards: killed in between, it is sent again, and the device shows
the second in place of the first.
"""

import hashlib
import json
import logging
import time
from base64 import urlsafe_b64encode
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import Enum
from functools import cache
from urllib.parse import urlencode, urlsplit

import http_ece
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from py_vapid import Vapid02

from vezi.network.notices import devices, kinds, letters, readers
from vezi.network.notices.models import Device, Notice
from vezi.network.notices.readers import Reader

log = logging.getLogger(__name__)

BUDGET = 60.0  # seconds of one run
AT_ONCE = 200  # notices
SIDE_BY_SIDE = 8
PATIENCE = (5, 10)  # seconds: to reach a service, to be answered
AGAIN_AFTER = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(hours=6)  # then it stands under the bell, as everything does
KEPT_FOR = timedelta(days=1)  # by the push service, for a device that is off
SIGNED_FOR = timedelta(hours=12)
LONGEST, LONGEST_TITLE = 400, 120  # letters: services take 4,096 octets (RFC 8030, 7.2), and no device shows more


class Outcome(Enum):
    SENT = "sent"
    GONE = "gone"  # the browser is told no more: its person took back the permission, or cleared it
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True)
class Parcel:
    notice: Notice
    device: Device
    words: dict[str, str]


def push_all(*, now: datetime, seconds: float = BUDGET) -> bool:
    """Send what is marked, the longest waiting first, for so long at most. Whether some is left."""
    until = time.monotonic() + seconds
    while marked := list(
        Notice.objects.filter(push_at__lte=now).select_related("club").order_by("push_at", "pk")[:AT_ONCE]
    ):
        if time.monotonic() > until:
            return True
        push(marked, now=now)
    return False


def push(marked: list[Notice], *, now: datetime) -> None:
    parcels = packed(marked, now=now)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        outcomes = dict(zip(((one.notice.pk, one.device.pk) for one in parcels), pool.map(sent, parcels), strict=True))
    Device.objects.filter(
        pk__in=[device for (_notice, device), what in outcomes.items() if what == Outcome.GONE]
    ).delete()
    later = {notice for (notice, _device), what in outcomes.items() if what == Outcome.LATER}
    patient = [one.pk for one in marked if one.pk in later and now - one.at < GIVEN_UP_AFTER]
    Notice.objects.filter(pk__in=[one.pk for one in marked]).exclude(pk__in=patient).update(push_at=None)
    Notice.objects.filter(pk__in=patient).update(push_at=now + AGAIN_AFTER)


def packed(marked: Iterable[Notice], *, now: datetime) -> list[Parcel]:
    """For each device what it shows; nothing of what is read, settled, or of somebody apart by now."""
    marked = list(marked)
    found = readers.readers_of({one.person_id for one in marked}, today=timezone.localdate(now))
    told = [one for one in marked if letters.is_news(one, found.get(one.person_id))]
    names = readers.names_seen(found, told)
    theirs: dict[int, list[Device]] = defaultdict(list)
    for device in Device.objects.filter(person__in={one.person_id for one in told}).order_by("pk"):
        theirs[device.person_id].append(device)
    return [
        Parcel(one, device, words)
        for one in told
        if (mine := theirs[one.person_id]) and (words := words_of(one, found[one.person_id], names))
        for device in mine
    ]


def words_of(notice: Notice, reader: Reader, names: dict[int, str]) -> dict[str, str]:
    """A sentence in the language of its person, where it leads, and what it stands in place of."""
    kind = kinds.kind_of(notice.kind)
    with translation.override(letters.language_of(reader.person, notice.club)):
        who = [names[notice.pk]] if notice.pk in names else []
        said = kinds.sentence(kind, names=who, words=notice.words)
        title = str(notice.club or kind.title)
        said, title = Truncator(said).chars(LONGEST), Truncator(title).chars(LONGEST_TITLE)
    heading = {"kind": notice.kind, "about": notice.about}
    return {
        "title": title,
        "body": said,
        "url": f"{reverse('notices:open')}?{urlencode(heading)}",
        "tag": tag_of(notice),
    }


def tag_of(notice: Notice) -> str:
    return hashlib.sha256(f"{notice.kind} {notice.about}".encode()).hexdigest()[:32]


def sent(parcel: Parcel) -> Outcome:
    """Post it to the push service of the device."""
    device = parcel.device
    if not devices.is_of_a_service(device.endpoint):  # the services we know are fewer by now
        return Outcome.GONE
    try:
        answer = requests.post(
            device.endpoint, data=sealed(json.dumps(parcel.words, ensure_ascii=False), device),
            headers={
                "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "Urgency": "normal",
                "TTL": str(int(KEPT_FOR.total_seconds())), "Topic": parcel.words["tag"],
                **signature_for(device.endpoint),
            },
            timeout=PATIENCE, allow_redirects=False, stream=True,
        )  # fmt: skip
    except requests.RequestException as error:
        log.warning("A push service could not be reached (%s).", type(error).__name__)
        return Outcome.LATER
    with answer:
        return outcome_of(answer.status_code)


def outcome_of(status: int) -> Outcome:
    """What the answer of a push service means (RFC 8030, 5 to 8)."""
    if 200 <= status < 300:
        return Outcome.SENT
    if status in (404, 410):
        return Outcome.GONE
    if status == 429 or status >= 500:
        return Outcome.LATER
    log.warning("A push service refused a message: %s.", status)
    return Outcome.REFUSED


def sealed(words: str, device: Device) -> bytes:
    return bytes(
        http_ece.encrypt(
            words.encode(),
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=devices.decoded(device.key),
            auth_secret=devices.decoded(device.secret),
            version="aes128gcm",
        )
    )


def signature_for(endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time() + SIGNED_FOR.total_seconds()),
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    return dict(Vapid02(private_key=own_key()).sign(claims))


@cache
def own_key() -> ec.EllipticCurvePrivateKey:
    """Made of the secret, so that there is one thing to keep: any number below the order of the curve is a key."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    number = int.from_bytes(hashlib.sha512(f"vezi.push {settings.PUSH_KEY}".encode()).digest())
    return ec.derive_private_key(number % (order - 1) + 1, ec.SECP256R1())


def public_key() -> str:
    """As browsers want it when they subscribe: the point, in base64 for addresses."""
    point = own_key().public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )  # fmt: skip
    return urlsafe_b64encode(point).decode().rstrip("=")
