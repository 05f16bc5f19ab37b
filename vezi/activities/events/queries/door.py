"""The list a phone at the door takes along: names and what finds them, and no more of a person than the door needs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Count, Max, Sum

from vezi.activities.events.door import codes
from vezi.activities.events.models import HOLDING, Arrival, Event, Registration, Seat, Standing, WalkIn
from vezi.core.folding import fold, latin
from vezi.core.viewer import Viewer
from vezi.network.memberships.queries.seeing import each_to
from vezi.network.people.models import NameKind
from vezi.network.people.queries import Seen
from vezi.network.people.who import seen_or_signed

#: Who may stand before the door: who comes, and who waits and tries her luck.
EXPECTED = (*HOLDING, Standing.WAITING)


@dataclass(frozen=True)
class Row:
    """A seat. `party` is the answer it came by, `number` 0 who gave it; `found` is what finds her, folded."""

    id: str
    party: str
    number: int
    name: str
    found: str
    digests: Sequence[str] = ()  # of its code; none for who waits
    year: int | None = None
    face: str = ""
    letters: str = ""  # where there is no face
    ground: int = 0
    was: str = ""  # a former name
    meal: str = ""
    waits: bool = False


@dataclass(frozen=True)
class List:
    version: str
    rows: Sequence[Row]


def version(event: Event) -> str:
    """Changes with the list. One query."""
    of = event.registrations.filter(standing__in=EXPECTED).aggregate(
        last=Max("changed_at"), count=Count("pk"), seats=Sum("seats")
    )
    last = f"{of['last'].timestamp():.6f}" if of["last"] else ""
    return f"{of['count']}-{of['seats'] or 0}-{last}-{event.capacity or ''}"


def taken_along(viewer: Viewer, event: Event) -> List:
    """Everybody expected, by name, and whoever walked in. A fixed number of queries."""
    now = version(event)
    seats = list(
        Seat.objects.filter(registration__event=event, registration__standing__in=EXPECTED)
        .select_related("registration")
        .prefetch_related("former")
        .order_by("registration", "number")
    )
    ids = {seat.registration.person_id for seat in seats}
    seen = each_to(viewer, ids, without=frozenset({"contacts"}))
    rows = [_row(event, seat, seen.get(seat.registration.person_id)) for seat in seats]
    walked = [
        Row(one.public_id, one.public_id, 0, one.name, _found(one.name))
        for one in WalkIn.objects.filter(event=event).exclude(name="").order_by("pk")
    ]
    return List(now, sorted([row for row in rows if row.name] + walked, key=lambda row: row.found))


def drawn(row: Row) -> dict[str, object]:
    """As JSON, without what is empty."""
    return {name: value for name, value in asdict(row).items() if value or name == "number"}


def news(event: Event, *, after: int) -> list[dict[str, object]]:
    """Facts heard since, in the order in which they were. One query."""
    rows = event.arrivals.filter(number__gt=after, is_online=False).order_by("number")
    return [_fact(row) for row in rows.select_related("seat", "walk_in", "by__person")]


def _fact(row: Arrival) -> dict[str, object]:
    place = row.seat or row.walk_in
    who = row.by.person if row.by is not None and hasattr(row.by, "person") else None
    said: dict[str, object] = {"key": row.key, "number": row.number, "at": _milliseconds(row.at), "door": row.door}
    if place is not None:
        said["place"] = place.public_id
    if isinstance(place, WalkIn):
        said["name"], said["found"] = place.name, _found(place.name)
    if row.undoes:
        said["undoes"] = row.undoes
    if who is not None:
        said["who"] = who.called
    return said


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _row(event: Event, seat: Seat, seen: Seen | None) -> Row:
    """Who said she comes stands at the door by name, whoever keeps it; what else is known of her as that reader sees it."""
    mine: Registration = seat.registration
    waits = mine.standing not in HOLDING
    names = [seat.public_id, *(one.public_id for one in seat.former.all())] if mine.standing == Standing.COMING else []
    digests = [digest for name in names for digest in codes.digests(event.public_id, name)]
    if seat.number:
        return Row(
            seat.public_id, mine.public_id, seat.number, seat.name, _found(seat.name), digests, meal=seat.meal,
            waits=waits,
        )  # fmt: skip
    if seen is None:
        return Row(seat.public_id, mine.public_id, 0, "", "")
    person = seen.person
    others = [str(one) for one in seen.other_names]
    former = [one.family or one.given for one in seen.other_names if one.kind != NameKind.OTHER]
    who = seen_or_signed(seen)
    return Row(
        seat.public_id, mine.public_id, 0, person.name, _found(person.name, person.given, *others), digests,
        year=seen.class_year, face=who.face, letters="" if who.face else who.initials, ground=0 if who.face else who.ground,
        was=next((name for name in former if name and name != person.family), ""), meal=seat.meal, waits=waits,
    )  # fmt: skip


def _found(*names: str) -> str:
    """The words, folded, each once; of other scripts in Latin letters too."""
    words = {word: None for name in names for spelt in (fold(name), latin(name)) for word in spelt.split()}
    return " ".join(words)
