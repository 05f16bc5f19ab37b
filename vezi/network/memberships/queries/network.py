"""The whole network in numbers, for its front page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.memberships.queries import books, reach
from vezi.network.memberships.reach import FRESH
from vezi.network.people.models import Affiliation, Person, Residence


@dataclass(frozen=True)
class Network(books.Counted):
    clubs: int
    graduates: int
    reachable: int
    members: int
    countries: int  # 0: of so few people it is not told
    classes: tuple[tuple[int, int], ...]  # class year, people; empty: of so few people it is not told

    @property
    def first_class(self) -> int | None:
        return self.classes[0][0] if self.classes else None

    @property
    def last_class(self) -> int | None:
        return self.classes[-1][0] if self.classes else None

    @property
    def reachable_of_hundred(self) -> int:
        return round(100 * self.reachable / self.graduates) if self.graduates else 0


def network() -> Network:
    return _remembered("network", _network)


def sizes() -> dict[int, int]:
    """People on the books of each club that has any."""
    return _remembered("sizes", _sizes)


def recount() -> None:
    """Count a large network anew, so that nobody waits for it."""
    if _is_large():
        books.keep("network", _network())
        books.keep("sizes", _sizes())


def _is_large() -> bool:
    return Membership.objects.all()[books.LARGE : books.LARGE + 1].exists()


def _remembered(what: str, count: Callable[[], books.Number]) -> books.Number:
    if not _is_large():
        return count()
    return books.kept(what, count)


def _sizes() -> dict[int, int]:
    living = Membership.objects.living_records().filter(state__in=books.ON_THE_BOOKS, person__is_deceased=False)
    return dict(living.values_list("club").annotate(Count("pk")))


def _in_reach(now: datetime) -> Q:
    """People whom one club or another reaches, by whoever holds the way."""
    ways = reach.sure(reach.anybodys_ways(), now=now)
    here = reach.with_account().filter(heard_at__gt=now - FRESH)
    return Q(pk__in=ways.values("person")) | Q(pk__in=here.values("person"))


def _network() -> Network:
    now = timezone.now()
    people = Person.objects.living_records().filter(is_deceased=False)
    on_books = Membership.objects.filter(state__in=books.ON_THE_BOOKS)
    here = people.filter(pk__in=on_books.values("person"))
    towns = Residence.objects.filter(person__in=here).exclude(country="")
    told = towns.aggregate(people=Count("pk"), countries=Count("country", distinct=True))
    studies = Affiliation.objects.filter(person__in=here, class_year__isnull=False)
    classes = studies.values_list("class_year").annotate(Count("person", distinct=True)).order_by("class_year")
    return Network(
        clubs=Club.objects.count(),
        graduates=here.count(),
        reachable=here.filter(_in_reach(now)).count(),
        members=people.filter(pk__in=Membership.objects.active().values("person")).count(),
        countries=told["countries"] if told["people"] >= books.FEW else 0,
        at=now,
        classes=() if books.are_few(studies) else tuple(classes),
    )
