"""Django's own way of sending mail, led through the gate as service mail: sign-in codes and the like."""

from collections.abc import Sequence
from secrets import token_urlsafe

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from vezi.core.mail import gate
from vezi.core.models import OutgoingMail


class GateBackend(BaseEmailBackend):
    """Writes each message into the outgoing mail, one letter for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = 0
        for message in email_messages:
            html = next((part for part, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
            for to in message.recipients():
                gate.keep(
                    OutgoingMail(
                        key=f"service:{token_urlsafe(12)}",
                        kind="core.service",
                        purpose=gate.SERVICE,
                        to=to,
                        language=translation.get_language() or "",
                        subject=str(message.subject)[:300],
                        text=str(message.body),
                        html=str(html),
                        is_confidential=True,
                        written_at=timezone.now(),
                    )
                )
                sent += 1
        return sent
