"""What was said of late in the groups one is in, and groups one may like: for home."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet

from vezi.core.cities import known
from vezi.core.viewer import Viewer
from vezi.network.groups.access import groups_to_discover
from vezi.network.groups.models import (
    Entry,
    Group,
    GroupQuerySet,
    Joining,
    Kind,
    Member,
    Post,
    Waiting,
    Way,
)
from vezi.network.groups.models.circles import FROM_RECORDS
from vezi.network.people.models import Affiliation, Position, Residence

SHOWN = 3  # groups
ANSWERS_AT_MOST = 99
FACES = 4
OFFERED_AT_MOST = 12

#: For each of my groups the discussion that moved last since I looked, by a word that is not mine and that I may read.
LATELY = """
with mine as materialized (
    select m.group_id, greatest(coalesce(m.read_at, m.joined_at), %(since)s) since
    from groups_member m join groups_group g on g.id = m.group_id where m.person_id = %(me)s and g.closed_at is null
), moved as (
    select one.* from mine cross join lateral (
        select p.id, p.group_id, p.moved_at, mine.since, p.author_id, p.written_at from groups_post p
        where p.group_id = mine.group_id and p.opening_id is null and p.state = 'shown' and p.moved_at > mine.since
            and (p.author_id is null or p.author_id <> all(%(apart)s))
            and ((p.written_at > mine.since and p.author_id is distinct from %(me)s) or exists (
                select 1 from groups_post a where a.opening_id = p.id and a.state = 'shown'
                    and a.written_at > mine.since and (a.author_id is null or a.author_id <> all(%(without)s))))
        order by p.moved_at desc, p.id desc limit 1
    ) one
    order by moved_at desc, id desc limit %(most)s
)
select moved.id, moved.since, answers.count, last.author_id, coalesce(last.written_at, moved.written_at), last.id is not null
from moved left join lateral (
    select count(*) from (
        select 1 from groups_post a where a.opening_id = moved.id and a.state = 'shown'
            and (a.author_id is null or a.author_id <> all(%(apart)s)) limit %(answers)s
    ) counted
) answers on true left join lateral (
    select a.id, a.author_id, a.written_at from groups_post a
    where a.opening_id = moved.id and a.state = 'shown' and a.written_at > moved.since
        and (a.author_id is null or a.author_id <> all(%(without)s))
    order by a.written_at desc, a.id desc limit 1
) last on true
order by moved.moved_at desc, moved.id desc
"""


@dataclass(frozen=True)
class Moved:
    """A discussion with news in it, before it is read."""

    post_id: int
    since: datetime
    answers: int
    last_by: int | None  # of the last answer that is news
    at: datetime
    is_answered: bool


@dataclass(frozen=True)
class Spoken:
    """The same as it is shown."""

    post: Post
    moved: Moved

    @property
    def speaker(self) -> int | None:
        """Who said what is news."""
        return self.moved.last_by if self.moved.is_answered else self.post.author_id


def lately(viewer: Viewer, *, since: datetime) -> list[Moved]:
    """One query, the same for everybody; one discussion of each group, the latest first."""
    apart = list(viewer.apart)
    asked = {
        "me": viewer.person_id, "apart": apart, "without": [*apart, viewer.person_id], "since": since, "most": SHOWN,
        "answers": ANSWERS_AT_MOST + 1,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LATELY, asked)
        return [Moved(*row) for row in cursor.fetchall()]


def posts_of(numbers: Iterable[int]) -> QuerySet[Post]:
    found = Post.objects.filter(pk__in=list(numbers)).select_related("group__programme")
    return found.defer("text", "search")


def spoken(moved: Iterable[Moved], posts: Iterable[Post]) -> list[Spoken]:
    by_id: Mapping[int, Post] = {post.pk: post for post in posts}
    return [Spoken(by_id[one.post_id], one) for one in moved if one.post_id in by_id]


def my_groups(viewer: Viewer, group_ids: Iterable[int]) -> GroupQuerySet:
    """Those of the groups that the viewer is in."""
    mine = Member.objects.filter(person=viewer.person_id).values("group")
    found = Group.objects.living().filter(pk__in=list(group_ids)).filter(pk__in=mine)
    return found.select_related("club", "programme")


# What fits


@dataclass(frozen=True)
class About:
    """What of the reader's life a group may fit."""

    years: frozenset[int]
    programmes: frozenset[int]
    trades: frozenset[str]
    cities: frozenset[int]  # in `core.cities`
    countries: frozenset[str]  # of the homes alone: a chapter of a country is for who lives there


def life_of(viewer: Viewer) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any], QuerySet[Any, Any]]:
    """What `about` is made of."""
    me = viewer.person_id
    return (
        Affiliation.objects.filter(person=me).values_list("class_year", "programme"),
        Position.objects.filter(person=me, is_current=True).values_list("trade", "city"),
        Residence.objects.filter(person=me).values_list("city", "country"),
    )


def about(
    studies: Iterable[tuple[int | None, int | None]], works: Iterable[tuple[str, str]], homes: Iterable[tuple[str, str]]
) -> About:
    works, homes = list(works), list(homes)
    towns = [city for _trade, city in works] + [city for city, _country in homes]
    found = [known.typed(town) for town in dict.fromkeys(towns) if town]
    studies = list(studies)
    return About(
        years=frozenset(year for year, _programme in studies if year),
        programmes=frozenset(programme for _year, programme in studies if programme),
        trades=frozenset(trade for trade, _city in works if trade),
        cities=frozenset(city.id for city in found if city is not None),
        countries=frozenset(country for _city, country in homes if country),
    )


def fitting(viewer: Viewer, life: About) -> GroupQuerySet:
    """Groups one is not in, is not asked to and did not ask for, that fit one's life; with whom one meets there (`met`).

    Those of the records may be offered before anybody is in them.
    """
    fits = Q(kind=Kind.CLASS, class_year__in=life.years) | Q(kind=Kind.PROGRAMME, programme__in=life.programmes)
    fits |= Q(kind=Kind.TRADE, trade__in=life.trades) | Q(kind=Kind.CHAPTER, city__in=life.cities)
    fits |= Q(kind=Kind.CHAPTER, city=None, country__in=life.countries)
    at_door = Entry.objects.filter(person=viewer.person_id, state=Waiting.WAITING).values("group")
    found = groups_to_discover(viewer).filter(fits).exclude(pk__in=at_door)
    found = found.filter(Q(club=None) | Q(club__in=viewer.club_ids)).filter(Q(size__gt=0) | Q(kind__in=FROM_RECORDS))
    found = found.filter(joining__in=[Joining.OPEN, Joining.REQUEST]).exclude(removals__person=viewer.person_id)
    latest = Member.objects.filter(group=OuterRef("pk")).order_by("-joined_at", "-pk").values("person")[:FACES]
    return (
        found.select_related("club", "programme")
        .annotate(met=ArraySubquery(latest))
        .order_by("-size", "-pk")[:OFFERED_AT_MOST]
    )


def invitations_of(viewer: Viewer) -> QuerySet[Entry]:
    """That wait for me, of people I am not kept apart from; the latest first."""
    waiting = Entry.objects.filter(person=viewer.person_id, way=Way.INVITED, state=Waiting.WAITING)
    waiting = waiting.filter(group__closed_at=None).exclude(by__in=list(viewer.apart), by__isnull=False)
    return waiting.select_related("group__club", "group__programme").order_by("-at", "-pk")[:SHOWN]
