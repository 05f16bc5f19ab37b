"""How many seats an event has left. Asked in the transaction that holds the event's row, the answer stays true in it."""

from django.db import connection
from django.db.models import Sum

from vezi.activities.events.models import HOLDING, PROMISED, Event, Part, Registration, Seat, Standing
from vezi.activities.events.queries.arriving import walk_ins_here


def taken(event: Event) -> int:
    """Seats of those who come, those kept for whoever is asked just now, and of those who walked in at the door."""
    return (event.registrations.filter(standing__in=HOLDING).aggregate(all=Sum("seats"))["all"] or 0) + walk_ins_here(
        event
    )


def free(event: Event) -> int | None:
    """None where there are as many as come; 0 where more are taken than there are by now."""
    return None if event.capacity is None else max(0, event.capacity - taken(event))


def free_in(part: Part) -> int | None:
    """The same of one part. Who waits for a seat is promised the parts she chose with it."""
    if part.capacity is None:
        return None
    held = Seat.objects.filter(parts=part, registration__standing__in=PROMISED)
    return max(0, part.capacity - held.count())


def somebody_waits(event: Event) -> bool:
    return event.registrations.filter(standing=Standing.WAITING).exists()


def next_number() -> int:
    """In the queue. Never given twice, so that an answer that comes back when a merge is undone has its old place. One after
    the other as long as the event is locked."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('events_queue_number')")
        return int(cursor.fetchone()[0])


def ahead_of(registration: Registration) -> int:
    """How many answers wait before this one."""
    return registration.event.registrations.filter(
        standing=Standing.WAITING, waits_as__lt=registration.waits_as or 0
    ).count()
