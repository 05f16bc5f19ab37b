"""A push service on loopback as the makers of browsers run them, and the browser behind it.

It takes what RFC 8030 and RFC 8292 let it take and refuses the rest with their codes; the browser opens what came by
RFC 8188 and RFC 8291. Written from those texts alone, with nothing of what the house itself sends with.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LARGEST = 4096  # octets of a message that each service takes (RFC 8030, 7.2)
A_DAY = 24 * 60 * 60  # a signature holds no longer (RFC 8292, 2)
POINT = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
Key = ec.EllipticCurvePrivateKey


class Refused(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def encoded(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")


def decoded(said: str) -> bytes:
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


def point_of(key: Key) -> bytes:
    return key.public_key().public_bytes(*POINT)


def new_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


# The service


def signed_by(authorization: str, *, audience: str, now: float) -> str:
    """The key that signed, in base64 for addresses. Raises Refused for whatever RFC 8292 does not allow."""
    scheme, _space, rest = authorization.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if scheme != "vapid" or not {"t", "k"} <= parts.keys():
        raise Refused(401, "not signed")
    head, body, signature = parts["t"].split(".")
    raw = decoded(signature)
    if json.loads(decoded(head))["alg"] != "ES256" or len(raw) != 64:
        raise Refused(403, "signed in another way")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
    made = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    try:
        key.verify(made, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise Refused(403, "signed by another") from None
    claims = json.loads(decoded(body))
    if claims.get("aud") != audience:
        raise Refused(403, "signed for another service")
    if not now < claims.get("exp", 0) <= now + A_DAY:
        raise Refused(403, "signed for too long, or too long ago")
    if not str(claims.get("sub", "")).startswith(("mailto:", "https:")):
        raise Refused(403, "does not say whom to write to")
    return parts["k"]


def take(headers: dict[str, str], octets: bytes, *, audience: str, allowed: str, now: float) -> None:
    """As a service takes a message for a browser that subscribed with the key `allowed`. Raises Refused."""
    by = signed_by(headers.get("Authorization", ""), audience=audience, now=now)
    if decoded(by) != decoded(allowed):
        raise Refused(403, "another key than the browser was given")
    if not headers.get("TTL", "").isdecimal():
        raise Refused(400, "does not say how long it is to be kept")
    if len(octets) > LARGEST:
        raise Refused(413, "too large")
    if headers.get("Content-Encoding") != "aes128gcm":
        raise Refused(415, "not sealed")
    topic = headers.get("Topic", "")
    if len(topic) > 32 or encoded(decoded(topic)).rstrip("=") != topic.rstrip("="):
        raise Refused(400, "a topic is 32 letters of base64 for addresses")


# The browser


def opened(octets: bytes, *, key: Key, secret: bytes) -> bytes:
    """What was sealed for the browser whose key and secret these are. Raises InvalidTag."""
    salt, size, length = octets[:16], int.from_bytes(octets[16:20]), octets[20]
    sender, sealed = octets[21 : 21 + length], octets[21 + length :]
    assert length == 65
    assert len(sealed) <= size, "more than one record"
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    both = b"WebPush: info\0" + point_of(key) + sender
    material = derived(shared, salt=secret, info=both, length=32)
    content_key = derived(material, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = derived(material, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    words, mark, padding = AESGCM(content_key).decrypt(nonce, sealed, None).rpartition(b"\x02")
    assert (mark, padding.strip(b"\0")) == (b"\x02", b""), "the last record ends so"
    return words


def derived(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


@dataclass
class Browser:
    """One that subscribed with the key of the house, and its service: what came, and what was refused."""

    allowed: str
    service: str = ""
    answers: int = 201
    key: Key = field(default_factory=new_key)
    secret: bytes = b"0123456789abcdef"
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def said(self) -> dict[str, str]:
        """What it says when its person allowed it to show notices."""
        return {
            "endpoint": f"{self.service}/push/1",
            "key": encoded(point_of(self.key)),
            "secret": encoded(self.secret),
        }

    def read(self) -> list[dict[str, Any]]:
        """What it shows."""
        return [json.loads(opened(octets, key=self.key, secret=self.secret)) for _headers, octets in self.came]

    def takes(self, headers: dict[str, str], octets: bytes) -> int:
        try:
            take(headers, octets, audience=self.service, allowed=self.allowed, now=time.time())
        except Refused as refused:
            self.refused.append(str(refused))
            return refused.status
        self.came.append((headers, octets))
        return self.answers


@contextmanager
def standing(*, allowed: str) -> Iterator[Browser]:
    found = Browser(allowed)

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(found.takes(dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    found.service = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
