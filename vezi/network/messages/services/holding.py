"""What deeds of conversations stand on: rows locked in one order (people, conversation, seats), lines, seats to be told.

Blocking locks both people before it is written down; who writes holds them as they are. So no word goes between two of
whom one blocked the other meanwhile.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.memberships.access import is_here
from vezi.network.messages.models import Conversation, Kind, Message, Seat, SeatState
from vezi.network.people.models import Person

LONGEST_TITLE = 100


class Gone(Refused):
    status = 404
    sentence = _("This conversation is not there any more.")


class NotAMember(Refused):
    sentence = _("Only members of a club write here.")


def hold_still(person_ids: Iterable[int]) -> None:
    """Nobody blocks, merges or erases one of them meanwhile; others who write are not kept waiting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from people_person where id = any(%s) order by id for share", [sorted(set(person_ids))]
        )


def locked(conversation_id: int) -> Conversation:
    """With its people held still before it; raises Gone."""
    hold_still(Seat.objects.filter(conversation=conversation_id).values_list("person_id", flat=True))
    held = Conversation.objects.select_for_update().filter(pk=conversation_id).first()
    if held is None:
        raise Gone
    return held


def seats_in(conversation: Conversation) -> list[Seat]:
    """Locked; of people who were erased there are none."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(conversation=conversation).order_by("person_id")
    return list(rows.select_related("person"))


def own(seats: Iterable[Seat], person: Person) -> Seat:
    """Raises Gone for somebody else's conversation."""
    found = next((one for one in seats if one.person_id == person.pk), None)
    if found is None:
        raise Gone
    return found


def are_here(person_ids: Collection[int]) -> bool:
    return Person.objects.filter(is_here(), pk__in=set(person_ids)).count() == len(set(person_ids))


def last_id(conversation: Conversation) -> int:
    return Message.objects.filter(conversation=conversation).aggregate(last=Max("pk"))["last"] or 0


def line(
    conversation: Conversation, kind: Kind, by: Person, *, now: datetime, about: Person | None = None, text: str = ""
) -> Message:
    """What happened, between the words."""
    return Message.objects.create(
        conversation=conversation, kind=kind, author=by, about=about, text=text, written_at=now
    )


def title_of(typed: str) -> str:
    """As it is kept; empty where nothing could be read."""
    title = clean.line(typed)[:LONGEST_TITLE]
    return "" if clean.is_blank(title) else title


def take_part(seats: Iterable[Seat]) -> list[int]:
    """Whose open pages look again: all who have not left, and have not put it away."""
    return [one.person_id for one in seats if one.state in (SeatState.IN, SeatState.WAITING)]
