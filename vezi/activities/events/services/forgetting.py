"""What becomes of answers when somebody is erased, or two records become one person."""

import json
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vezi.activities.events.models import Event, Registration, Remark, RemarkReport, Seat
from vezi.activities.events.models.coming import NEEDS_KEPT
from vezi.activities.events.services import asking, bookkeeping, carrying, joining, queueing
from vezi.activities.events.services.locking import locked
from vezi.core.wording.leaving_out import leave_out_of, looked_for
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Fate, Merge

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
