"""Who my people are, and what was news of them, asked of the database in one query.

Near are connections, then classmates (the same year of the same programme or institution), then who is with me in a
group where people can know each other: of up to `SMALL` members, the smallest groups first, until `FELLOWS` people are
counted. So whoever has 5,000 connections and 300 groups, some of them of 50,000, has no more people than the figures
here, and the news of each is one look into one index. What may be seen is narrowed down here as far as a value's own
audience goes; `queries` then asks the house's one rule of what each reader sees.
"""

from vezi.core.audience import Audience

CONNECTED, CLASSMATE, FELLOW, OF_CLUB = 1, 2, 4, 8  # ways of being near, as bits

SMALL = 150
FELLOWS = 3_000
CLASSMATES = 6_000
A_GROUP = 8  # who came into one group last
A_CLUB = 24  # the same of a club
MATES_SHOWN = 12

PEOPLE = f"""
with mine as materialized (
    select distinct a.class_year, a.programme_id, a.institution_id from people_affiliation a
    where a.person_id = %(me)s and a.class_year is not null
), less as materialized (
    select of_id, kind from news_less where person_id = %(me)s
), small as materialized (
    select id, joined_at from (
        select g.id, m.joined_at, sum(g.size) over (order by g.size, g.id) people
        from groups_member m join groups_group g on g.id = m.group_id
        where m.person_id = %(me)s and g.closed_at is null and g.size <= %(small)s
    ) counted where people <= %(fellows)s
), near as materialized (
    select person_id, bit_or(way) way, min(group_id) group_id from (
        select other_id person_id, {CONNECTED} way, null::bigint group_id from ties_connection where person_id = %(me)s
        union all
        (select a.person_id, {CLASSMATE}, null from people_affiliation a
            where a.class_year in (select class_year from mine)
                and (a.audience is null or a.audience >= {int(Audience.CLUB)})
                and exists (select 1 from mine where mine.class_year = a.class_year
                    and (mine.programme_id = a.programme_id or mine.institution_id = a.institution_id))
            limit %(classmates)s)
        union all
        select m.person_id, {FELLOW}, m.group_id from small join groups_member m on m.group_id = small.id
    ) known
    where person_id <> %(me)s and person_id <> all(%(apart)s) and person_id not in (
        select of_id from less where of_id is not null)
    group by person_id
)
"""  # noqa: S608 - made of constants

REACH = f"case when near.way & {CONNECTED} > 0 then {int(Audience.CONNECTIONS)} else {int(Audience.CLUB)} end"

#: (kind, id, person, way, group it is by, value, at): values that changed, who came in, of the people near.
FACTS = f"""
    select f.kind::text, f.id, f.person_id, near.way, near.group_id, coalesce(m.club_id, f.value), f.at
    from near join news_fact f on f.person_id = near.person_id and f.at > %(since)s and f.at <= %(until)s
    left join people_position p on f.kind = 'work' and p.id = f.value and p.person_id = f.person_id
        and p.recorded_at = f.said_at and p.is_current and p.audience >= {REACH}
    left join people_residence r on f.kind = 'town' and r.id = f.value and r.person_id = f.person_id
        and r.recorded_at = f.said_at and r.audience >= {REACH}
    left join memberships_membership m on f.kind = 'joined' and m.id = f.value and m.person_id = f.person_id
        and m.since = f.said_at and m.state = 'member' and m.club_id = any(%(clubs)s)
    where coalesce(p.id, r.id, m.id) is not null and f.kind not in (select kind from less where kind <> '')
"""  # noqa: S608 - as above
#: Who came into one of the small groups after me.
CAME = f"""
    select 'group'::text, came.id, came.person_id, near.way, came.group_id, came.group_id, came.joined_at
    from small cross join lateral (
        select m.id, m.person_id, m.group_id, m.joined_at from groups_member m
        where m.group_id = small.id and m.joined_at > greatest(%(since)s, small.joined_at) and m.joined_at <= %(until)s
        order by m.joined_at desc, m.id desc limit {A_GROUP}
    ) came join near on near.person_id = came.person_id
    where 'group' not in (select kind from less where kind <> '')
"""  # noqa: S608 - as above
#: Who came into my clubs last, near or not: so that nobody's home is empty. Of many who came at one moment, some.
NEW = f"""
    select 'new'::text, came.id, came.person_id, {OF_CLUB}, null::bigint, came.club_id, came.since
    from unnest(%(clubs)s::bigint[]) club cross join lateral (
        select m.id, m.person_id, m.club_id, m.since from memberships_membership m
        join people_person p on p.id = m.person_id
        where m.club_id = club and m.state = 'member' and m.since <= %(until)s and m.person_id <> %(me)s
            and m.person_id <> all(%(apart)s) and p.merged_into_id is null and p.erased_at is null
            and not p.is_deceased and (p.name_audience is null or p.name_audience >= {int(Audience.CLUB)})
        order by m.since desc limit {A_CLUB}
    ) came
    where came.person_id not in (select of_id from less where of_id is not null)
        and 'joined' not in (select kind from less where kind <> '')
"""  # noqa: S608 - as above
#: Whose birthday it is on one of these days.
BIRTHDAYS = f"""
    select 'birthday'::text, p.id, p.id, near.way, null::bigint, p.id, %(until)s::timestamptz
    from unnest(%(months)s::int[], %(days)s::int[]) as on_day(month, day)
    join people_person p on extract(month from p.born_on) = on_day.month and extract(day from p.born_on) = on_day.day
        and p.birth_audience >= {int(Audience.CONNECTIONS)} and p.born_on is not null
    join near on near.person_id = p.id and near.way & {CONNECTED | CLASSMATE} > 0
    where p.birth_audience >= {REACH} and not p.is_deceased and 'birthday' not in (select kind from less where kind <> '')
"""  # noqa: S608 - as above
#: Some classmates who are here, for who has just come.
MATES = f"""
    select 'mate'::text, near.person_id, near.person_id, near.way, null::bigint, near.person_id, %(until)s::timestamptz
    from near where %(is_new)s and near.way & {CLASSMATE} > 0 and exists (
        select 1 from memberships_membership m where m.person_id = near.person_id and m.state = 'member'
            and m.club_id = any(%(clubs)s))
    order by near.person_id desc limit {MATES_SHOWN}
"""  # noqa: S608 - as above
COUNTED = f"""
    select 'counted'::text, 0, count(*) filter (where way & {CONNECTED} > 0), 0, null::bigint, 0, %(until)s::timestamptz from near
"""  # noqa: S608 - as above

COLUMNS = "kind, id, person_id, way, group_id, value, at"
#: The latest of them.
LATEST = "select * from ({}) told ({}) order by at desc, kind desc, id desc limit %(most)s"
#: Those before a place in the list.
BEFORE = "select * from ({}) every ({}) where (at, kind, id) < (%(until)s, %(kind)s, %(id)s)"


def of_home() -> str:
    """Everything home shows."""
    told = LATEST.format(f"{FACTS} union all {CAME}", COLUMNS)
    return f"{PEOPLE} ({told}) union all ({NEW}) union all ({BIRTHDAYS}) union all ({MATES}) union all ({COUNTED})"


def of_page() -> str:
    """News alone, those before a place in the list."""
    told = BEFORE.format(f"{FACTS} union all {CAME}", COLUMNS)
    return f"{PEOPLE} {LATEST.format(told, COLUMNS)}"
