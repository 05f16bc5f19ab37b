"""Who is on a club's books, and how many: the numbers of the office and of public pages.

Counting is quick in a small club and done each time. In a large one it takes some seconds for everything: there it is
done every five minutes by a task, and pages show what was counted last, with the time of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import update_wrapper
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import JoinRequest, Membership, MembershipQuerySet, RequestState, State
from vezi.network.memberships.queries import reach
from vezi.network.people.models import Affiliation, Residence

ON_THE_BOOKS = (State.RECORDED, State.MEMBER)
LARGE = 20_000
REMEMBERED = 300  # seconds
RECOUNTED = 900  # seconds until numbers of the task are too old to show: it has not run
TOLD_AFTER = timedelta(seconds=5)
FEW = 10  # public pages tell no classes and no countries of so few people: a number could point at one of them
ROUNDED_TO = 10  # what members are told of those who are not here yet

Number = TypeVar("Number")


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Numbers that may have been counted a while ago."""

    at: datetime | None = field(default=None, compare=False)  # when they were

    def told_at(self, now: datetime) -> datetime | None:
        """The time that a page says of them; None when they are of this moment."""
        return self.at if self.at is not None and now - self.at > TOLD_AFTER else None


@dataclass(frozen=True)
class Standing(Counted):
    """A club in numbers. Graduates are all living people on the books, whatever they studied or taught."""

    graduates: int = 0
    members: int = 0
    reachable: int = 0
    doubtful: int = 0
    left: int = 0
    dead: int = 0

    @property
    def lost(self) -> int:
        return self.graduates - self.reachable - self.doubtful

    def of_hundred(self, number: int) -> int:
        return round(100 * number / self.graduates) if self.graduates else 0

    @property
    def reachable_of_hundred(self) -> int:
        return self.of_hundred(self.reachable)

    @property
    def members_of_hundred(self) -> int:
        return self.of_hundred(self.members)


@dataclass(frozen=True)
class ClassYears:
    """People of some class years in a row; who has two degrees stands in both classes."""

    first: int
    last: int
    graduates: int
    members: int
    reachable: int

    @property
    def members_of_hundred(self) -> int:
        return round(100 * self.members / self.graduates)

    @property
    def reachable_of_hundred(self) -> int:
        return round(100 * self.reachable / self.graduates)


def living(club: Club) -> MembershipQuerySet:
    """Everybody the club has or had on its books, but for the dead and for records that are no more."""
    return Membership.objects.living_records().filter(club=club, person__is_deceased=False)


def on_the_books(club: Club) -> MembershipQuerySet:
    return living(club).filter(state__in=ON_THE_BOOKS)


def about(count: int) -> int:
    """A round number, and 0 for few: neither it nor the difference of two may point at somebody."""
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO if count >= FEW else 0


def is_large(club: Club) -> bool:
    return Membership.objects.filter(club=club)[LARGE : LARGE + 1].exists()


def remembered(club: Club, what: str, count: Callable[[], Number]) -> Number:
    """Counted anew in a small club, for a large one a while ago."""
    if not is_large(club):
        return count()
    return kept(f"{club.pk}:{what}", count)


_counts: dict[str, Callable[[Club, datetime], object]] = {}  # of a large club, by the word they are kept under


def counted_before(what: str) -> Callable[[Callable[[Club, datetime], Number]], Callable[..., Number]]:
    """A count of a club that in a large one is made before anybody asks: `counted(club, now=…)`. Areas above add theirs."""

    def known(count: Callable[[Club, datetime], Number]) -> Callable[..., Number]:
        _counts[what] = count

        def counted(club: Club, *, now: datetime | None = None) -> Number:
            return remembered(club, what, lambda: count(club, now or timezone.now()))

        return update_wrapper(counted, count)

    return known


def recount(*, now: datetime) -> int:
    """Count the large clubs anew, so that nobody waits for it; in how many."""
    large = [club for club in Club.objects.all() if is_large(club)]
    for club in large:
        for what, count in _counts.items():
            keep(f"{club.pk}:{what}", count(club, now))
    return len(large)


