"""Who comes: for members those who allow it, yours first; for organisers everybody, with all they said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from vezi.activities.events.models import HOLDING, CircleKind, Event, Registration, Seat, Standing
from vezi.activities.events.queries import arriving
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.naming import sorted_for_reader
from vezi.network.people.queries import Seen
from vezi.network.people.who import signature, who_of
from vezi.network.ties.queries import connections_at_hand

SHOWN_KNOWN, SHOWN_OTHERS = 8, 16
#: How many more are asked for than are shown, as some are seen by nobody; and how often.
SPARE, ROUNDS = 4, 3


@dataclass(frozen=True)
class Coming:
    """`people` counts everybody who comes, companions left out; `companions` these; of the faces only those shown.
    `were_seen` where it is over and the door was kept: then they are those who came."""

    were_seen: bool = False
    people: int = 0
    companions: int = 0
    known: Sequence[Who] = ()
    others: Sequence[Who] = ()
    of_class: int = 0  # of those who come and are shown, of the reader's class
    classmates: frozenset[int] = field(default=frozenset(), repr=False)


def who_comes(viewer: Viewer, event: Event, *, now: datetime) -> Coming:
    """What a member sees. Who does not want to be shown, or is not seen by name, is counted and nothing else."""
    coming = event.registrations.filter(standing=Standing.COMING)
    here = arriving.that_stand().filter(event=event)
    kept = here.filter(is_online=False) if event.is_somewhere else here
    if were_seen := event.ends_at <= now and kept.exists():
        coming = coming.filter(Exists(here.filter(seat__registration=OuterRef("pk"), seat__number=0)))
        with_them = Seat.objects.filter(Exists(here.filter(seat=OuterRef("pk"))), registration__in=coming, number__gt=0)
        counts = {"people": coming.count(), "seats": coming.count() + with_them.count()}
    else:
        counts = coming.aggregate(people=Count("pk"), seats=Sum("seats"))
    shown = coming.filter(is_shown=True).exclude(person__in=viewer.apart)
    ties, mates = connections_at_hand(viewer), classmates_among(viewer, shown)
    by_answer = shown.exclude(person=viewer.person_id).order_by("answered_at", "person_id")
    ids = sorted(by_answer.values_list("person_id", flat=True), key=lambda number: number not in mates)
    known, others = _first_seen(viewer, [
        ([one for one in ids if one in ties], SHOWN_KNOWN), ([one for one in ids if one not in ties], SHOWN_OTHERS),
    ])  # fmt: skip
    people_here = counts["people"] or 0
    return Coming(
        were_seen=were_seen, people=people_here, companions=(counts["seats"] or 0) - people_here,
        known=[_drawn(one, ties) for one in known], others=[_drawn(one, ties) for one in others],
        of_class=len(mates), classmates=mates,
    )  # fmt: skip


def classmates_among(viewer: Viewer, registrations: QuerySet[Registration]) -> frozenset[int]:
    """Of one institution and class year with the reader."""
    mine = Affiliation.objects.filter(person=viewer.person_id or 0).exclude(class_year=None)
    same = Q(pk__in=[])
    for institution, year in mine.values_list("institution", "class_year"):
        same |= Q(institution=institution, class_year=year)
    found = Affiliation.objects.filter(same, person__in=registrations.values("person"))
    return frozenset(found.exclude(person=viewer.person_id).values_list("person", flat=True))


def _first_seen(viewer: Viewer, wanted: Sequence[tuple[Sequence[int], int]]) -> list[list[Seen]]:
    """Of each list as many as are shown of it, in its order. Read together; most often once."""
    seen: dict[int, Seen] = {}
    for number in range(1, ROUNDS + 1):
        asked = [ids[: number * (shown + SPARE)] for ids, shown in wanted]
        seen |= _seen(viewer, {one for ids in asked for one in ids} - seen.keys())
        found = [[seen[one] for one in ids if one in seen] for ids in asked]
        if all(len(here) >= min(shown, len(ids)) for here, (ids, shown) in zip(found, wanted, strict=True)):
            break
    return [here[:shown] for here, (_ids, shown) in zip(found, wanted, strict=True)]


def _seen(viewer: Viewer, ids: Iterable[int]) -> dict[int, Seen]:
    """Who is seen by name, and lives."""
    return {number: one for number, one in named_to(viewer, ids).items() if not one.person.is_deceased}


def _drawn(seen: Seen, ties: Iterable[int]) -> Who:
    return who_of(seen, tie=_("Connected") if seen.person.pk in ties else "")


@dataclass(frozen=True)
class Row:
    """One answer as its organisers read it."""

    registration: Registration
    who: Who
    people: Sequence[Seat]


@dataclass(frozen=True)
class Counts:
    """How many answered what; `seats` are those taken, `silent` were invited and said nothing."""

    coming: int = 0
    offered: int = 0
    waiting: int = 0
    maybe: int = 0
    no: int = 0
    seats: int = 0
    silent: int = 0


def counts(event: Event) -> Counts:
    """Two queries."""
    rows = event.registrations.values("standing").annotate(answers=Count("pk"), all=Sum("seats"))
    by = Counter({row["standing"]: row["answers"] for row in rows})
    taken = sum(row["all"] for row in rows if row["standing"] in HOLDING)
    answered = event.registrations.values("person")
    silent = event.invitations.exclude(person__in=answered).count()
    return Counts(
        by[Standing.COMING],
        by[Standing.OFFERED],
        by[Standing.WAITING],
        by[Standing.MAYBE],
        by[Standing.NO],
        taken,
        silent,
    )


def rows(viewer: Viewer, event: Event, *, standings: Iterable[str], after: int = 0, at_most: int = 100) -> list[Row]:
    """As organisers read them, the queue in its order. Names as those signed who answered; the rest as the reader may
    see it. A fixed number of queries."""
    found = event.registrations.filter(standing__in=list(standings)).select_related("person")
    page = list(
        found.prefetch_related("people__parts").order_by("waits_as", f"person__sort_{sorted_for_reader()}", "pk")[
            after : after + at_most
        ]
    )
    seen = _seen(viewer, [row.person_id for row in page])
    return [Row(row, _signed(row.person, seen), list(row.people.all())) for row in page]


def _signed(person: Person, seen: dict[int, Seen]) -> Who:
    return who_of(seen[person.pk]) if person.pk in seen else signature(person)


def signed(viewer: Viewer, persons: Sequence[Person]) -> dict[int, Who]:
    """By number, as organisers read them."""
    seen = _seen(viewer, [one.pk for one in persons])
    return {one.pk: _signed(one, seen) for one in persons}


def class_years(event: Event) -> list[int]:
    """Of the classes it is for."""
    years = event.circles.filter(kind=CircleKind.CLASS).values_list("class_years", flat=True)
    return sorted({year for some in years for year in some})


def signed_by(viewer: Viewer, ids: Sequence[int]) -> dict[int, tuple[Person, Who]]:
    """Who wrote or answered to the organisers, by name: that is how it was signed."""
    found = {one.pk: one for one in Person.objects.living_records().filter(pk__in=ids)}
    seen = _seen(viewer, list(found))
    return {number: (one, _signed(one, seen)) for number, one in found.items()}
