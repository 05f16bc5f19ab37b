"""The one gate that every letter passes: it asks consent, writes the letter down, and sends it on commit.

`consent` registers the question; until an area does, only the house's own service mail goes out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from vezi.core.mail import letters
from vezi.core.models import MailState, OutgoingMail

#: Mail a person asked for a moment ago (a sign-in code): no consent is asked.
SERVICE = "service"


@dataclass(frozen=True)
class Letter:
    """What is to be sent: to whom, about what, in which template (`<area>/mail/<name>` with .mjml and .txt)."""

    key: str  # unique: the same deed done twice writes one letter
    kind: str
    purpose: str
    to: str
    language: str
    template: str
    context: dict[str, object] = field(default_factory=dict)
    to_name: str = ""
    club: object = None
    person_id: int | None = None
    sender_name: str = ""
    reply_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)


#: (person_id, club_id, purpose) -> the reason why not, empty when it may go.
Question = Callable[[int, int, str], str]
_questions: list[Question] = []


def asks(question: Question) -> Question:
    """Register a question that every letter to a person must pass."""
    _questions.append(question)
    return question


def reason_against(*, person_id: int | None, club_id: int | None, purpose: str) -> str:
    """Why a letter must not go, empty when it may. Without a person or club only service mail goes."""
    if purpose == SERVICE:
        return ""
    if person_id is None or club_id is None or not _questions:
        return "no consent is known"
    return next((reason for question in _questions if (reason := question(person_id, club_id, purpose))), "")


def post(letter: Letter, *, now: datetime) -> OutgoingMail | None:
    """Write the letter down and send it when the deed is committed; None if it was written before."""
    club_id = getattr(letter.club, "pk", None)
    against = reason_against(person_id=letter.person_id, club_id=club_id, purpose=letter.purpose)
    written = letters.write(letter.template, letter.context, language=letter.language, club=letter.club)
    mail = OutgoingMail(
        key=letter.key, kind=letter.kind, purpose=letter.purpose, club_id=club_id, person_id=letter.person_id,
        to=letter.to, to_name=letter.to_name, sender_name=letter.sender_name, reply_to=letter.reply_to,
        language=letter.language, subject=written.subject, text=written.text, html=written.html,
        headers=letter.headers, state=MailState.HELD_BACK if against else MailState.WAITING, reason=against,
        written_at=now,
    )  # fmt: skip
    return keep(mail)


def keep(mail: OutgoingMail) -> OutgoingMail | None:
    """Store a letter once and hand it to the postman on commit."""
    from vezi.core.mail import tasks

    mails = OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
    stored = OutgoingMail.objects.get(key=mail.key)
    if stored.public_id != mails[0].public_id:
        return None
    if stored.state == MailState.WAITING:
        transaction.on_commit(lambda: tasks.deliver.defer(mail_id=stored.pk))
    return stored
