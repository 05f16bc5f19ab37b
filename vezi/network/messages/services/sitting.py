"""What somebody does with her own place in a conversation, unseen by the others but for leaving."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists

from vezi.core import audit
from vezi.network.messages import telling
from vezi.network.messages.models import Conversation, Kind, Message, Seat, SeatState
from vezi.network.messages.queries import titles
from vezi.network.messages.queries.nearness import choice_of
from vezi.network.messages.services import holding
from vezi.network.messages.services.beginning import Waits
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from

TYPING_STANDS = timedelta(seconds=8)


@transaction.atomic
def accept(*, seat: Seat, now: datetime) -> None:
    """Yes to what a stranger wrote."""
    seat = _locked(seat)
    if seat.state in (SeatState.WAITING, SeatState.PUT_AWAY):
        seat.state = SeatState.IN
        seat.save(update_fields=["state"])
        telling.settled(person=seat.person, conversation=seat.conversation, now=now)
        audit.record("messages.accept", by=seat.person.account, at=now, subject=seat, person_id=seat.person_id)


@transaction.atomic
def put_away(*, seat: Seat, now: datetime) -> None:
    """Quietly: nobody is told, and to who wrote it goes on waiting."""
    seat = _locked(seat)
    if seat.state == SeatState.WAITING:
        seat.state = SeatState.PUT_AWAY
        seat.save(update_fields=["state"])
        telling.settled(person=seat.person, conversation=seat.conversation, now=now)
        audit.record("messages.put_away", by=seat.person.account, at=now, subject=seat, person_id=seat.person_id)


@transaction.atomic
def mute(*, seat: Seat, is_muted: bool, now: datetime) -> None:
    """It tells nothing, and is counted nowhere but in its own line."""
    seat = _locked(seat)
    seat.muted_at = now if is_muted else None
    seat.save(update_fields=["muted_at"])
    if is_muted:
        telling.settled(person=seat.person, conversation=seat.conversation, now=now)
    telling.moved(seat.conversation, [seat.person_id])


@transaction.atomic
def archive(*, seat: Seat, is_archived: bool, now: datetime) -> None:
    """Out of the list until somebody says something more."""
    seat = _locked(seat)
    seat.archived_at = now if is_archived else None
    seat.save(update_fields=["archived_at"])
    telling.moved(seat.conversation, [seat.person_id])


@transaction.atomic
def leave(*, seat: Seat, now: datetime) -> None:
    """Out of a conversation of several: the others see it; what was read so far stays readable."""
    conversation = holding.locked(seat.conversation_id)
    seats = holding.seats_in(conversation)
    mine = holding.own(seats, seat.person)
    if not conversation.is_several or mine.state == SeatState.LEFT:
        return
    said_yes = mine.state == SeatState.IN
    until = (
        holding.line(conversation, Kind.LEFT, mine.person, now=now).pk if said_yes else holding.last_id(conversation)
    )
    mine.state, mine.until_id, mine.archived_at, mine.is_new = SeatState.LEFT, until, now, False
    mine.save(update_fields=["state", "until_id", "archived_at", "is_new"])
    telling.settled(person=mine.person, conversation=conversation, now=now)
    audit.record("messages.leave", by=mine.person.account, at=now, subject=conversation, person_id=mine.person_id)
    apart = apart_from(mine.person_id)
    telling.moved(conversation, holding.take_part(one for one in seats if one.person_id not in apart))


@transaction.atomic
def name(*, conversation: Conversation, by: Person, title: str, now: datetime) -> None:
    """What a conversation of several is called; empty: after its people. Raises Gone, Waits.

    Where it is called so already, as far as she knows, nothing is changed: neither what somebody apart from her called it.
    """
    conversation = holding.locked(conversation.pk)
    seats = holding.seats_in(conversation)
    mine, apart = holding.own(seats, by), apart_from(by.pk)
    if mine.state != SeatState.IN:
        raise Waits
    mine.conversation, title = conversation, holding.title_of(title)
    if not conversation.is_several or title == titles.known([mine], apart=apart)[conversation.pk]:
        return
    conversation.title, conversation.titled_by = title, by
    conversation.save(update_fields=["title", "titled_by"])
    holding.line(conversation, Kind.TITLED, by, text=title, now=now)
    telling.moved(conversation, holding.take_part(one for one in seats if one.person_id not in apart))


@transaction.atomic
def read(*, seat: Seat, last: int, now: datetime) -> bool:
    """She has seen all up to `last`; whether there was anything new. Others' pages hear of it if she shows it."""
    rows = Seat.objects.filter(pk=seat.pk, read_id__lt=last)
    is_news = bool(rows.update(read_id=last, read_at=now))
    if seat.is_new:
        newer = Message.objects.filter(conversation=seat.conversation_id, pk__gt=last).exclude(author=seat.person_id)
        Seat.objects.filter(~Exists(newer), pk=seat.pk, read_id__gte=last).update(is_new=False)
    if is_news or seat.is_new:
        telling.read(person=seat.person, conversation=seat.conversation, now=now)
        shown = choice_of(seat.person_id).shows_reading and seat.state == SeatState.IN
        _tell_others(seat, "conversation" if shown and is_news else "")
    return is_news


@transaction.atomic
def typing(*, seat: Seat, now: datetime) -> None:
    """Shown for a few seconds to those who take part, if she shows it at all."""
    if seat.state == SeatState.IN and choice_of(seat.person_id).shows_typing:
        Seat.objects.filter(pk=seat.pk).update(typing_at=now)
        _tell_others(seat, "typing")


def _tell_others(seat: Seat, event: str) -> None:
    told = [seat.person_id]  # her other pages count anew
    if event:
        apart = apart_from(seat.person_id)
        others = Seat.objects.filter(conversation=seat.conversation_id, state=SeatState.IN)
        told += [one for one in others.values_list("person_id", flat=True) if one not in apart]
    telling.moved(seat.conversation, told, event=event or "conversation")


def _locked(seat: Seat) -> Seat:
    """Raises Gone."""
    rows = Seat.objects.select_for_update(of=("self",)).select_related("person__account", "conversation")
    found = rows.filter(pk=seat.pk).first()
    if found is None:
        raise holding.Gone
    return found
