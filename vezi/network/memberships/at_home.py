"""The member's home is made by all areas together, and costs so many queries for everybody.

An area brings parts (`@at_home.part`). What is plain, each asks in querysets, and all of them are asked in one query
(`asks`, `hears`); then each may look further (`looks`), always with as many queries, whoever looks, and once more ask
together with the others for what that named (`asks_again`, `hears_again`); then all people whom any of them shows are
read at once (`shows`), and each draws what it has. Of the steps they offer to begin with (`steps`) three are taken,
those first that show people's faces.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from vezi.core import together
from vezi.core.together import Question
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.access import clubs_of
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.people import at_once
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

FIRST_DAYS = timedelta(days=30)  # of somebody who has just come
FIRST_STEPS, FACES = 3, 3  # of a step

#: What no face on home shows.
LEFT_OUT = frozenset({"contacts", "other_names"})


class Place(StrEnum):
    WAITS = "waits"
    PEOPLE = "people"
    CIRCLES = "circles"  # what goes on in the groups one is in, and one's classes
    FITS = "fits"
    CLUBS = "clubs"


@dataclass(frozen=True)
class Faces:
    """The people of this page as its reader sees them; who is not seen by name is not in it."""

    seen: Mapping[int, Seen] = field(default_factory=dict)
    members: frozenset[int] = frozenset()  # of any club: who has left is shown no more
    in_steps: frozenset[int] = frozenset()  # whom the first steps show already

    def who(self, person_id: int | None) -> Who | None:
        found = self.seen.get(person_id or 0)
        return who_of(found) if found is not None else None

    def others(self, viewer: Viewer) -> list[Seen]:
        """All living members but the reader, in the order in which they came."""
        found = (self.living(number) for number in sorted(self.seen) if number != viewer.person_id)
        return [seen for seen in found if seen is not None]

    def living(self, person_id: int) -> Seen | None:
        """A living member."""
        found = self.seen.get(person_id)
        if found is None or found.person.is_deceased or person_id not in self.members:
            return None
        return found


@dataclass(frozen=True)
class Step:
    """Something to begin with. It is drawn with those of `people` whom no step before it shows, so many at `most`; where
    there are none, with the same again if it is about them (`again`), or not at all if it is nothing without
    (`needs_people`)."""

    order: int
    draws: Callable[[list[Seen]], SafeString]
    people: Sequence[Seen] = ()
    most: int = FACES
    again: bool = False
    needs_people: bool = False

    def shown_beside(self, others: Container[int]) -> list[Seen]:
        fresh = [seen for seen in self.people if seen.person.pk not in others]
        return (fresh or (list(self.people) if self.again else []))[: self.most]


class Part:
    """Something an area brings to home, made for one visit."""

    place: ClassVar[Place]
    order: ClassVar[int] = 50

    def __init__(self, viewer: Viewer, now: datetime) -> None:
        self.viewer, self.now = viewer, now

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def has_just_come(self) -> bool:
        return has_just_come(self.viewer.person, now=self.now)

    def asks(self) -> "Sequence[Question]":
        """Querysets; those that differ by values alone are better kept (`core.kept`)."""
        return ()

    def hears(self, *found: list[Any]) -> None:
        """The answers, in the same order."""

    def looks(self) -> None:
        """Whatever is no plain question."""

    def asks_again(self) -> "Sequence[Question]":
        return ()

    def hears_again(self, *found: list[Any]) -> None: ...

    def shows(self) -> Iterable[int]:
        """Numbers of people."""
        return ()

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - some show nothing
        return None

    def steps(self, request: HttpRequest, faces: Faces) -> Iterable[Step]:  # noqa: ARG002 - few have one
        """What the reader may begin with; most are for who has just come."""
        return ()

    def note(self) -> str:
        """A few words beneath the head of its place."""
        return ""


@dataclass(frozen=True)
class Drawn:
    """What stands in each place, in order; places where nothing stands are left out."""

    places: dict[str, list[SafeString]] = field(default_factory=dict)
    steps: list[SafeString] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)


def has_just_come(person: Person, *, now: datetime) -> bool:
    return person.claimed_at is not None and now - person.claimed_at < FIRST_DAYS


_parts: list[type[Part]] = []


def part(made: type[Part]) -> type[Part]:
    """Brings it."""
    _parts.append(made)
    _parts.sort(key=lambda one: (one.place, one.order, one.__name__))
    return made


def drawn(request: HttpRequest, viewer: Viewer, *, now: datetime) -> Drawn:
    """In few queries, the same number for everybody."""
    parts = [one(viewer, now) for one in _parts]
    for part, found in _asked_together(parts, [part.asks() for part in parts], together.rare_answers):
        part.hears(*found)
    for part in parts:
        part.looks()
    for part, found in _asked_together(parts, [part.asks_again() for part in parts], together.answers):
        part.hears_again(*found)
    faces = faces_of(viewer, {number for part in parts for number in part.shows()})
    begin = first_steps(step for part in parts for step in part.steps(request, faces))
    made = Drawn(steps=[step.draws(people) for step, people in begin])
    faces = replace(faces, in_steps=frozenset(seen.person.pk for _step, people in begin for seen in people[:FACES]))
    for part in parts:
        if said := part.draws(request, faces):
            made.places.setdefault(part.place, []).append(said)
        if note := part.note():
            made.notes.setdefault(part.place, []).append(note)
    return made


def first_steps(offered: Iterable[Step]) -> list[tuple[Step, list[Seen]]]:
    """Three at most, each with its people: those that show somebody first, nobody twice as far as there are others."""
    with_faces, without, shown = [], [], set[int]()
    for step in sorted(offered, key=lambda step: step.order):
        people = step.shown_beside(shown)
        if people:
            with_faces.append((step, people))
            shown |= {seen.person.pk for seen in people[:FACES]}
        elif not step.needs_people:
            without.append((step, people))
    return [*with_faces, *without][:FIRST_STEPS]


def _asked_together(
    parts: list[Part], asked: "list[Sequence[Question]]", answers: Callable[..., list[list[Any]]]
) -> Iterator[tuple[Part, list[list[Any]]]]:
    found = iter(answers(*(question for questions in asked for question in questions)))
    for part, questions in zip(parts, asked, strict=True):
        yield part, [next(found) for _question in questions]


def faces_of(viewer: Viewer, person_ids: Iterable[int]) -> Faces:
    """Three queries."""
    ids = {*person_ids, *([viewer.person_id] if viewer.person_id is not None else [])}
    clubs = clubs_of(ids)
    people = seen_by(viewer, at_once.read(ids, without=LEFT_OUT), clubs=clubs)
    return Faces(
        {one.person.pk: one for one in people if one.name}, frozenset(number for number in ids if clubs[number])
    )
