"""The same person on the list twice, perhaps: by her own answer and as somebody's companion, or brought by two."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vezi.activities.events.models import PROMISED, Arrival, Event, Registration, Seat, TwoPeople
from vezi.activities.events.queries.arriving import standing
from vezi.core.folding import fold
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from


@dataclass(frozen=True)
class Place:
    """One of the seats. `may_go`: it can be freed by itself; `has_come` keeps it."""

    seat: Seat
    name: str
    host: str = ""
    has_come: bool = False

    @property
    def may_go(self) -> bool:
        return not self.has_come and (self.seat.number > 0 or self.seat.registration.seats == 1)


@dataclass(frozen=True)
class Double:
    name: str
    places: Sequence[Place]


def of(event: Event) -> list[Double]:
    """By name, as it is read aloud; without those of whom it was said that they are several. Three queries."""
    seats = Seat.objects.filter(registration__event=event, registration__standing__in=PROMISED)
    by_name = defaultdict[str, list[Seat]](list)
    for seat in seats.select_related("registration__person").order_by("pk"):
        if key := " ".join(sorted(fold(name_of(seat)).split())):
            by_name[key].append(seat)
    several = {key: found for key, found in by_name.items() if len(found) > 1}
    if not several:
        return []
    numbers = [seat.pk for found in several.values() for seat in found]
    apart = set(TwoPeople.objects.filter(one__in=numbers).values_list("one", "other"))
    here = standing(event)
    doubles = []
    for found in several.values():
        left = [one for one in found if any(one != other and _pair(one, other) not in apart for other in found)]
        if left:
            places = [_place(one, has_come=one.public_id in here) for one in left]
            doubles.append(Double(places[0].name, places))
    return sorted(doubles, key=lambda one: fold(one.name))


def brought(event: Event, person: Person) -> Seat | None:
    """A seat that somebody else has for a companion of her name; nobody's who is apart from her. One query, or two."""
    seats = Seat.objects.filter(registration__event=event, registration__standing__in=PROMISED, number__gt=0)
    found = seats.filter(name__iexact=person.name).exclude(registration__person=person).order_by("pk").first()
    if found is None or Arrival.objects.filter(seat=found).exists():
        return None
    return (
        None
        if Registration.objects.filter(pk=found.registration_id, person__in=apart_from(person.pk)).exists()
        else found
    )


def name_of(seat: Seat) -> str:
    return seat.name if seat.number else seat.registration.person.name


def _pair(one: Seat, other: Seat) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _place(seat: Seat, *, has_come: bool) -> Place:
    host = seat.registration.person.name if seat.number else ""
    return Place(seat, name_of(seat), host=host, has_come=has_come)
