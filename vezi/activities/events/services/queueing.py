"""The waiting list: who came first is offered the seat that frees first, has a fair time to say, then the next is asked.

In strict order: a party of three at the head waits for three seats, and nobody is let past it; who wants to come sooner
with fewer says so herself.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import Event, Registration, Standing, State
from vezi.activities.events.queries import seats
from vezi.activities.events.queries.arriving import has_arrived
from vezi.activities.events.queries.heard import heard_at
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account

USUAL, LEAST = timedelta(hours=24), timedelta(hours=1)
DELAY = timedelta(minutes=15)  # of a letter: more of it is added to the fair time


class SeatIsGone(Refused):
    sentence = _("The seat has gone to the next in the queue.")


def fair_time(event: Event, *, now: datetime) -> datetime:
    """Until when a freed seat is kept: a day; near the end of answering a quarter of what is left, an hour at least."""
    left = event.last_answer_at - now
    return min(now + max(LEAST, min(USUAL, left / 4)), event.last_answer_at)


def settle(event: Event, *, now: datetime) -> int | None:
    """Kept seats that nobody took go back, and whoever waits is offered what is free; what is left of it is returned,
    None where there are as many as come. The event is locked by then."""
    if event.state != State.PUBLISHED or now >= event.starts_at:
        return seats.free(event)
    for late in event.registrations.filter(standing=Standing.OFFERED, kept_until__lte=now).order_by("waits_as"):
        late.event = event
        if (until := _fair_from_hearing(event, late, now=now)) > now:
            late.kept_until = until
            late.save(update_fields=["kept_until"])
        else:
            _lapse(event, late, now=now)
    free = seats.free(event)
    if now >= event.last_answer_at:  # nobody could say that she takes it
        return free
    waiting = (
        event.registrations.filter(standing=Standing.WAITING).order_by("waits_as").select_related("person__account")
    )
    # One after the other: where nothing is free, however many wait, nobody is looked at.
    while free != 0 and (one := waiting.first()) is not None:
        if free is not None and one.seats > free:
            break
        one.standing, one.kept_until, one.changed_at = Standing.OFFERED, fair_time(event, now=now), now
        one.save(update_fields=["standing", "kept_until", "changed_at"])
        free = None if free is None else free - one.seats
        audit.record("events.seat_kept", by=None, at=now, subject=one, club_id=event.club_id, person_id=one.person_id)
        telling.kept(one, now=now)
    return free


def _fair_from_hearing(event: Event, late: Registration, *, now: datetime) -> datetime:
    """Until when it is kept where her letter left late, or waits still; else until now."""
    heard = heard_at(late)
    if heard is None:
        return fair_time(event, now=now)
    return fair_time(event, now=heard) if heard > late.changed_at + DELAY else now


def _lapse(event: Event, late: Registration, *, now: datetime) -> None:
    """It goes back, unless the door has let her in by now: then it is hers."""
    came = has_arrived(late)
    late.standing, late.waits_as, late.kept_until = Standing.COMING if came else Standing.NO, None, None
    late.seats, late.changed_at = late.seats if came else 1, now
    late.save(update_fields=["standing", "waits_as", "kept_until", "seats", "changed_at"])
    deed = "events.take_kept" if came else "events.seat_lapsed"
    audit.record(deed, by=None, at=now, subject=late, club_id=event.club_id, person_id=late.person_id)
    if not came:
        late.people.all().delete()
        telling.lapsed(late, now=now)


@transaction.atomic
def move_up(*, event: Event, now: datetime) -> None:
    """After seats were freed or added otherwise than by an answer."""
    settle(locked(event.pk), now=now)


@transaction.atomic
def take_kept(*, registration: Registration, by: Account | None, now: datetime) -> Registration:
    """With all she asked for. Nothing changes for who has taken it. Raises SeatIsGone."""
    event = locked(registration.event_id)
    settle(event, now=now)
    mine = Registration.objects.select_related("person__account").get(pk=registration.pk)
    mine.event = event
    if mine.standing == Standing.COMING:
        return mine
    is_kept = mine.standing == Standing.OFFERED and mine.kept_until is not None and now < mine.kept_until
    if not is_kept or event.state != State.PUBLISHED:
        raise SeatIsGone
    mine.standing, mine.waits_as, mine.kept_until, mine.changed_at = Standing.COMING, None, None, now
    mine.save(update_fields=["standing", "waits_as", "kept_until", "changed_at"])
    audit.record("events.take_kept", by=by, at=now, subject=mine, club_id=event.club_id, person_id=mine.person_id)
    telling.answered(mine, before=Standing.OFFERED, now=now)
    return mine


def close_overdue(*, now: datetime, at_most: int = 200) -> int:
    """Events in which a kept seat was not taken in time, each by itself; how many."""
    late = Registration.objects.filter(standing=Standing.OFFERED, kept_until__lte=now, event__state=State.PUBLISHED)
    events = Event.objects.filter(pk__in=late.values("event"), starts_at__gt=now).order_by("pk")[:at_most]
    for event in events:
        move_up(event=event, now=now)
    return len(events)
