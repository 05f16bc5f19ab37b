"""What comes in: stored at once, so that nothing is lost, and worked on in the background, each mail once.

The answer, the mark that it was taken and the letter that says why not stand in one transaction.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from vezi.core import jobs
from vezi.core.errors import Refused, Words
from vezi.core.mail import gate, returns
from vezi.core.mail.inbound import judging, knowing, reading, tokens
from vezi.core.mail.inbound.knowing import Answer, Sender
from vezi.core.models import IncomingMail, IncomingState, OutgoingMail

log = logging.getLogger(__name__)

MOST_AN_HOUR, AN_HOUR = 40, timedelta(hours=1)  # answers of one person
MOST_LETTERS, A_DAY = 10, timedelta(days=1)  # that say why not, to one person
MOST_TRIES = 5
LEFT_BEHIND = timedelta(minutes=5)
KEPT_FOR = timedelta(days=90)  # what became of it, so that the same mail is known again
MOST_QUOTED = 4_000  # letters of an answer that was not taken, in the letter that says so
KIND = "core.not_taken"


class Outcome(Enum):
    """What became of a mail at the door."""

    TAKEN_IN = "it waits to be read"
    KNOWN = "it came before"
    NOT_OURS = "it went to no address of ours"
    TOO_LARGE = "it is too large"
    TOO_MANY = "there are too many of that person"
    RETURNED = "a letter that came back"


@transaction.atomic
def take_in(raw: bytes, *, recipients: Iterable[str], envelope_from: str | None, now: datetime) -> Outcome:
    """Store a mail for each address of ours it was sent to; one in practice. Quick, whatever the mail is made of."""
    to = list(recipients)[:50]
    if any(returns.public_id_in(address) for address in to):
        for address in to:
            returns.take_in(raw, to=address, now=now)
        return Outcome.RETURNED
    found = {token for address in to if (token := tokens.read(address))}
    if not found:
        return Outcome.NOT_OURS
    if len(raw) > reading.LARGEST:
        return Outcome.TOO_LARGE
    said = {_store(raw, token, envelope_from, now=now) for token in sorted(found)}
    return next(outcome for outcome in (Outcome.TAKEN_IN, Outcome.TOO_MANY, Outcome.KNOWN) if outcome in said)


def _store(raw: bytes, token: tokens.Token, envelope_from: str | None, *, now: datetime) -> Outcome:
    lately = IncomingMail.objects.filter(came_at__gt=now - AN_HOUR, who=token.person)
    if lately.count() >= MOST_AN_HOUR:
        return Outcome.TOO_MANY
    named = message_id_of(raw)
    digest = hashlib.sha256(f"{token}\n".encode() + (named or raw)).hexdigest()
    row = IncomingMail(
        digest=digest, token=str(token), who=token.person, envelope_from=_short(envelope_from), raw=raw, came_at=now
    )
    IncomingMail.objects.bulk_create([row], ignore_conflicts=True)
    stored = IncomingMail.objects.filter(digest=digest, came_at=now, state=IncomingState.WAITING).only("pk").first()
    if stored is None:
        return Outcome.KNOWN
    from vezi.core.mail.inbound import tasks

    jobs.ask_for(tasks.take, incoming_id=stored.pk)
    return Outcome.TAKEN_IN


def _short(address: str | None) -> str | None:
    return None if address is None else address[:320]


def message_id_of(raw: bytes) -> bytes:
    """By a look at the head alone."""
    head = raw[:100_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0].replace(b"\n ", b" ").replace(b"\n\t", b" ")
    for line in head.split(b"\n"):
        if line[:11].lower() == b"message-id:":
            return b"".join(line[11:].split())[:500]
    return b""


def take(*, incoming_id: int, now: datetime) -> None:
    """Take one answer. What goes wrong in the house is tried again, and said in the end."""
    try:
        with transaction.atomic():
            row = IncomingMail.objects.select_for_update().filter(pk=incoming_id, state=IncomingState.WAITING).first()
            if row is not None:
                _take(row, now=now)
    except Exception:
        log.exception("The answer by mail %s could not be taken.", incoming_id)
        with transaction.atomic():
            _try_again(incoming_id, now=now)


def _take(row: IncomingMail, *, now: datetime) -> None:
    try:
        heard = _hear(row)
    except _NotHeard as why:
        return end(row, IncomingState.DROPPED, str(why), now=now)
    mail, sender = heard.mail, heard.sender
    row.person_id = sender.person_id
    answer = Answer(person_id=sender.person_id, thing=heard.thing, text=mail.text, files=mail.files,
                    token=row.digest[:32], now=now)  # fmt: skip
    with translation.override(sender.language):
        try:
            with transaction.atomic():
                left_out = heard.taker(answer)
        except Refused as refusal:
            end(row, IncomingState.REFUSED, type(refusal).__name__, now=now)
            return _say_why_not(row, sender, mail, refusal.sentence, now=now)
        end(row, IncomingState.TAKEN, "", now=now)
        if left_out:
            _write(row, sender, mail, headline=_("Your answer is there, but not all of it"), now=now,
                   paragraphs=[str(left_out)])  # fmt: skip
    return None


@dataclass(frozen=True)
class _Heard:
    """An answer that a person is believed to have written."""

    mail: reading.Mail
    sender: Sender
    taker: knowing.Taker
    thing: str


class _NotHeard(Exception):
    """Why nobody is told of the mail."""


def _hear(row: IncomingMail) -> _Heard:
    try:
        mail = reading.read(bytes(row.raw or b""))
    except reading.Unreadable as why:
        raise _NotHeard("unreadable") from why
    token = tokens.Token(*row.token.split("-"))
    sender, taker = knowing.sender_of(token.person), knowing.taker_of(token.code)
    if sender is None or taker is None:
        raise _NotHeard("nobody answers by this address any more")
    machine = judging.written_by_a_machine(mail, envelope_from=row.envelope_from) or _is_our_own(mail.message_id)
    if against := machine or judging.why_not_believed(mail, sender):
        raise _NotHeard(against)
    return _Heard(mail, sender, taker, token.thing)


def end(row: IncomingMail, state: IncomingState, reason: str, *, now: datetime) -> None:
    """Nothing of the mail is kept but what became of it."""
    row.state, row.reason, row.ended_at, row.raw, row.envelope_from = state, reason[:120], now, None, None
    row.save(update_fields=["state", "reason", "ended_at", "raw", "envelope_from", "person_id"])


def _is_our_own(message_id: str) -> str:
    """A letter of ours that somebody's rule sent back."""
    public_id = message_id.strip("<> ").partition("@")[0]
    is_ours = bool(public_id) and OutgoingMail.objects.filter(public_id=public_id[:13]).exists()
    return "a letter of our own" if is_ours and len(public_id) <= 13 else ""


