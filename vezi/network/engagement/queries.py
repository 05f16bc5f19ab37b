"""Acts as the person reads her own, and as the office of a club counts them: people, and none so few that it tells of one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from vezi.network.clubs.models import Club
from vezi.network.engagement.models import Act, Mode
from vezi.network.memberships.queries.books import FEW


def of_person(person_id: int) -> QuerySet[Act]:
    """The latest first."""
    return Act.objects.filter(person=person_id).select_related("club__institution").order_by("-day", "-pk")


@dataclass(frozen=True)
class Counted:
    """How many people did something in one mode, and how often; None in both where they are too few to be told."""

    mode: Mode
    people: int | None
    acts: int | None

    @property
    def is_none(self) -> bool:
        return self.people == 0


@dataclass(frozen=True)
class Year:
    """`people` did anything at all, each counted once; None where that number beside the others would tell of a few."""

    year: int
    modes: list[Counted]
    people: int | None


def years(club: Club) -> list[Year]:
    """The latest first. Two queries."""
    of_club = Act.objects.filter(club=club).annotate(year=ExtractYear("day")).order_by()
    each = of_club.values("year", "person").annotate(modes=ArrayAgg("mode", distinct=True))
    people: dict[int, Counter[frozenset[str]]] = defaultdict(Counter)
    for year, modes in each.values_list("year", "modes"):
        people[year][frozenset(modes)] += 1
    acts: dict[int, dict[str, int]] = defaultdict(dict)
    for year, mode, count in of_club.values_list("year", "mode").annotate(count=Count("pk")):
        acts[year][mode] = count
    return [guarded(year, people[year], acts[year]) for year in sorted(people, reverse=True)]


def guarded(year: int, people: Mapping[frozenset[str], int], acts: Mapping[str, int]) -> Year:
    """`people` by all the modes in which each of them did something.

    A mode of a few people is not told, and neither is the whole where it less a mode, or less all that is told, is few.
    """
    modes = [_counted(mode, people, acts.get(mode, 0)) for mode in Mode]
    told = {one.mode: one.people for one in modes if one.people}
    whole = sum(people.values())
    rests = [whole - _in_any(told, people), *(whole - count for count in told.values())]
    shows = whole >= FEW and not any(0 < rest < FEW for rest in rests)
    return Year(year, modes, whole if shows else None)


def _counted(mode: Mode, people: Mapping[frozenset[str], int], acts: int) -> Counted:
    count = _in_any([mode], people)
    return Counted(mode, count, acts) if count == 0 or count >= FEW else Counted(mode, None, None)


def _in_any(modes: Iterable[str], people: Mapping[frozenset[str], int]) -> int:
    wanted = set(modes)
    return sum(count for done, count in people.items() if done & wanted)
