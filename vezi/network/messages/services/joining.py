"""What becomes of conversations when two are kept apart, and when two records turn out to be of one person."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vezi.network.messages import telling
from vezi.network.messages.models import Conversation, Seat, SeatState
from vezi.network.notices import letters
from vezi.network.notices.models import Notice
from vezi.network.people.merging import steps
from vezi.network.people.models import Fate, Merge, Person


@transaction.atomic
def keep_apart(*, person: Person, whom: Person, now: datetime) -> None:
    """Letters that have not left go. What the two said to each other leaves the list of who blocked; for the other
    nothing moves, and nothing tells her."""
    pair = [person.pk, whom.pk]
    letters.forget(Notice.objects.filter(person__in=pair, by__in=pair, kind__startswith="messages."))
    both = Conversation.objects.filter(is_several=False, seats__person=whom)
    seats = Seat.objects.filter(conversation__in=both, person=person)
    for seat in seats.select_related("conversation"):
        Seat.objects.filter(pk=seat.pk).update(archived_at=now)
        telling.moved(seat.conversation, [person.pk])


def follow_merge(*, merge: Merge, now: datetime) -> None:
    """Who sat in a conversation with both records reads what either could; one of two who wrote to each other reads on
    alone, and two conversations with one and the same go on as one."""
    del now
    for step in merge.rows.filter(model="conversations.Seat", fate=Fate.DROPPED, like_id__isnull=False):
        was = json.loads(str(step.was))[0]["fields"]
        kept = Seat.objects.filter(pk=step.like_id or 0).first()
        if kept is not None:
            _widen(merge, kept, was)
    tie_anew([merge.kept_id, merge.gone_id])


def unfollow_merge(*, merge: Merge, now: datetime) -> None:
    del now
    tie_anew([merge.kept_id, merge.gone_id])


def _widen(merge: Merge, kept: Seat, was: dict[str, object]) -> None:
    """The one seat that is left reads from the earlier to the later of both."""
    from_id, until_id = int(str(was["from_id"])), was["until_id"]
    wider = min(kept.from_id, from_id)
    ends = [kept.until_id, until_id]
    state = kept.state if was["state"] == SeatState.LEFT else _nearer(kept.state, str(was["state"]))
    until = None if None in ends else max(int(str(one)) for one in ends)
    if (kept.from_id, kept.until_id, kept.state) == (wider, until, state):
        return
    steps.changed(
        merge, kept, name="from_id until_id state", was=[kept.from_id, kept.until_id, kept.state], becomes=wider
    )
    Seat.objects.filter(pk=kept.pk).update(from_id=wider, until_id=until, state=state)


def _nearer(one: str, other: str) -> str:
    order = [SeatState.IN, SeatState.WAITING, SeatState.PUT_AWAY, SeatState.LEFT]
    return min(one, other, key=lambda state: order.index(SeatState(state)))


def tie_anew(person_ids: Iterable[int]) -> None:
    """Which conversation is that of which two follows from who sits in it: the first of any two is theirs, others of
    the same two go on in it."""
    hers = Conversation.objects.filter(is_several=False, seats__person__in=list(person_ids))
    people = Seat.objects.filter(conversation__in=hers.values("pk")).order_by("person_id")
    sits: dict[int, list[int]] = {}
    for conversation_id, person_id in people.values_list("conversation_id", "person_id"):
        sits.setdefault(conversation_id, []).append(person_id)
    Conversation.objects.filter(pk__in=sits).update(pair=None, goes_on_in=None)
    theirs: dict[str, int] = {}
    for conversation_id in sorted(sits):
        two = sits[conversation_id]
        if len(two) != 2:
            continue
        pair = ":".join(map(str, two))
        if pair in theirs:
            Conversation.objects.filter(pk=conversation_id).update(goes_on_in=theirs[pair])
        else:
            theirs[pair] = conversation_id
            Conversation.objects.filter(pk=conversation_id).update(pair=pair)
