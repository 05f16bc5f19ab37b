"""Letters that come back: whose they were, and whether nobody is behind the address any more.

Each letter leaves with an envelope sender of its own (“variable envelope return path”): the public name of the letter
and a keyed check, so that a report can only be about a letter this house has sent to that address, and whoever makes
one up marks nobody. Reports are delivery status notifications (RFC 3464) with enhanced status codes (RFC 3463).

An address is dead when the other side says for good that there is no such mailbox, no such host, or that the mailbox
was closed (`DEAD`). A full mailbox, a letter taken for unwanted mail, a broken server say nothing of the kind.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message
from enum import Enum

from django.conf import settings
from django.db import transaction

from vezi.core.models import MailState, OutgoingMail
from vezi.core.signals import address_is_dead

DEAD = frozenset(["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"])
#: Replies to “RCPT TO” without an enhanced code that mean as much (RFC 5321, 4.2.3).
DEAD_REPLIES = frozenset([550, 551, 553])
LARGEST = 1_000_000  # bytes of a report
CHECK_LENGTH = 16  # letters of base32: 80 bits
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
#: Headers in which servers leave the address a report was sent to.
ADDRESSED = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To")


class Outcome(Enum):
    """What became of a report."""

    NOT_OURS = "it names no letter of this house"
    NO_REPORT = "it is no delivery status report"
    FOR_NOW = "the letter was delayed, or refused for a reason that may pass"
    DEAD = "nobody is behind the address"
    KNOWN = "this letter came back before"


@dataclass(frozen=True)
class Report:
    """What the other side says of the one recipient of a letter."""

    action: str  # failed, delayed, delivered, relayed, expanded
    status: str
    words: str

    @property
    def is_dead(self) -> bool:
        # Some servers put the exact code into the words and a general one into the field.
        codes = {self.status, *STATUS.findall(self.words)}
        return self.action == "failed" and bool(codes & DEAD)


def envelope_of(mail: OutgoingMail) -> str:
    """The envelope sender of a letter; empty where the house has no address for returns."""
    local, _at, domain = settings.MAIL_RETURNS.partition("@")
    return f"{local}+{mail.public_id}-{_checks(mail.public_id)[0]}@{domain}" if domain else ""


def public_id_in(address: str) -> str:
    """The letter whose envelope sender this is; empty if this house did not write it."""
    local, _at, domain = settings.MAIL_RETURNS.lower().partition("@")
    pattern = rf"{re.escape(local)}\+([a-z0-9]+)-([a-z2-7]{{{CHECK_LENGTH}}})@{re.escape(domain)}"
    for public_id, check in re.findall(pattern, address.lower()) if domain else []:
        if any(hmac.compare_digest(check, right) for right in _checks(public_id)):
            return str(public_id)
    return ""


def _checks(public_id: str) -> list[str]:
    """By the house's key, then by those it had before."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    text = f"core.mail.return:{public_id}".encode()
    digests = [hmac.new(key.encode(), text, hashlib.sha256).digest() for key in keys]
    return [base64.b32encode(digest).decode().lower()[:CHECK_LENGTH] for digest in digests]


def read(raw: bytes) -> tuple[str, Report | None]:
    """The letter a message is about, and what it reports of it; never raises, whatever the message is made of."""
    try:
        message = message_from_bytes(raw[:LARGEST], policy=policy.compat32)
        named = " ".join(str(value) for header in ADDRESSED for value in message.get_all(header, []))
        return public_id_in(named), report_in(message)
    except RecursionError:  # parts within parts a thousand deep: nobody's report
        return "", None


def report_in(message: Message) -> Report | None:
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for part in parts for block in _blocks(part) if "Action" in block]
    reports = [report_of(block) for block in blocks]
    return next((one for one in reports if one.action == "failed"), reports[0] if reports else None)


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def report_of(block: Message) -> Report:
    status = STATUS.search(str(block.get("Status", "")))
    return Report(
        action=str(block.get("Action", "")).strip().lower(),
        status=status.group(1) if status else "",
        words=" ".join(str(block.get("Diagnostic-Code", "")).split())[:300],
    )


@transaction.atomic
def take_in(raw: bytes, *, to: str = "", now: datetime) -> Outcome:
    """A message that came to the address for returns; `to` is its envelope recipient, where the server tells it."""
    named, report = read(raw)
    public_id = public_id_in(to) or named
    sent = OutgoingMail.objects.select_for_update().filter(public_id=public_id, state=MailState.SENT)
    mail = sent.first() if public_id else None
    if mail is None:
        return Outcome.NOT_OURS
    if report is None:
        return Outcome.NO_REPORT
    if not report.is_dead:
        return Outcome.FOR_NOW
    if mail.returned_at is not None:
        return Outcome.KNOWN
    came_back(mail, because=f"{report.status} {report.words}".strip(), now=now)
    return Outcome.DEAD


def came_back(mail: OutgoingMail, *, because: str, now: datetime) -> None:
    """Nobody is behind the address of this letter. Called within a transaction."""
    mail.returned_at, mail.returned_because = now, because[:300]
    mail.save(update_fields=["returned_at", "returned_because"])
    address_is_dead.send(OutgoingMail, mail=mail, now=now)


def says_dead(code: int, words: bytes | str) -> bool:
    """The same of a reply to “RCPT TO”."""
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    codes = STATUS.findall(said)
    return bool(set(codes) & DEAD) if codes else code in DEAD_REPLIES
