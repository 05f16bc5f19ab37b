"""Handing a written letter to whatever carries mail out of the house."""

from datetime import datetime
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from vezi.core.mail import gate
from vezi.core.models import MailState, OutgoingMail

TRANSPORTS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
}
OUTBOX = "outbox"  # stays in the house: the outbox page shows it


@transaction.atomic
def deliver(*, mail_id: int, now: datetime) -> None:
    """Send one waiting letter, unless consent was withdrawn since. Raises what the transport raises."""
    # Locked, so that a rescued job and a slow one never send the same letter side by side.
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return
    if against := gate.reason_against(person_id=mail.person_id, club_id=mail.club_id, purpose=mail.purpose):
        mail.state, mail.reason = MailState.HELD_BACK, against
        mail.save(update_fields=["state", "reason"])
        return
    if settings.MAIL_TRANSPORT != OUTBOX:
        message_of(mail).send()
    mail.state, mail.sent_at, mail.attempts = MailState.SENT, now, mail.attempts + 1
    mail.save(update_fields=["state", "sent_at", "attempts"])


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        from_email=formataddr((mail.sender_name or settings.NETWORK_NAME, settings.DEFAULT_FROM_EMAIL)),
        to=[formataddr((mail.to_name, mail.to))],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": f"<{mail.public_id}@{settings.DEFAULT_FROM_EMAIL.partition('@')[2]}>", **mail.headers},
        connection=get_connection(TRANSPORTS.get(settings.MAIL_TRANSPORT, settings.MAIL_TRANSPORT)),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
