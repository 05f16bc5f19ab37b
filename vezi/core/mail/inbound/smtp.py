"""Mail that comes by SMTP on a local port: a server of the domain passes on what goes to our address.

Only what goes to an address this house gave away is taken; all else is refused at “RCPT TO”, so that nothing has to be
sent back later.
"""

import logging
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone

from vezi.core.mail import returns
from vezi.core.mail.inbound import reading, taking, tokens

log = logging.getLogger(__name__)

MOST_RECIPIENTS = 20


class Door:
    """What aiosmtpd asks."""

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[Any]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if tokens.read(address) is None and not returns.public_id_in(address):
            return "550 5.1.1 Nobody is behind this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            outcome = await sync_to_async(_take_in)(raw, list(envelope.rcpt_tos), envelope.mail_from or "")
        except Exception:  # the database is away: whoever sent it keeps it and tries again
            log.exception("A mail could not be taken in.")
            return "451 4.3.0 Try again later"
        if outcome == taking.Outcome.TOO_MANY:
            return "451 4.7.1 Too many at once, try again later"
        return "552 5.3.4 Too large" if outcome == taking.Outcome.TOO_LARGE else "250 2.0.0 Taken in"


def _take_in(raw: bytes, recipients: list[str], envelope_from: str) -> taking.Outcome:
    try:
        return taking.take_in(raw, recipients=recipients, envelope_from=envelope_from, now=timezone.now())
    finally:
        connections.close_all()


def door(host: str, port: int) -> Controller:
    """Opened by `start()`, which raises OSError where the port cannot be had."""
    return Controller(Door(), hostname=host, port=port, data_size_limit=reading.LARGEST, decode_data=False,
                      enable_SMTPUTF8=True, ident="Vezi")  # fmt: skip
