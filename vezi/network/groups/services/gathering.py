"""Groups of classes and programmes, made of the records.

A group is there as soon as five people on the books of the club share the class or the programme. Nobody is put into
it: members whose records say so are offered it, and join with one press. Where an import is undone, or a year was put
right, what nobody had come into or said a word about goes again.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from vezi.core import audit
from vezi.core.folding import fold
from vezi.network.clubs.models import Club, Programme
from vezi.network.groups.models import Group, Joining, Kind
from vezi.network.groups.models.circles import GroupQuerySet
from vezi.network.memberships.models import Membership, State
from vezi.network.people.models import Affiliation

ENOUGH = 5
ON_THE_BOOKS = (State.RECORDED, State.MEMBER)


def gather(*, now: datetime, clubs: Iterable[Club] | None = None) -> int:
    """Make what is missing, and say how many groups that was. Safe to run at any time, by several at once."""
    of_clubs = Club.objects.order_by("pk") if clubs is None else clubs
    return sum(_classes(club, now=now) + _programmes(club, now=now) for club in of_clubs)


def _studied_here(club: Club) -> QuerySet[Affiliation]:
    books = Membership.objects.filter(club=club, state__in=ON_THE_BOOKS).living_records().values("person")
    return Affiliation.objects.filter(person__in=books)


def _classes(club: Club, *, now: datetime) -> int:
    years = _studied_here(club).filter(class_year__isnull=False).values_list("class_year")
    counted = years.annotate(people=Count("person", distinct=True)).filter(people__gte=ENOUGH).order_by("class_year")
    enough = [year for year, _people in counted]
    _unmake(club.groups.filter(kind=Kind.CLASS).exclude(class_year__in=enough), club=club, now=now)
    there = set(club.groups.filter(kind=Kind.CLASS).values_list("class_year", flat=True))
    missing = [year for year in enough if year not in there]
    return _make(
        [Group(club=club, kind=Kind.CLASS, class_year=year, name=str(year)) for year in missing], club=club, now=now
    )


def _programmes(club: Club, *, now: datetime) -> int:
    of_schools = Q(programme__institution=club.institution_id) | Q(programme__institution__parent=club.institution_id)
    studied = _studied_here(club).filter(of_schools).values_list("programme")
    counted = studied.annotate(people=Count("person", distinct=True)).filter(people__gte=ENOUGH).order_by("programme")
    enough = [pk for pk, _people in counted]
    _unmake(club.groups.filter(kind=Kind.PROGRAMME).exclude(programme__in=enough), club=club, now=now)
    there = set(club.groups.filter(kind=Kind.PROGRAMME).values_list("programme_id", flat=True))
    missing = Programme.objects.filter(pk__in=[pk for pk in enough if pk not in there]).order_by("pk")
    return _make(
        [Group(club=club, kind=Kind.PROGRAMME, programme=one, name=one.name[:100]) for one in missing],
        club=club, now=now,
    )  # fmt: skip


@transaction.atomic
def _make(groups: list[Group], *, club: Club, now: datetime) -> int:
    if not groups:
        return 0
    for group in groups:
        group.joining, group.made_at, group.folded = Joining.OPEN, now, fold(group.name)[:200]
    before = Group.objects.filter(club=club).count()
    Group.objects.bulk_create(groups, ignore_conflicts=True, batch_size=1000)
    made = Group.objects.filter(club=club).count() - before
    audit.record("groups.gather", by=None, at=now, club_id=club.pk, made=made)
    return made


@transaction.atomic
def _unmake(groups: GroupQuerySet, *, club: Club, now: datetime) -> None:
    """Those in which nobody is and nothing was said; whoever comes in meanwhile keeps the group."""
    empty = groups.living().filter(size=0, about="", members=None, posts=None, entries=None, removals=None, offers=None)
    locked = list(Group.objects.filter(pk__in=empty.values("pk")).select_for_update().values_list("pk", flat=True))
    gone, _each = Group.objects.filter(pk__in=locked, size=0, members=None, posts=None, entries=None).delete()
    if gone:
        audit.record("groups.unmake", by=None, at=now, club_id=club.pk, gone=gone)
