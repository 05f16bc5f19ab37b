"""What becomes of answers when somebody is erased, or two records become one person."""

import json
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vezi.activities.events.models import HOLDING, Event, Registration, Remark, RemarkReport, Seat, Standing
from vezi.activities.events.services import asking, bookkeeping, carrying, queueing
from vezi.core.wording.leaving_out import leave_out_of, looked_for
from vezi.network.people.erasing import Traces
from vezi.network.people.merging import steps
from vezi.network.people.models import Fate, Merge

#: What others wrote, in which she may be named. A companion without a name left is “a companion”.
WRITTEN: tuple[tuple[QuerySet[Any], str], ...] = (
    (Registration.objects.all(), "words"), (Registration.objects.all(), "sleeps_with"),
    (Seat.objects.exclude(number=0), "name"), (Seat.objects.all(), "meal"),
    (Remark.objects.all(), "text"), (Remark.objects.all(), "hidden_because"), (RemarkReport.objects.all(), "reason"),
    (Seat.objects.all(), "needs"), (Event.objects.all(), "called_off_because"),
)  # fmt: skip

#: Of two answers the one that says more; the later in this order.
ORDER = (Standing.NO, Standing.MAYBE, Standing.WAITING, Standing.OFFERED, Standing.COMING)


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


def follow_merge(*, merge: Merge, now: datetime) -> None:
    """Who answered twice keeps the better of both places, with all whom either brings; what is over is free."""
    for step in merge.rows.filter(model="events.Registration", fate=Fate.DROPPED, like_id__isnull=False):
        was, *with_it = json.loads(str(step.was))
        like = Registration.objects.filter(pk=step.like_id or 0).select_related("event").first()
        if like is None:
            continue
        locked = Event.objects.select_for_update(of=("self",)).get(pk=like.event_id)
        came = any(one["model"] == "events.arrival" for one in with_it)
        waits_alone = was["fields"]["standing"] == Standing.WAITING and like.standing in (Standing.NO, Standing.MAYBE)
        if was["fields"]["standing"] in HOLDING or came or waits_alone:
            seats = sorted(
                (one for one in with_it if one["model"] == "events.seat"), key=lambda one: one["fields"]["number"]
            )
            places = _bring_along(merge, like, seats)
            carrying.carry(merge, like, with_it, seats=places, now=now)
            if ORDER.index(Standing(like.standing)) < ORDER.index(Standing(was["fields"]["standing"])):
                _stand_instead(merge, like, was["fields"])
        bookkeeping.follow_merge(merge=merge, like=like)
        queueing.move_up(event=locked, now=now)
    carrying.walk_ins(merge, now=now)


def _bring_along(merge: Merge, like: Registration, seats: list[dict[str, Any]]) -> dict[int, Seat]:
    """Under the codes they were given: what was printed stays good. By the number of its row, where each seat is now."""
    names, places = {seat.name: seat for seat in like.people.all()}, dict[int, Seat]()
    numbers = {seat.number for seat in names.values()}
    for row in seats:
        seat = row["fields"]
        if seat["name"] in names:
            places[row["pk"]] = names[seat["name"]]
            continue
        number = max(numbers, default=-1) + 1 if seat["number"] else 0
        numbers.add(number)
        given = {name: seat[name] for name in ("public_id", "name", "meal", "needs", "price")}
        given |= {"ticket_id": seat["ticket"], "code_id": seat["code"]}
        places[row["pk"]] = Seat.objects.create(registration=like, number=number, **given)
        steps.made(merge, places[row["pk"]])
    if (count := max(len(numbers), 1)) != like.seats:
        steps.changed(merge, like, name="seats", was=like.seats, becomes=count)
        Registration.objects.filter(pk=like.pk).update(seats=count)
    return places


def _stand_instead(merge: Merge, like: Registration, was: dict[str, Any]) -> None:
    names = ("standing", "waits_as", "kept_until")
    before = [like.standing, like.waits_as, like.kept_until and like.kept_until.isoformat()]
    steps.changed(merge, like, name=" ".join(names), was=before, becomes=was["standing"])
    Registration.objects.filter(pk=like.pk).update(**{name: was[name] for name in names})
