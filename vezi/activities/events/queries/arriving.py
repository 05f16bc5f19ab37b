"""Who came: of one event by seat, and of one person by event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from vezi.activities.events.door import arrivals
from vezi.activities.events.models import Arrival, Event, Registration, Seat, Standing


def standing(event: Event) -> Mapping[str, arrivals.Fact]:
    """By seat or walk-in, the arrival that counts. One query."""
    rows = event.arrivals.values_list(
        "at", "key", "seat__public_id", "walk_in__public_id", "undoes", "door", "is_online"
    )
    return arrivals.standing(
        arrivals.Fact(at, key, seat or walk_in or "", undoes, door, is_online)
        for at, key, seat, walk_in, undoes, door, is_online in rows
    )


def at_door(event: Event) -> dict[str, arrivals.Fact]:
    """The same of those who were seen there."""
    return {place: fact for place, fact in standing(event).items() if not fact.is_online}


def that_stand() -> QuerySet[Arrival]:
    """Arrivals that nobody took back; of one seat there may be several."""
    undone = Arrival.objects.filter(event=OuterRef("event"), undoes=OuterRef("key"))
    return Arrival.objects.filter(undoes="").exclude(Exists(undone))


def has_arrived(registration: Registration) -> bool:
    """Any of hers."""
    return that_stand().filter(seat__registration=registration).exists()


def walk_ins_here(event: Event) -> int:
    """Heads that came without having said so; before the door opens there is nobody to be asked for."""
    if not event.walk_ins.exists():
        return 0
    return that_stand().filter(event=event).exclude(walk_in=None).values("walk_in").distinct().count()


@dataclass(frozen=True)
class Attendance:
    """`expected` seats, `came` of them, and `walked_in` besides; `online` of all these were at no door."""

    expected: int = 0
    came: int = 0
    walked_in: int = 0
    online: int = 0

    @property
    def heads(self) -> int:
        return self.came + self.walked_in

    @property
    def at_door(self) -> int:
        return self.heads - self.online

    @property
    def missing(self) -> int:
        return self.expected - self.came


def attendance(event: Event) -> Attendance:
    """Four queries. Whoever waited and was let in is counted among those who walked in."""
    expected = Seat.objects.filter(registration__event=event, registration__standing=Standing.COMING)
    here = that_stand().filter(event=event)
    came = expected.filter(Exists(here.filter(seat=OuterRef("pk")))).count()
    heads, seen = (found.values("seat", "walk_in").distinct().count() for found in (here, here.filter(is_online=False)))
    return Attendance(expected=expected.count(), came=came, walked_in=heads - came, online=heads - seen)


def people_who_came(event: Event) -> QuerySet[Arrival, int]:
    """Numbers of the persons, each once: those registered whose own seat arrived, members who said that they are a companion
    that did, and walk-ins whose record is known."""
    person = Coalesce("seat__companion__person", "seat__registration__person", "walk_in__person")
    known = Q(seat__number=0) | Q(seat__companion__isnull=False) | Q(walk_in__person__isnull=False)
    here = that_stand().filter(known, event=event)
    return here.order_by().values_list(person, flat=True).distinct()


def came_to(event: Event, person_id: int) -> bool:
    return that_stand().filter(event=event).filter(_hers(person_id)).exists()


@dataclass(frozen=True)
class Came:
    """An event a person was at, and since when; `is_online` where no door saw her."""

    event: Event
    at: datetime
    is_online: bool = False

    @property
    def at_there(self) -> datetime:
        return self.event.there(self.at)


def events_of(person_id: int) -> list[Came]:
    """Those she came to herself, the latest first. Three queries."""
    found: dict[int, tuple[datetime, bool]] = {}
    hers = that_stand().filter(_hers(person_id)).order_by("-is_online", "-at")
    for event, at, is_online in hers.values_list("event", "at", "is_online"):
        found[event] = (at, is_online)  # the earliest stays, and what the door saw
    events = Event.objects.filter(pk__in=found).select_related("club__institution").prefetch_related("written")
    return [Came(one, *found[one.pk]) for one in events.order_by("-starts_at", "-pk")]


def _hers(person_id: int) -> Q:
    own = Q(seat__number=0, seat__registration__person=person_id)
    return own | Q(seat__companion__person=person_id) | Q(walk_in__person=person_id)
