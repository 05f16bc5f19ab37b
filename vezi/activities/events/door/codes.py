"""What stands in the square code of a seat: which event, which seat, and a seal of ours.

Signs of capital letters and digits alone, 38 of them: the second smallest square there is, quick to read by any camera.
A phone at the door has the list of the digests of all seals and not the seals themselves: it knows a true code without a
network, and nobody can print one out of a lost phone.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import segno
from django.conf import settings
from django.utils.crypto import salted_hmac

from vezi.core.public_ids import ALPHABET, LENGTH

MARK, SEAL, DIGEST = "V1", 10, 16  # 10 signs of 27 are 47 bits; digests in hexadecimal
SALT = "events.seat"
_CODE = re.compile(
    rf"{MARK}([{ALPHABET.upper()}]{{{LENGTH}}})([{ALPHABET.upper()}]{{{LENGTH}}})([{ALPHABET.upper()}]{{{SEAL}}})"
)


@dataclass(frozen=True)
class Named:
    """What a code says; whether it is true is another question."""

    event: str
    seat: str
    seal: str


def code(event: str, seat: str) -> str:
    return _code(event, seat, settings.SECRET_KEY)


def digests(event: str, seat: str) -> list[str]:
    """Of the code, and of those printed before the installation's secret was changed."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [hashlib.sha256(_code(event, seat, secret).encode()).hexdigest()[:DIGEST] for secret in secrets]


def read(text: str) -> Named | None:
    """None where it is no code of this house at all."""
    found = _CODE.fullmatch(text.strip().upper())
    return Named(found[1].lower(), found[2].lower(), found[3]) if found else None


def is_true(text: str) -> bool:
    named = read(text)
    if named is None:
        return False
    said = hashlib.sha256(text.strip().upper().encode()).hexdigest()[:DIGEST]
    return said in digests(named.event, named.seat)


def number(seat: str) -> str:
    """What is read to somebody who types: the beginning of the seat's name."""
    return seat[:6].upper()


def picture(text: str) -> str:
    """For a page, as an address of its own."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=2)


def svg(text: str) -> str:
    """For the press."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2, omitsize=True, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


def _code(event: str, seat: str, secret: str | bytes) -> str:
    sealed = salted_hmac(SALT, f"{event}:{seat}", secret=secret, algorithm="sha256").digest()
    return f"{MARK}{event}{seat}{''.join(_spelled(int.from_bytes(sealed[:12])))}".upper()


def _spelled(value: int) -> Iterator[str]:
    for _sign in range(SEAL):
        value, rest = divmod(value, len(ALPHABET))
        yield ALPHABET[rest]
