"""Rooms as organisers see them: each with who sleeps there, those who have none yet, and those who need none."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from vezi.activities.events.models import Bed, Event, Registration, RoomKind, Sleeps
from vezi.activities.events.queries.lists import Head


@dataclass(frozen=True)
class Room:
    kind: RoomKind
    number: int
    sleepers: list[Head] = field(default_factory=list)

    @property
    def title(self) -> str:
        return titled(self.kind, self.number)

    @property
    def key(self) -> str:
        return f"{self.kind.public_id}-{self.number}"

    @property
    def free(self) -> int:
        return self.kind.beds - len(self.sleepers)


@dataclass(frozen=True)
class Rooming:
    rooms: list[Room]
    without: list[Head]
    elsewhere: list[Head]

    @property
    def with_beds(self) -> list[Room]:
        return [one for one in self.rooms if one.free]

    @property
    def beds(self) -> int:
        return sum(one.kind.beds for one in self.rooms)

    @property
    def sleeping(self) -> int:
        return sum(len(one.sleepers) for one in self.rooms)

    @property
    def lacking(self) -> int:
        """Beds, for those who need one."""
        return max(0, len(self.without) - (self.beds - self.sleeping))


def rooming(event: Event, heads: Sequence[Head]) -> Rooming:
    """One query."""
    there: dict[tuple[int, int], list[Head]] = defaultdict(list)
    for head in heads:
        if head.bed is not None:
            there[head.bed.kind_id, head.bed.room].append(head)
    kinds = list(event.room_kinds.all())
    free = [head for head in heads if head.bed is None]
    return Rooming(
        rooms=[
            Room(kind, number, there[kind.pk, number]) for kind in kinds for number in range(1, kind.count + 1)
        ],
        without=[head for head in free if head.sleeps != Sleeps.ELSEWHERE],
        elsewhere=[head for head in free if head.sleeps == Sleeps.ELSEWHERE],
    )  # fmt: skip


def room_of(mine: Registration) -> str:
    """Hers, as it stands on her page; empty without one. One query."""
    bed = Bed.objects.filter(seat__registration=mine, seat__number=0).select_related("kind").first()
    return titled(bed.kind, bed.room) if bed is not None else ""


def titled(kind: RoomKind, number: int) -> str:
    """“Double room 3”; the only one of its kind needs no number."""
    return f"{kind.title} {number}" if kind.count > 1 else kind.title
