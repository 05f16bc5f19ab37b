"""Saying something in a conversation, changing it, taking it back.

    services.send(conversation=theirs, by=ada, text="Tomorrow at nine?", now=now)

`send` is what a page and an answered letter call alike.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.enclosing import Enclosed
from vezi.core.errors import Refused
from vezi.core.wording import clean, mentions
from vezi.network.messages import limits, telling
from vezi.network.messages.models import Absence, Attachment, Conversation, Kind, Message, Seat, SeatState
from vezi.network.messages.queries import searching
from vezi.network.messages.queries.nearness import nearness
from vezi.network.messages.services import holding
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from
from vezi.network.ties.signals import word_changed


class NothingSaid(Refused):
    status = 422
    sentence = _("Write something that can be read, or send a file.")


class TooLong(Refused):
    status = 422
    sentence = _("That is longer than 20,000 characters. Shorten it, or tell it in parts; nothing of it is lost here.")


class Closed(Refused):
    """Says nothing of the reason: it may be a block, a death, a membership that ended."""

    sentence = _("Nothing more can be written in this conversation. Your words are still here, to be kept elsewhere.")


class WaitsForAnswer(Refused):
    sentence = _("Your first message waits for an answer. You can write more once it is there.")


class NotYours(Refused):
    status = 404
    sentence = _("These words are not yours, or not there any more.")


class TooLate(Refused):
    sentence = _("That can be done within 15 minutes. They are over.")


@transaction.atomic
def send(
    *,
    conversation: Conversation,
    by: Person,
    text: str,
    now: datetime,
    files: Sequence[Enclosed] = (),
    token: str = "",
) -> Message:
    """Say it to all who take part. The same `token` again says it no second time.

    Writing in a conversation that waits for one's yes is saying yes. Raises Gone, Closed, WaitsForAnswer, NotAMember,
    NothingSaid, TooLong, limits.TooMany.
    """
    said = checked(text, has_files=bool(files))
    conversation = holding.locked(conversation.pk)
    seats = holding.seats_in(conversation)
    mine = holding.own(seats, by)
    if (before := sent_before(by, token)) is not None:
        return before
    _open(conversation, seats, mine, now=now)
    return written(conversation, seats, mine, said, files=files, token=token, now=now)


def opened(conversation: Conversation, by: Person, *, now: datetime) -> tuple[Conversation, list[Seat], Seat]:
    """Locked, with its seats and that of `by`, who may say something. Raises Gone, Closed, WaitsForAnswer, NotAMember,
    limits.TooMany."""
    conversation = holding.locked(conversation.pk)
    seats = holding.seats_in(conversation)
    mine = holding.own(seats, by)
    _open(conversation, seats, mine, now=now)
    return conversation, seats, mine


def checked(text: str, *, has_files: bool) -> str:
    """The text as it is kept. Raises NothingSaid, TooLong."""
    if len(text) > clean.LONGEST_TEXT * 2:  # before any work is done on it
        raise TooLong
    said = mentions.unbraced(clean.text(text))
    if len(said) > clean.LONGEST_TEXT:
        raise TooLong
    if clean.is_blank(said):
        if not has_files:
            raise NothingSaid
        return ""
    return said


def sent_before(by: Person, token: str) -> Message | None:
    found = Message.objects.filter(author=by, token=token).select_related("conversation") if token else None
    return found.first() if found is not None else None


def _open(conversation: Conversation, seats: Sequence[Seat], mine: Seat, *, now: datetime) -> None:
    """Raises where nothing can be said; opens the seat of who was a stranger when it was brought in, and is none now."""
    if mine.state == SeatState.LEFT:
        raise Closed
    limits.hold(mine.person, now=now)
    others = [one for one in seats if one.pk != mine.pk and one.state != SeatState.LEFT]
    if not holding.are_here([mine.person_id]):
        raise holding.NotAMember
    if conversation.goes_on_in_id is not None:
        raise Closed
    if conversation.is_several:
        if not others:
            raise Closed
        return
    if len(others) != 1 or not holding.are_here([others[0].person_id]):
        raise Closed
    other = others[0]
    if other.person_id in apart_from(mine.person_id):
        raise Closed
    if other.state in (SeatState.WAITING, SeatState.PUT_AWAY):
        near = nearness(mine.person_id, [other.person_id])[other.person_id]
        if not near.is_stranger:
            other.state = SeatState.IN
            other.save(update_fields=["state"])
        elif Message.objects.filter(conversation=conversation, author=mine.person_id, kind=Kind.SAID).exists():
            raise WaitsForAnswer


def written(
    conversation: Conversation, seats: Sequence[Seat], mine: Seat, text: str, *, files: Sequence[Enclosed], token: str,
    now: datetime, matter: str = "", tells: bool = True,
) -> Message:  # fmt: skip
    """The words, with all that follows from them. Everything is locked and allowed by now."""
    author = mine.person
    message = Message.objects.create(
        conversation=conversation, author=author, text=text, written_at=now, token=token, matter=matter
    )
    for one in files:
        kept = Attachment(
            message=message, name=one.name, size=one.size, is_picture=one.is_picture, width=one.width, height=one.height
        )
        kept.file.save(f"{kept.public_id}.{'webp' if one.is_picture else 'bin'}", one.file, save=False)
        kept.save()
    searching.write_down(message)
    apart = apart_from(author.pk)
    others = [one for one in seats if one.pk != mine.pk and one.state != SeatState.LEFT and one.person_id not in apart]
    move(mine, others, message, now=now)
    # Who answers, by mail too, has seen what stood there.
    telling.read(person=author, conversation=conversation, now=now)
    if tells:
        telling.of_message(message, others, now=now)
    telling.moved(conversation, [author.pk, *holding.take_part(others)])
    return message


def move(mine: Seat, others: Sequence[Seat], message: Message, *, now: datetime) -> None:
    """It stands at the head of everybody's list, and is read by who wrote it."""
    mine.state, mine.moved_at, mine.archived_at, mine.typing_at = SeatState.IN, now, None, None
    mine.read_id, mine.read_at, mine.is_new = message.pk, now, False
    mine.save(update_fields=["state", "moved_at", "archived_at", "typing_at", "read_id", "read_at", "is_new"])
    rows = Seat.objects.filter(pk__in=[one.pk for one in others])
    rows.update(is_new=True, moved_at=now)
    rows.filter(muted_at__isnull=True, archived_at__isnull=False).update(archived_at=None)


