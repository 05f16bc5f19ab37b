"""Found messages as the lines of an answer."""

from dataclasses import dataclass

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.core.wording import markdown
from vezi.network.messages.access import seats_of
from vezi.network.messages.models import Message, Seat
from vezi.network.messages.queries import searching, titles
from vezi.network.messages.queries.listing import name_of, named_cast, people_of
from vezi.network.messages.queries.people import cast


@dataclass(frozen=True)
class Found:
    message: Message
    who: Who
    name: str
    begins: str


def found(viewer: Viewer, words: str) -> list[Found]:
    """A fixed number of queries."""
    messages = searching.find(viewer, words)
    if not messages:
        return []
    seats: dict[int, Seat] = {}
    rows = seats_of(viewer).filter(conversation__in={one.conversation_id for one in messages})
    for seat in rows.select_related("conversation"):
        seats[seat.conversation_id] = seat
    people = people_of(viewer, list(seats.values()))
    named, called = named_cast(viewer, people), titles.known(seats.values(), apart=viewer.apart)
    authors = cast(viewer, [], have_written=[one.author_id for one in messages])
    return [
        Found(
            one, authors.of(one.author_id),
            called[one.conversation_id]
            or name_of(seats[one.conversation_id].conversation, people.get(one.conversation_id, []), named),
            markdown.plain(one.text)[:220],
        )
        for one in messages
    ]  # fmt: skip
