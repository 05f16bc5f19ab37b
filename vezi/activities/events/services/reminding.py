"""Reminders by the calendar, each once: to who has not said yes or no some days before answers end, to who said perhaps
on the day she chose, to who comes the day before. Whoever has answered meanwhile gets none.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from vezi.activities.events import telling
from vezi.activities.events.models import Event, Posting, PostingKind, Registration, Standing, State
from vezi.activities.events.queries import whom
from vezi.activities.events.services.inviting import begin
from vezi.activities.events.services.locking import locked

DAY = timedelta(days=1)
AT = time(9)  # by the clock of the place
FRESH = timedelta(hours=12)  # whoever said yes so lately knows


def remind_all(*, now: datetime) -> int:
    """Begin what is due by now, and let no invitation wait that cannot be answered any more; how many postings."""
    for event in _closed_lately(now):
        telling.closed(event, now=now)
    return sum(_begin(event, kind, now=now) for kind, found in DUE.items() for event in found(now))


def _with_their_end() -> Any:
    ends = Least(Coalesce("answers_until", "starts_at"), F("starts_at"))
    return Event.objects.filter(state=State.PUBLISHED).annotate(answers_end=ends)


def _closed_lately(now: datetime) -> QuerySet[Event]:
    return _with_their_end().filter(answers_end__lte=now, answers_end__gt=now - 3 * DAY)


def _near_their_end(now: datetime) -> QuerySet[Event]:
    """Those whose answers end within the longest time the organisers may choose."""
    ahead = _with_their_end().exclude(reminds_before=None)
    return ahead.filter(answers_end__gt=now, answers_end__lt=now + 61 * DAY)


def _silent(now: datetime) -> list[Event]:
    begun = Posting.objects.filter(kind=PostingKind.SILENT).values("event")
    return [one for one in _near_their_end(now).exclude(pk__in=begun) if last_asked(one) <= now]


def last_asked(event: Event) -> datetime:
    """When those who have not said yes or no are asked once more."""
    day = event.last_answer_there.date() - timedelta(days=event.reminds_before or 0)
    return datetime.combine(day, AT, tzinfo=event.clock)


def _perhaps(now: datetime) -> list[Event]:
    """With some whose day has come; or who chose none, and answers end soon."""
    waiting = Registration.objects.filter(standing=Standing.MAYBE)
    chosen = waiting.filter(ask_on__lte=(now + DAY).date())
    found = Event.objects.filter(state=State.PUBLISHED, starts_at__gt=now, pk__in=chosen.values("event"))
    near = _near_their_end(now).filter(pk__in=waiting.filter(ask_on=None, asked_at=None).values("event"))
    return [*{one.pk: one for one in (*found, *near)}.values()]


def _eve(now: datetime) -> list[Event]:
    soon = Event.objects.filter(
        state=State.PUBLISHED, reminds_on_the_eve=True, starts_at__gt=now, starts_at__lt=now + 2 * DAY
    )
    return [one for one in soon if eve(one) <= now]


def eve(event: Event) -> datetime:
    return datetime.combine(event.starts_there.date() - DAY, AT, tzinfo=event.clock)


DUE: dict[PostingKind, Callable[[datetime], Sequence[Event]]] = {
    PostingKind.SILENT: _silent,
    PostingKind.MAYBE: _perhaps,
    PostingKind.EVE: _eve,
}


@transaction.atomic
def _begin(event: Event, kind: PostingKind, *, now: datetime) -> int:
    """Once: of two that begin the same the second finds it begun."""
    event = locked(event.pk)
    once = _once(event, kind, now=now)
    if Posting.objects.filter(event=event, once=once).exists():
        return 0
    people = PEOPLE[kind](event, now)
    numbers = whom.reached(people, event=event, kind=kind, now=now)
    if kind == PostingKind.MAYBE and not numbers:
        return 0  # tomorrow is another day, perhaps of somebody
    begin(event, kind, numbers, by=None, now=now, once=once)
    return 1


def _once(event: Event, kind: PostingKind, *, now: datetime) -> str:
    """What was moved has another eve; of those who said perhaps each has a day of her own."""
    if kind == PostingKind.EVE:
        return f"eve:{event.starts_at.date().isoformat()}"
    if kind == PostingKind.MAYBE:
        return f"maybe:{event.there(now).date().isoformat()}"
    return "silent"


def _of_perhaps(event: Event, now: datetime) -> whom.PersonQuerySet:
    hers = event.registrations.filter(standing=Standing.MAYBE)
    due = Q(ask_on__lte=event.there(now).date())
    if event.reminds_before is not None and last_asked(event) <= now:
        due |= Q(ask_on=None, asked_at=None)
    return whom.standing(event, Standing.MAYBE).filter(pk__in=hers.filter(due).values("person"))


def _of_those_who_come(event: Event, now: datetime) -> whom.PersonQuerySet:
    said = event.registrations.filter(standing=Standing.COMING, answered_at__lt=now - FRESH)
    return whom.standing(event, Standing.COMING).filter(pk__in=said.values("person"))


PEOPLE: dict[PostingKind, Callable[[Event, datetime], whom.PersonQuerySet]] = {
    PostingKind.SILENT: lambda event, _now: whom.silent(event),
    PostingKind.MAYBE: _of_perhaps,
    PostingKind.EVE: _of_those_who_come,
}
