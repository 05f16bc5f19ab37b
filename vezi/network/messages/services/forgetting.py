"""What becomes of conversations when a person is erased.

Her words stay for those who had them, without her name, addresses and numbers; with nobody left to read them they go.
Her files go, and what the search kept of her. What others wrote loses her name as well.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vezi.core.wording.clean import LEFT_OUT
from vezi.core.wording.leaving_out import holding, leave_out, leave_out_of, looked_for
from vezi.network.messages.models import (
    Attachment,
    Conversation,
    Kind,
    Message,
    Report,
    ReportedWords,
    Seat,
    SeatState,
    WritingPause,
)
from vezi.network.messages.queries import searching
from vezi.network.messages.services.writing import throw_away
from vezi.network.people.erasing import Traces
from vezi.network.ties.queries import apart_from

#: What is said beside the messages.
BESIDE: tuple[tuple[QuerySet[Any], str], ...] = (
    (Conversation.objects.all(), "title"), (Attachment.objects.all(), "name"), (Report.objects.all(), "reason"),
    (Report.objects.all(), "answer"), (ReportedWords.objects.all(), "text"), (ReportedWords.objects.all(), "files"),
    (WritingPause.objects.all(), "reason"), (Message.objects.filter(kind=Kind.TITLED), "text"),
)  # fmt: skip


def forget(*, traces: Traces, now: datetime) -> None:
    hers = Message.objects.filter(author__in=traces.ids)
    throw_away(Attachment.objects.filter(message__in=hers))
    Conversation.objects.filter(seats__person__in=traces.ids).update(pair=None)
    _bring_in_nobody_apart(traces)
    _forget_unread_by_others(traces, now=now)
    hers.update(search=None, token="")
    ReportedWords.objects.filter(author__in=traces.ids).update(text=LEFT_OUT, files="")
    _leave_out(traces)


def _bring_in_nobody_apart(traces: Traces) -> None:
    """Whom she brought in and then blocked, or who blocked her, did not see that; it does not come to light now."""
    apart = {other for person_id in traces.ids for other in apart_from(person_id)}
    waiting = Seat.objects.filter(by__in=traces.ids, person__in=apart, state=SeatState.WAITING)
    waiting.update(state=SeatState.PUT_AWAY)


def _forget_unread_by_others(traces: Traces, *, now: datetime) -> None:
    """Where nobody else has part, or ever said yes, nobody's sense depends on her words."""
    others = Seat.objects.exclude(person__in=traces.ids).exclude(state__in=[SeatState.WAITING, SeatState.PUT_AWAY])
    read_by_somebody = others.filter(conversation=OuterRef("conversation"))
    alone = Message.objects.filter(~Exists(read_by_somebody), author__in=traces.ids)
    alone.filter(kind=Kind.SAID).update(text="", search=None, taken_back_at=now)
    alone.filter(kind=Kind.TITLED).update(text="")
    hers = Conversation.objects.filter(titled_by__in=traces.ids)
    hers.exclude(pk__in=others.values("conversation")).update(title="")


def _leave_out(traces: Traces) -> None:
    """However it is spelt: upper or lower case, with marks or without."""
    said = looked_for(traces.names | traces.addresses | traces.numbers)
    found = Q(author__in=traces.ids) | searching.saying_any(traces.names) | (holding("text", said) & Q(search=None))
    for message in Message.objects.filter(found, kind=Kind.SAID).order_by("pk").iterator(chunk_size=500):
        if leave_out(message, said, "text") and message.author_id not in traces.ids:
            searching.write_down(message)
    for rows, name in BESIDE:
        leave_out_of(rows, name, said)