def pause_after(tries: int) -> timedelta:
    return timedelta(minutes=5**tries)


def _try_again(incoming_id: int, *, now: datetime) -> None:
    row = IncomingMail.objects.select_for_update().filter(pk=incoming_id, state=IncomingState.WAITING).first()
    if row is None:
        return
    row.tries += 1
    row.save(update_fields=["tries"])
    if row.tries < MOST_TRIES:
        from vezi.core.mail.inbound import tasks

        jobs.ask_for(tasks.take, after=pause_after(row.tries), incoming_id=row.pk)
        return
    _give_up(row, now=now)


def _give_up(row: IncomingMail, *, now: datetime) -> None:
    """The house failed, not who wrote: she hears of it, and has her words back."""
    try:
        heard = _hear(row)
    except Exception as why:  # it may be the very thing that failed
        log.warning("Nobody can be told that the answer by mail %s failed: %s", row.pk, why)
        return end(row, IncomingState.FAILED, "could not be taken", now=now)
    row.person_id = heard.sender.person_id
    end(row, IncomingState.FAILED, "could not be taken", now=now)
    with translation.override(heard.sender.language):
        sentence = _(
            "Something went wrong with us, each time we tried. Please answer in the page; your words are here."
        )
        return _say_why_not(row, heard.sender, heard.mail, sentence, now=now)


def _say_why_not(row: IncomingMail, sender: Sender, mail: reading.Mail, sentence: Words, *, now: datetime) -> None:
    said = [str(sentence)]
    if mail.text:
        said += [_("This is what you wrote:"), mail.text[:MOST_QUOTED]]
    _write(row, sender, mail, headline=_("Your answer was not taken"), paragraphs=said, now=now)


def _write(
    row: IncomingMail, sender: Sender, mail: reading.Mail, *, headline: str, paragraphs: list[str], now: datetime
) -> None:
    """One letter for one mail, and not many a day: it goes only to whom the mail is known to come from."""
    lately = OutgoingMail.objects.filter(person_id=sender.person_id, kind=KIND, written_at__gt=now - A_DAY)
    if lately.count() >= MOST_LETTERS or not sender.to:
        return
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if "\n" not in mail.message_id and mail.message_id.startswith("<") and mail.message_id.isascii():
        headers |= {"In-Reply-To": mail.message_id, "References": mail.message_id}
    gate.post(
        gate.Letter(
            key=f"{KIND}:{row.pk}", kind=KIND, purpose=gate.SERVICE, to=sender.to, to_name=sender.name,
            language=sender.language, template="core/mail/note", person_id=sender.person_id, headers=headers,
            context={"headline": headline, "paragraphs": paragraphs, "why": _("You wrote to us by answering a letter.")},
        ),
        now=now,
    )  # fmt: skip


def take_left_behind(*, now: datetime) -> int:
    """Whatever became of its job, a stored mail is taken."""
    late = Q(pk__in=[])
    for tries in range(MOST_TRIES):  # later than its job would have come
        late |= Q(tries=tries, came_at__lt=now - sum(map(pause_after, range(1, tries + 1)), LEFT_BEHIND))
    waiting = IncomingMail.objects.filter(late, state=IncomingState.WAITING)
    numbers = list(waiting.order_by("came_at").values_list("pk", flat=True)[:500])
    for number in numbers:
        take(incoming_id=number, now=now)
    IncomingMail.objects.filter(ended_at__lt=now - KEPT_FOR).delete()
    return len(numbers)