@transaction.atomic
def change(*, message: Message, by: Person, text: str, now: datetime) -> Message:
    """One's own words, said better, within 15 minutes. Raises NotYours, TooLate, Closed, NothingSaid, TooLong."""
    message, seats, mine = _own(message, by)
    if now - message.written_at > limits.CHANGED_WITHIN:
        raise TooLate
    said = checked(text, has_files=message.attachments.exists())
    if mine.state != SeatState.IN:
        raise Closed
    apart = apart_from(by.pk)
    others = [one for one in seats if one.pk != mine.pk and one.person_id not in apart]
    if not message.conversation.is_several and not others:
        raise Closed
    if said == message.text:
        return message
    was, message.text, message.edited_at = message.text, said, now
    message.save(update_fields=["text", "edited_at"])
    searching.write_down(message)
    telling.changed(message)
    _said_elsewhere(message, by, was=was, now=now)
    telling.moved(message.conversation, [by.pk, *_who_read(message, others)])
    return message


@transaction.atomic
def take_back(*, message: Message, by: Person, now: datetime) -> Message:
    """Gone for everybody, with its files, within 15 minutes; a line says that there was something. Raises NotYours,
    TooLate."""
    message, seats, _mine = _own(message, by)
    if now - message.written_at > limits.CHANGED_WITHIN:
        raise TooLate
    throw_away(message.attachments.all())
    was = message.text
    Message.objects.filter(pk=message.pk).update(text="", search=None, taken_back_at=now)
    message.refresh_from_db()
    telling.taken_back(message, now=now)
    _said_elsewhere(message, by, was=was, now=now)
    audit.record("messages.take_back", by=by.account, at=now, subject=message, person_id=by.pk)
    telling.moved(message.conversation, [by.pk, *_who_read(message, seats)])
    return message


def _who_read(message: Message, seats: Sequence[Seat]) -> list[int]:
    """Those who may read the message: nobody else's open page hears that it changed."""
    apart = apart_from(message.author_id or 0) if message.conversation.is_several else ()
    away = Absence.objects.filter(seat__in=seats, from_id__lt=message.pk, until_id__gte=message.pk)
    missed = set(away.values_list("seat_id", flat=True))
    return holding.take_part(
        one for one in seats if one.from_id < message.pk and one.pk not in missed and one.person_id not in apart
    )


def _said_elsewhere(message: Message, by: Person, *, was: str, now: datetime) -> None:
    if message.matter:
        word_changed.send(sender=Message, by=by, matter=message.matter, was=was, text=message.text, now=now)


def _own(message: Message, by: Person) -> tuple[Message, list[Seat], Seat]:
    """Words of one's own that stand, with the seats of their conversation, all locked. Raises NotYours."""
    conversation = holding.locked(message.conversation_id)
    seats = holding.seats_in(conversation)
    mine = next((one for one in seats if one.person_id == by.pk), None)
    rows = Message.objects.said().select_for_update(of=("self",)).select_related("conversation", "author")
    found = rows.filter(pk=message.pk, author=by).first()
    if found is None or mine is None:
        raise NotYours
    return found, seats, mine


def throw_away(attachments: QuerySet[Attachment]) -> None:
    """The rows now, the files when the deed is committed."""
    for one in attachments:
        storage, name = one.file.storage, one.file.name or ""
        one.delete()
        transaction.on_commit(partial(storage.delete, name))
