"""What becomes of answers when somebody is erased, or two records become one person."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from vezi.activities.events import telling
from vezi.activities.events.models import HOLDING, Event, Registration, Remark, RemarkReport, Seat, State
from vezi.activities.events.models.coming import NEEDS_KEPT
from vezi.activities.events.queries import committee, seats
from vezi.activities.events.services import asking, bookkeeping, carrying, joining, queueing
from vezi.activities.events.services.locking import locked
from vezi.core.wording.leaving_out import leave_out_of, looked_for
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Fate, Merge
from vezi.network.people.queries import record_now

#: What others wrote, in which she may be named. A companion without a name left is “a companion”.
WRITTEN: tuple[tuple[QuerySet[Any], str], ...] = (
    (Registration.objects.all(), "words"), (Registration.objects.all(), "sleeps_with"),
    (Seat.objects.exclude(number=0), "name"), (Seat.objects.all(), "meal"),
    (Remark.objects.all(), "text"), (Remark.objects.all(), "hidden_because"), (RemarkReport.objects.all(), "reason"),
    (Seat.objects.all(), "needs"), (Event.objects.all(), "called_off_because"),
)  # fmt: skip


def forget(*, traces: Traces, now: datetime) -> None:
    """Her own answers go, with those she brings; the seats are there for whoever waits."""
    asking.forget(person_ids=traces.ids)
    hers = Registration.objects.filter(person__in=traces.ids)
    events = list(Event.objects.filter(pk__in=hers.values("event")).order_by("pk"))
    hers.delete()
    for event in events:
        queueing.move_up(event=event, now=now)
    said = looked_for(traces.names | traces.addresses | traces.numbers)
    for rows, name in WRITTEN:
        leave_out_of(rows, name, said)


def forget_needs(*, now: datetime) -> int:
    """What people did not eat and what they needed at events that are over for so long; of how many seats."""
    over = Seat.objects.filter(registration__event__ends_at__lt=now - NEEDS_KEPT).exclude(meal="", needs="")
    return over.update(meal="", needs="")


def take_apart(*, merge: Merge, now: datetime) -> None:
    """Two people hold their seats again, whoever took what was freed since: their organisers are told where that is too much."""
    two = [one for number in (merge.kept_id, merge.gone_id) if (one := record_now(number)) is not None]
    held = Registration.objects.filter(person__in=two, standing__in=HOLDING).order_by()
    twice = held.values("event").annotate(answers=Count("pk")).filter(answers=2)
    ahead = Event.objects.filter(state=State.PUBLISHED, starts_at__gt=now, capacity__isnull=False)
    for number in ahead.filter(pk__in=twice.values("event")).order_by("pk").values_list("pk", flat=True):
        event = locked(number)
        queueing.settle(event, now=now)
        if seats.taken(event) > (event.capacity or 0):
            telling.overbooked(event, committee.who_hear(event), now=now)


def follow_merge(*, merge: Merge, now: datetime) -> None:
    """Who answered twice has one answer; what is over is free for whoever waits."""
    for step in merge.rows.filter(model="events.Registration", fate=Fate.DROPPED, like_id__isnull=False):
        was, *with_it = json.loads(str(step.was))
        event = locked(was["fields"]["event"])
        like = event.registrations.filter(pk=step.like_id or 0).first()
        if like is None:
            continue
        joining.join(merge, like, joining.Ended(was["fields"], with_it), now=now)
        bookkeeping.follow_merge(merge=merge, like=like)
        queueing.move_up(event=event, now=now)
    carrying.walk_ins(merge, now=now)