def keep(what: str, counted: object) -> None:
    cache.set(f"memberships:{what}", counted, RECOUNTED)


def forget(club: Club, *what: str) -> None:
    """Count these anew the next time: somebody has just changed much, or was told that they are wrong."""
    cache.delete_many([f"memberships:{club.pk}:{one}" for one in what])


def kept(what: str, count: Callable[[], Number]) -> Number:
    found: Number | None = cache.get_or_set(f"memberships:{what}", count, REMEMBERED)
    return count() if found is None else found


@counted_before("standing")
def standing(club: Club, now: datetime) -> Standing:
    numbers = on_the_books(club).aggregate(
        graduates=Count("pk"),
        members=Count("pk", filter=Q(state=State.MEMBER)),
        reachable=Count("pk", filter=reach.has_sure_way(club, now=now)),
        with_way=Count("pk", filter=reach.has_way(club)),
    )
    gone = Membership.objects.living_records().filter(club=club)
    return Standing(
        graduates=numbers["graduates"],
        members=numbers["members"],
        reachable=numbers["reachable"],
        doubtful=numbers["with_way"] - numbers["reachable"],
        left=gone.filter(state=State.LEFT, person__is_deceased=False).count(),
        dead=gone.filter(person__is_deceased=True).count(),
        at=now,
    )


@counted_before("by_class")
def by_class(club: Club, now: datetime) -> list[ClassYears]:
    """Each class that has somebody, oldest first."""
    return _by_years(club, 1, now=now)


def ribbon(club: Club) -> list[tuple[int, int]]:
    """People of each class year, for everybody to see; empty where so few are known that a bar could point at one."""
    return [] if few_studied(club) else [(one.first, one.graduates) for one in by_class(club)]


@counted_before("are_few")
def few_studied(club: Club, _now: datetime) -> bool:
    return are_few(studied_here(club))


def are_few(studies: QuerySet[Affiliation]) -> bool:
    """Whether so few people stand behind these studies that a number could point at one."""
    return studies.order_by().values("person").distinct()[:FEW].count() < FEW


@counted_before("by_decade")
def by_decade(club: Club, now: datetime) -> list[ClassYears]:
    """The same by decade, newest first. Who has two degrees of one decade stands in it once."""
    return _by_years(club, 10, now=now)[::-1]


def _by_years(club: Club, years: int, *, now: datetime) -> list[ClassYears]:
    rows = (
        studied_here(club)
        .annotate(first=F("class_year") / years * years)
        .values("first")
        .annotate(
            graduates=Count("person", distinct=True),
            members=Count("person", distinct=True, filter=Q(person__memberships__state=State.MEMBER)),
            reachable=Count("person", distinct=True, filter=reach.has_sure_way(club, now=now)),
        )
        .order_by("first")
    )
    return [
        ClassYears(row["first"], row["first"] + years - 1, row["graduates"], row["members"], row["reachable"])
        for row in rows
    ]


def studied_here(club: Club) -> QuerySet[Affiliation]:
    """Affiliations with a class year of the people on the books."""
    return Affiliation.objects.filter(
        reach.held_by(club),
        person__memberships__club=club,
        person__memberships__state__in=ON_THE_BOOKS,
        person__merged_into__isnull=True,
        person__erased_at__isnull=True,
        person__is_deceased=False,
        class_year__isnull=False,
    )


@counted_before("countries")
def countries(club: Club, _now: datetime) -> int:
    """In how many countries people on the books live; 0 where so few are known that a number could point at one."""
    numbers = Residence.objects.filter(
        reach.held_by(club), person__memberships__in=on_the_books(club), person__memberships__club=club
    ).exclude(country="").aggregate(people=Count("person"), countries=Count("country", distinct=True))  # fmt: skip
    return numbers["countries"] if numbers["people"] >= FEW else 0


def requests_waiting(club: Club) -> int:
    return JoinRequest.objects.filter(club=club, state=RequestState.WAITING).count()
