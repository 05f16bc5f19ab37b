"""Whom each of the committee looks after: the classmates of her classes, shared out among those who have the same.

Numbers tell of everybody on the books; names stand only where the reader may see them, and nobody who is lost is listed:
a sealed invitation is passed on instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Mod

from vezi.activities.events.models import Event, Invitation, Organiser, Registration, Standing
from vezi.activities.events.queries import whom
from vezi.activities.events.queries.coming import class_years
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books
from vezi.network.memberships.queries.reach import has_way, held_by
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.people.models import Affiliation, PersonQuerySet
from vezi.network.people.naming import sorted_for_reader
from vezi.network.people.who import who_of
from vezi.network.registrar.passing.queries import years_of

A_PAGE = 60
#: What became of somebody, as the list tells it.
COMING, PERHAPS, NO, SILENT, UNINVITED = "coming", "maybe", "no", "silent", "uninvited"
SHOWS = (COMING, PERHAPS, NO, SILENT, UNINVITED)


@dataclass(frozen=True)
class Numbers:
    """Of the living on the books. `lost`: no way to them is known, told in round numbers to who sees no records."""

    all: int = 0
    found: int = 0  # members by now
    invited: int = 0
    answered: int = 0
    coming: int = 0
    lost: int = 0
    is_round: bool = False


@dataclass(frozen=True)
class Line:
    person_id: int
    who: Who
    became: str


@dataclass(frozen=True)
class Share:
    """Of one organiser, or of all."""

    years: Sequence[int]
    numbers: Numbers
    lines: Sequence[Line]
    next: int
    passes: Sequence[int]  # the classes of the reader's own for which she may pass a sealed invitation on


def people_of(event: Event, organiser: Organiser | None) -> PersonQuerySet:
    """Everybody of the classes; of an organiser those that fall to her."""
    living = whom.on_the_books(event.club).filter(is_deceased=False, deceased_on=None)
    if organiser is None:
        return living.filter(_studied(event, class_years(event)))
    among = Q(pk__in=[])
    for year in organiser.class_years or class_years(event):
        agents = agents_of(event, year)
        turn = agents.index(organiser.pk) if organiser.pk in agents else 0
        among |= _studied(event, [year]) & Q(**{f"turn_of_{len(agents)}": turn})
        living = living.alias(**{f"turn_of_{len(agents)}": Mod(F("pk"), Value(max(1, len(agents))))})
    return living.filter(among)


def agents_of(event: Event, year: int) -> list[int]:
    """Organisers who look after the class, in the order in which they came."""
    mine = event.organisers.filter(Q(class_years=[]) | Q(class_years__contains=[year]))
    return list(mine.order_by("since", "pk").values_list("pk", flat=True))


def _studied(event: Event, years: Sequence[int]) -> Q:
    held = Affiliation.objects.filter(held_by(event.club), person=OuterRef("pk"), class_year__in=list(years))
    return Q(Exists(held))


def share(
    viewer: Viewer, event: Event, organiser: Organiser | None, *, show: str = "", after: int = 0
) -> Share:  # fmt: skip
    """A fixed number of queries for each class."""
    years = (organiser.class_years if organiser is not None else None) or class_years(event)
    all_of = people_of(event, organiser).exclude(pk__in=viewer.apart)
    numbers = _numbers(viewer, event, all_of)
    lines, more = _lines(viewer, event, all_of, show=show, after=after)
    own = years_of(viewer.person, event.club) if viewer.person is not None else []
    return Share(years, numbers, lines, after + A_PAGE if more else 0, [year for year in own if year in years])


def _numbers(viewer: Viewer, event: Event, all_of: PersonQuerySet) -> Numbers:
    hers = {"event": event, "person": OuterRef("pk")}
    answers = Registration.objects.filter(**hers)
    members = Membership.objects.filter(person=OuterRef("pk"), club=event.club, state=State.MEMBER)
    counted = all_of.aggregate(
        all=Count("pk"),
        found=Count("pk", filter=Q(Exists(members))),
        invited=Count("pk", filter=Q(Exists(Invitation.objects.filter(**hers)))),
        answered=Count("pk", filter=Q(Exists(answers))),
        coming=Count("pk", filter=Q(Exists(answers.filter(standing=Standing.COMING)))),
        lost=Count("pk", filter=~has_way(event.club, person="pk")),
    )
    if viewer.can(SEE_RECORDS, event.club):
        return Numbers(**counted)
    return Numbers(**counted | {"lost": books.about(counted["lost"])}, is_round=True)


def _lines(viewer: Viewer, event: Event, all_of: PersonQuerySet, *, show: str, after: int) -> tuple[list[Line], bool]:
    """Members alone, as the reader may see them by name."""
    hers = {"event": event, "person": OuterRef("pk")}
    standing = Subquery(Registration.objects.filter(**hers).values("standing")[:1])
    invited = Exists(Invitation.objects.filter(**hers))
    said = {
        Standing.COMING: COMING,
        Standing.OFFERED: COMING,
        Standing.WAITING: COMING,
        Standing.MAYBE: PERHAPS,
        Standing.NO: NO,
    }
    members = all_of.filter(pk__in=Membership.objects.active().filter(club=event.club).values("person"))
    rows = members.annotate(standing=standing).annotate(
        became=Case(
            *(When(standing=one, then=Value(word)) for one, word in said.items()),
            When(invited, then=Value(SILENT)),
            default=Value(UNINVITED),
            output_field=CharField(),
        )
    )
    if show in SHOWS:
        rows = rows.filter(became=show)
    page = list(
        rows.order_by(f"sort_{sorted_for_reader()}", "pk").values_list("pk", "became")[after : after + A_PAGE + 1]
    )
    ids = [number for number, _became in page[:A_PAGE]]
    seen = named_to(viewer, ids)
    drawn = [Line(number, who_of(seen[number]), became) for number, became in page[:A_PAGE] if number in seen]
    return drawn, len(page) > A_PAGE
