"""The address that stands under a letter as “Reply-To”: who may answer by it, what, and a keyed check.

    reply+groups-k3v9…-x8p2…-q7…@mail.example.org

It names the person and the thing by their public names, and nobody else's can be made from it. It is no key by itself:
who answers has to write from an address that is confirmed to be that person's (core.mail.inbound.judging).
"""

import base64
import hashlib
import hmac
import re
from typing import NamedTuple

from django.conf import settings

CHECK_LENGTH = 16  # letters of base32: 80 bits
LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
PATTERN = re.compile(rf"([a-z]{{2,10}})-([a-z0-9]{{4,13}})-([a-z0-9]{{1,13}})-([a-z2-7]{{{CHECK_LENGTH}}})")


class Token(NamedTuple):
    code: str
    person: str
    thing: str

    def __str__(self) -> str:
        return f"{self.code}-{self.person}-{self.thing}"


def address_of(code: str, person: str, thing: str) -> str:
    """Where an answer goes; empty where the house takes no mail."""
    local, _at, domain = settings.INBOUND_ADDRESS.rpartition("@")
    if not domain:
        return ""
    token = Token(code, person, thing)
    name = f"{local}+" if local else ""  # without a name before the @, all names of the domain are ours
    return f"{name}{token}-{_checks(token)[0]}@{domain}"


def read(address: str) -> Token | None:
    """What an address of ours says, None for any other and for what was made up."""
    local, _at, domain = settings.INBOUND_ADDRESS.lower().rpartition("@")
    given, _at, of = address.strip().strip("<>").lower().rpartition("@")
    if not domain or of != domain or len(given) > LONGEST_LOCAL:
        return None
    said = given.removeprefix(f"{local}+" if local else "")
    found = PATTERN.fullmatch(said)
    if found is None or (local and said == given):
        return None
    token = Token(*found.groups()[:3])
    is_right = [hmac.compare_digest(found[4], right) for right in _checks(token)]
    return token if any(is_right) else None


def _checks(token: Token) -> list[str]:
    """By the house's key, then by those it had before."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hmac.new(key.encode(), f"core.mail.answer:{token}".encode(), hashlib.sha256).digest() for key in keys]
    return [base64.b32encode(digest).decode().lower()[:CHECK_LENGTH] for digest in digests]
