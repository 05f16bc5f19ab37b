"""News of their people for many readers at once, for their digests: what happened first, then to whom it is told.

The news of a day or a week is little, so for many readers it is read once, and held against their connections, classes
and small groups by three joins; for one reader over four weeks (`near`) it is the other way round. What each sees is
asked of the same rule (`queries.seen_of`).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.urls import reverse

from vezi.core.audience import APART, SELF, Audience
from vezi.core.mail import tints
from vezi.core.models import OutgoingMail
from vezi.core.viewer import ClubTie, Viewer
from vezi.network.groups.models import Group
from vezi.network.memberships.access import clubs_of
from vezi.network.memberships.at_home import LEFT_OUT, Faces
from vezi.network.memberships.queries.seeing import widest
from vezi.network.news import queries
from vezi.network.news.near import CLASSMATE, CONNECTED, FELLOW, SMALL
from vezi.network.news.queries import News, Row
from vezi.network.notices import digests, kinds, stopping
from vezi.network.notices.digests import Line
from vezi.network.notices.readers import Reader
from vezi.network.people import at_once
from vezi.network.people import queries as people
from vezi.network.people.models import Person

A_WEEK = timedelta(days=7)
LOOKED_AT = 12  # for each reader, of which a few are told

TOLD = f"""
with reader as materialized (
    select * from unnest(%(readers)s::bigint[], %(since)s::timestamptz[]) as one(me, since)
), fact as materialized (
    select f.id, f.person_id, f.kind, f.at, coalesce(m.club_id, f.value) said, coalesce(p.audience, r.audience) audience,
        m.club_id
    from news_fact f
    left join people_position p on f.kind = 'work' and p.id = f.value and p.person_id = f.person_id
        and p.recorded_at = f.said_at and p.is_current and p.audience >= {int(Audience.CONNECTIONS)}
    left join people_residence r on f.kind = 'town' and r.id = f.value and r.person_id = f.person_id
        and r.recorded_at = f.said_at and r.audience >= {int(Audience.CONNECTIONS)}
    left join memberships_membership m on f.kind = 'joined' and m.id = f.value and m.person_id = f.person_id
        and m.since = f.said_at and m.state = 'member'
    where f.at > %(first)s and f.at <= %(now)s and coalesce(p.id, r.id, m.id) is not null
), studied as materialized (
    select reader.me, a.class_year, a.programme_id, a.institution_id
    from reader join people_affiliation a on a.person_id = reader.me where a.class_year is not null
), study as materialized (
    select fact.id, a.class_year, a.programme_id, a.institution_id
    from fact join people_affiliation a on a.person_id = fact.person_id
    where a.class_year is not null and (a.audience is null or a.audience >= {int(Audience.CLUB)})
), small as materialized (
    select reader.me, m.group_id from reader join groups_member m on m.person_id = reader.me
    join groups_group g on g.id = m.group_id where g.closed_at is null and g.size <= %(small)s
), pair as (
    select reader.me, fact.id, {CONNECTED} way, null::bigint group_id
    from reader join ties_connection c on c.person_id = reader.me join fact on fact.person_id = c.other_id
    union all
    select studied.me, study.id, {CLASSMATE}, null from studied join study
        on study.class_year = studied.class_year and study.programme_id = studied.programme_id
    union all
    select studied.me, study.id, {CLASSMATE}, null from studied join study
        on study.class_year = studied.class_year and study.institution_id = studied.institution_id
    union all
    select small.me, fact.id, {FELLOW}, small.group_id
    from fact join groups_member m on m.person_id = fact.person_id join small on small.group_id = m.group_id
), known as (
    select me, id, bit_or(way) way, min(group_id) group_id from pair group by me, id
), near as (
    -- First what was found of each fact, then since when it is told: the other way is every reader with every fact.
    select known.me, known.way, known.group_id, fact.* from known join fact on fact.id = known.id offset 0
), ranked as (
    select near.me, near.kind, near.id, near.person_id, near.way, near.group_id, near.said, near.at,
        row_number() over (partition by near.me order by near.way & {CONNECTED} desc, near.at desc, near.id desc) place
    from near join reader on reader.me = near.me and near.at > reader.since
    where near.person_id <> near.me
        and (near.audience is null or near.way & {CONNECTED} > 0 or near.audience >= {int(Audience.CLUB)})
        and (near.club_id is null or exists (select 1 from memberships_membership m
            where m.person_id = near.me and m.club_id = near.club_id and m.state = 'member'))
        and not exists (select 1 from news_less l
            where l.person_id = near.me and (l.of_id = near.person_id or l.kind = near.kind))
        and not exists (select 1 from ties_block b where b.person_id = near.me and b.blocked_id = near.person_id)
        and not exists (select 1 from ties_block b where b.person_id = near.person_id and b.blocked_id = near.me)
)
select me, kind, id, person_id, way, group_id, said, at from ranked where place <= %(most)s order by me, at desc, id desc
"""  # noqa: S608 - made of constants


@digests.tells
def told_in_digests(readers: Mapping[int, Reader], *, now: datetime) -> dict[int, Callable[[], list[Line]]]:
    """What happened since the digest before, a week ago at most."""
    written = OutgoingMail.objects.filter(
        person_id__in=list(readers), kind=stopping.DIGEST, written_at__gt=now - A_WEEK
    )
    before = dict(written.order_by().values_list("person_id").annotate(Max("written_at")))
    since = {person_id: before.get(person_id, now - A_WEEK) for person_id in readers}
    found = told_to_many(readers, since=since, now=now)
    return {person_id: partial(lines_of, news) for person_id, news in found.items() if news}


def told_to_many(
    readers: Mapping[int, Reader], *, since: Mapping[int, datetime], now: datetime, most: int = LOOKED_AT
) -> dict[int, list[News]]:
    """News for each, in a calm order; five queries for however many."""
    rows = rows_of(readers, since=since, now=now, most=most)
    ids = {*readers, *(row.person_id for some in rows.values() for row in some)} if rows else set()
    clubs = clubs_of(ids)
    persons = {person.pk: person for person in at_once.read(ids, without=LEFT_OUT)}
    numbers = {row.group_id for some in rows.values() for row in some if row.group_id is not None}
    groups = {group.pk: group for group in Group.objects.filter(pk__in=numbers).select_related("programme")}
    found = {}
    for me, some in rows.items():
        faces = faces_of(readers[me], some, persons, clubs)
        news = queries.seen_of(some, viewer_of(readers[me]), faces, groups, now=now)
        found[me] = queries.gathered(news, now=now, most=digests.MOST_TOLD)
    return found


def rows_of(
    readers: Mapping[int, Reader], *, since: Mapping[int, datetime], now: datetime, most: int
) -> dict[int, list[Row]]:
    """One query."""
    if not readers:
        return {}
    asked: dict[str, Any] = {
        "readers": list(readers), "since": [since[me] for me in readers], "first": min(since[me] for me in readers),
        "now": now, "small": SMALL, "most": most,
    }  # fmt: skip
    found: dict[int, list[Row]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TOLD, asked)
        for me, *row in cursor.fetchall():
            found.setdefault(me, []).append(Row(*row))
    return found


def viewer_of(reader: Reader) -> Viewer:
    ties = {club.pk: ClubTie(club, is_member=True) for club in reader.clubs}
    return Viewer(account=reader.person.account, person=reader.person, ties=ties, apart=frozenset(reader.apart))


def faces_of(
    reader: Reader, rows: list[Row], persons: Mapping[int, Person], clubs: Mapping[int, dict[int, int]]
) -> Faces:
    """The people of these news as the reader sees them: the rule of `core.audience`, reckoned of what is at hand."""
    me = reader.person.pk
    connected = {row.person_id for row in rows if row.way & CONNECTED}
    seen = {}
    for number in {me, *(row.person_id for row in rows)}:
        if number in persons:
            reach = reach_of(reader, number, is_connected=number in connected, clubs=clubs)
            one = people.seen(persons[number], reach=reach, default=widest(clubs[number]))
            if one.name:
                seen[number] = one
    return Faces(seen, frozenset(number for number in seen if clubs[number]))


def reach_of(reader: Reader, number: int, *, is_connected: bool, clubs: Mapping[int, dict[int, int]]) -> int:
    if number == reader.person.pk:
        return int(SELF)
    mine, hers = clubs[reader.person.pk].keys(), clubs[number].keys()
    if number in reader.apart or not hers:
        return APART
    if is_connected:
        return int(Audience.CONNECTIONS)
    if mine & hers:
        return int(Audience.CLUB)
    return int(Audience.NETWORK if mine else Audience.PUBLIC)


def lines_of(news: list[News]) -> list[Line]:
    """In the language of the moment."""
    return [line_of(one) for one in news]


def line_of(one: News) -> Line:
    names = [who.name for who in one.people]
    url = one.who.url if not one.others else reverse("news:list")
    return Line(
        sentence=f"{kinds.who(names)} {one.sentence}", url=settings.SITE_ADDRESS + url,
        face=next(iter(tints.faces(names[:1])), None), waits=False, club="",
    )  # fmt: skip
