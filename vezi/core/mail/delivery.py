"""Handing a written letter to whatever carries mail out of the house.

Each letter leaves once: its row is locked while it is sent, and what is sent is marked before the line to the carrier
is even closed. One gap is left, as between any two systems: if the process is killed after the carrier said yes and
before our mark is stored, that one letter goes out again, under the same Message-ID, by which receivers know it again.
"""

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.dummy import EmailBackend as Nowhere
from django.db import transaction

from vezi.core import jobs
from vezi.core.mail import enclosures, gate, returns, secrets
from vezi.core.models import MailState, OutgoingMail

TRANSPORTS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
}
OUTBOX = "outbox"  # stays in the house: the outbox page shows it
#: How long to wait before each further try; after the last one a letter has failed.
PATIENCE = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440)]
NOT_NOW = (OSError, SMTPException)
NEVER = (UnicodeError,)  # an address in letters that mail on its way cannot carry


def deliver(*, mail_id: int, now: datetime) -> None:
    """Send one waiting letter, unless consent was withdrawn since; what the carrier refuses for now is tried later."""
    deliver_some(mail_ids=[mail_id], now=now)


def deliver_some(*, mail_ids: Iterable[int], now: datetime) -> None:
    """The same of several over one line, each in a transaction of its own; a line that broke is opened anew."""
    with closing(carrier()) as line:
        for mail_id in mail_ids:
            _deliver(line, mail_id, now=now)


@transaction.atomic
def _deliver(line: BaseEmailBackend, mail_id: int, *, now: datetime) -> None:
    # Locked, so that a rescued job and a slow one never send the same letter side by side.
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return
    if against := gate.reason_against(person_id=mail.person_id, club_id=mail.club_id, purpose=mail.purpose):
        mail.state, mail.reason = MailState.HELD_BACK, against
        mail.save(update_fields=["state", "reason"])
        return
    try:
        line.open()  # where it is open by now, nothing is done
        line.send_messages([message_of(mail)])
    except (*NOT_NOW, *NEVER) as failure:
        line.close()
        put_off(mail, failure, now=now)
    else:
        mark_sent(mail, now=now)


def carrier() -> BaseEmailBackend:
    if settings.MAIL_TRANSPORT == OUTBOX:
        return Nowhere()
    return get_connection(TRANSPORTS.get(settings.MAIL_TRANSPORT, settings.MAIL_TRANSPORT))


def mark_sent(mail: OutgoingMail, *, now: datetime) -> None:
    if mail.purpose == gate.LAST_WORD and settings.MAIL_TRANSPORT != OUTBOX:
        mail.delete()
        return
    mail.state, mail.sent_at, mail.reason, mail.attempts = MailState.SENT, now, "", mail.attempts + 1
    if mail.is_confidential and settings.MAIL_TRANSPORT != OUTBOX:
        mail.text = mail.html = ""
    mail.save(update_fields=["state", "sent_at", "reason", "attempts", "text", "html"])


def put_off(mail: OutgoingMail, failure: Exception, *, now: datetime) -> None:
    """Try again later, or give up when the carrier refused for good or patience is at its end."""
    from vezi.core.mail import tasks

    mail.attempts += 1
    mail.reason = f"{type(failure).__name__}: {failure}"[:300]
    if is_final(failure) or mail.attempts > len(PATIENCE):
        if mail.purpose == gate.LAST_WORD:
            mail.delete()
            return
        mail.state, mail.try_at = MailState.FAILED, None
        if says_nobody_is_there(failure):
            returns.came_back(mail, because=mail.reason, now=now)
        if mail.is_confidential:
            mail.text = mail.html = ""
    else:
        wait = PATIENCE[mail.attempts - 1]
        mail.try_at = now + wait
        jobs.ask_for(tasks.deliver, after=wait, mail_id=mail.pk)
    mail.save(update_fields=["attempts", "reason", "state", "try_at", "text", "html"])


def is_final(failure: Exception) -> bool:
    """Whether the carrier will never take the letter (RFC 5321: replies 55x), save when it is we who are refused."""
    if isinstance(failure, NEVER):
        return True
    if isinstance(failure, SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in failure.recipients.values())
    if isinstance(failure, SMTPSenderRefused):
        return False
    return isinstance(failure, SMTPResponseException) and 550 <= failure.smtp_code <= 559


def says_nobody_is_there(failure: Exception) -> bool:
    """Whether the carrier refused the recipient because there is no such address."""
    if not isinstance(failure, SMTPRecipientsRefused):
        return False
    return all(returns.says_dead(code, words) for code, words in failure.recipients.values())


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    house = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    sender = formataddr((mail.sender_name or settings.NETWORK_NAME, house))
    message = EmailMultiAlternatives(
        mail.subject,
        secrets.revealed(mail.text, mail),
        # Django takes this for the envelope; what the reader sees is the header.
        from_email=returns.envelope_of(mail) or sender,
        to=[formataddr((mail.to_name, mail.to))],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"From": sender, "Message-ID": f"<{mail.public_id}@{house.partition('@')[2]}>", **mail.headers},
    )
    if mail.html:
        message.attach_alternative(secrets.revealed(mail.html, mail), "text/html")
    if (file := enclosures.made(mail)) is not None:
        message.attach(file.name, file.content, file.kind)
    return message
