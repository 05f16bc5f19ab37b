"""The floor of handing letters over: those that were written, by plain smtplib over one line."""

import smtplib
from typing import Any

from bench.steps.told import taken
from vezi.core.mail import delivery
from vezi.core.models import OutgoingMail


def run(port: int, sample: int) -> dict[str, Any]:
    mails = list(OutgoingMail.objects.filter(kind="events.invite").order_by("pk")[:sample])
    ready = [(mail.to, delivery.message_of(mail).message().as_bytes(linesep="\r\n")) for mail in mails]

    def hand_over() -> None:
        with smtplib.SMTP("127.0.0.1", port) as line:
            for to, content in ready:
                line.sendmail("vezi@example.org", [to], content)

    return {"letters": len(ready), "seconds": taken(hand_over)}
