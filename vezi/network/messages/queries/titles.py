"""What a conversation of several is called, as one reader may know it.

A title is a word of whoever gave it. So for each reader it is the last one given by somebody she is not apart from, and
for who left the last of her time. Who comes in later knows it, though not who gave it.
"""

from collections.abc import Collection, Iterable

from django.db.models import F, Q

from vezi.network.messages.models import Kind, Message, Seat, SeatState


def known(seats: Iterable[Seat], *, apart: Collection[int]) -> dict[int, str]:
    """Conversation -> its title for who sits there, who is apart from these people; empty where it has none. One query
    at most, none where the last title is hers to know."""
    seats = list(seats)
    found = {one.conversation_id: one.conversation.title for one in seats}
    doubtful = [one for one in seats if one.conversation.is_several and not _knows_last(one, apart)]
    return found | _before(doubtful, apart) if doubtful else found


def _knows_last(seat: Seat, apart: Collection[int]) -> bool:
    return seat.state != SeatState.LEFT and seat.conversation.titled_by_id not in apart


def _before(seats: list[Seat], apart: Collection[int]) -> dict[int, str]:
    given = Message.objects.filter(kind=Kind.TITLED).exclude(author__in=list(apart), author__isnull=False)
    in_time = Q(conversation__seats__until_id__isnull=True) | Q(pk__lte=F("conversation__seats__until_id"))
    given = given.filter(in_time, conversation__seats__in=[one.pk for one in seats])
    last = given.order_by("conversation_id", "-pk").distinct("conversation_id").values_list("conversation_id", "text")
    return dict.fromkeys((one.conversation_id for one in seats), "") | dict(last)
