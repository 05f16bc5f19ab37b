"""Lists for organisers: who comes, what they eat and need, who goes to which part; one row for each head."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from vezi.activities.events.models import Bed, Event, Part, Seat, Standing
from vezi.activities.events.queries.arriving import standing
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.people.naming import sorted_for_reader

LISTS = ("names", "needs", "parts", "rooms", "doors")


@dataclass(frozen=True)
class Head:
    """One who comes. `host` is who brings her; `years` what the reader sees of the host's class."""

    seat: Seat
    person_id: int
    name: str
    given: str = ""
    family: str = ""
    host: str = ""
    year: int | None = None
    parts: Sequence[Part] = ()
    words: str = ""
    arrived_there: datetime | None = None
    is_online: bool = False  # it was the link that she opened
    is_perhaps_double: bool = False

    @property
    def bed(self) -> Bed | None:
        return getattr(self.seat, "bed", None)

    @property
    def sleeps(self) -> str:
        return self.seat.registration.sleeps

    @property
    def wish(self) -> str:
        return self.seat.registration.get_sleeps_display()


def heads(viewer: Viewer, event: Event) -> list[Head]:
    """Everybody who comes, by surname as the reader's language sorts, companions after who brings them. A fixed number of
    queries."""
    seats = list(
        Seat.objects.filter(registration__event=event, registration__standing=Standing.COMING)
        .select_related("registration__person", "bed__kind")
        .prefetch_related("parts")
        .order_by(f"registration__person__sort_{sorted_for_reader()}", "registration", "number")
    )
    years = _years(viewer, {seat.registration.person_id for seat in seats})
    here = standing(event)
    names = Counter(fold(_name(seat)) for seat in seats)
    return [
        Head(
            seat=seat, person_id=seat.registration.person_id, name=_name(seat),
            given=seat.registration.person.called if not seat.number else "",
            family=seat.registration.person.family if not seat.number else "",
            host=seat.registration.person.name if seat.number else "",
            year=years.get(seat.registration.person_id) if not seat.number else None, parts=list(seat.parts.all()),
            words=seat.registration.words if not seat.number else "",
            arrived_there=event.there(here[seat.public_id].at) if seat.public_id in here else None,
            is_online=seat.public_id in here and here[seat.public_id].is_online,
            is_perhaps_double=names[fold(_name(seat))] > 1,
        )
        for seat in seats
    ]  # fmt: skip


def with_needs(rows: Iterable[Head]) -> list[Head]:
    return [row for row in rows if row.seat.meal or row.seat.needs]


def meals(rows: Iterable[Head]) -> list[tuple[str, int]]:
    """What is eaten by how many, the most first; spellings that read alike are one."""
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for row in rows:
        if row.seat.meal:
            spelt.setdefault(fold(row.seat.meal), row.seat.meal)
            counted[fold(row.seat.meal)] += 1
    return [(spelt[meal], count) for meal, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]


def by_part(event: Event, rows: Sequence[Head]) -> list[tuple[Part, list[Head]]]:
    """Of those that are chosen."""
    return [
        (part, [row for row in rows if part.pk in {one.pk for one in row.parts}])
        for part in event.parts.filter(is_chosen=True)
    ]


def _name(seat: Seat) -> str:
    return seat.name if seat.number else seat.registration.person.name


def _years(viewer: Viewer, ids: set[int]) -> dict[int, int]:
    """As far as the reader sees them."""
    return {number: one.class_year for number, one in named_to(viewer, ids).items() if one.class_year}
