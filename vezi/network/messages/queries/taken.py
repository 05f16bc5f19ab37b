"""What somebody takes along of her conversations."""

from typing import TypeVar

from vezi.network.messages.models import Message, Seat
from vezi.network.messages.queries import titles
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from

Row = TypeVar("Row", Seat, Message)


def called_as_known(person: Person, rows: list[Row]) -> list[Row]:
    """With the titles that are hers to know."""
    seats = Seat.objects.filter(person=person, conversation__in={row.conversation_id for row in rows})
    known = titles.known(seats.select_related("conversation"), apart=apart_from(person.pk))
    for row in rows:
        row.conversation.title = known.get(row.conversation_id, "")
    return rows
