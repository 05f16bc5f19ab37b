"""What becomes of conversations when two are kept apart, and when two records turn out to be of one person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from django.core import serializers
from django.db import transaction

from vezi.network.messages import telling
from vezi.network.messages.models import Absence, Conversation, Seat, SeatState
from vezi.network.notices import letters
from vezi.network.notices.models import Notice
from vezi.network.people.merging import steps
from vezi.network.people.merging.fields import said
from vezi.network.people.models import Fate, Merge, MergedRow, Person

FOREVER = 2**63 - 1


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
        gone, *with_it = (one.object for one in serializers.deserialize("json", str(step.was)))
        kept = Seat.objects.filter(pk=step.like_id or 0).first()
        if kept is not None and isinstance(gone, Seat):
            _widen(merge, kept, gone, [one for one in with_it if isinstance(one, Absence)])
    tie_anew([merge.kept_id, merge.gone_id])


def unfollow_merge(*, merge: Merge, now: datetime) -> None:
    del now
    tie_anew([merge.kept_id, merge.gone_id])


def _widen(merge: Merge, kept: Seat, gone: Seat, absences_of_gone: Sequence[Absence]) -> None:
    """The one seat that is left reads what either read, and nothing that neither did. Every step can be undone."""
    mine = list(kept.absences.order_by("from_id", "pk"))
    spans = _together([*_read_in(kept, mine), *_read_in(gone, absences_of_gone)])
    if not spans:
        return
    was = Seat.objects.get(pk=kept.pk)
    kept.from_id, kept.until_id = spans[0][0], None if spans[-1][1] == FOREVER else spans[-1][1]
    if kept.state == SeatState.LEFT and gone.state != SeatState.LEFT:
        kept.archived_at = gone.archived_at
    kept.state = _nearer(kept.state, gone.state)
    kept.reads_past, kept.is_new = kept.reads_past or gone.reads_past, kept.is_new or gone.is_new
    for names in (["from_id", "until_id", "state"], ["archived_at"], ["reads_past"], ["is_new"]):
        before = [getattr(was, name) for name in names]
        if before != [getattr(kept, name) for name in names]:
            becomes = getattr(kept, names[0]) if names != ["archived_at"] else None
            said_so = before if names[1:] else said(before[0])
            steps.changed(merge, kept, name=" ".join(names), was=said_so, becomes=becomes)
    kept.save()
    gaps = {(until, since) for (_since, until), (since, _until) in pairwise(spans)}
    for one in mine:
        if (one.from_id, one.until_id) not in gaps:
            MergedRow.objects.create(
                merge=merge, model=Absence._meta.label, field="seat", row_id=one.pk, fate=Fate.DROPPED,
                was=serializers.serialize("json", [one]),
            )  # fmt: skip
            one.delete()
    for first, last in sorted(gaps - {(one.from_id, one.until_id) for one in mine}):
        steps.made(merge, Absence.objects.create(seat=kept, from_id=first, until_id=last))


def _read_in(seat: Seat, absences: Iterable[Absence]) -> list[tuple[int, int]]:
    """What is read from a seat: after the first number of each span, up to the second."""
    at, end, spans = seat.from_id, FOREVER if seat.until_id is None else seat.until_id, []
    for one in sorted(absences, key=lambda one: one.from_id):
        spans.append((at, min(one.from_id, end)))
        at = max(at, one.until_id)
    return [(since, until) for since, until in [*spans, (at, end)] if since < until]


def _together(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, none touching another."""
    out: list[tuple[int, int]] = []
    for since, until in sorted(spans):
        if out and since <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], until))
        else:
            out.append((since, until))
    return out


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
