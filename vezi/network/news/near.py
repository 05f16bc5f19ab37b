"""Who my people are, and what was news of them, asked of the database in one query.

Near are connections, then classmates (the same year of the same programme or institution), then who is with me in a
group where people can know each other: of up to `SMALL` members, the smallest groups first, until `FELLOWS` people are
counted. Of a class of thousands those are looked at who stand beside me in its list: so many on either side (`BESIDE`),
of my programmes first, `CLASSMATES` in all. So whoever has 5,000 connections and 300 groups, some of them of 50,000, has
no more people than the figures here, and the news of each is one look into one index; whether a piece of news still
stands is looked at from the latest on, until there are enough. What may be seen is narrowed down here as far as a
value's own audience goes; `queries` then asks the house's one rule of what each reader sees.
"""

from vezi.core.audience import Audience

CONNECTED, CLASSMATE, FELLOW, OF_CLUB = 1, 2, 4, 8  # ways of being near, as bits

SMALL = 150
FELLOWS = 2_000
BESIDE = 500
CLASSMATES = 1_500
A_GROUP = 8  # who came into one group last
A_CLUB = 24  # the same of a club
MATES_SHOWN = 8

#: Of one class those beside me in its list, by an index that holds all that is asked.
OF_CLASS = f"""
    select beside.person_id from mine cross join lateral (
        (select a.person_id from people_affiliation a
            where a.class_year = mine.class_year and a.{{place}} = mine.{{place}} and a.person_id > %(me)s
                and (a.audience is null or a.audience >= {int(Audience.CLUB)})
            order by a.person_id limit %(beside)s)
        union all
        (select a.person_id from people_affiliation a
            where a.class_year = mine.class_year and a.{{place}} = mine.{{place}} and a.person_id < %(me)s
                and (a.audience is null or a.audience >= {int(Audience.CLUB)})
            order by a.person_id desc limit %(beside)s)
    ) beside where mine.{{place}} is not null
"""  # noqa: S608 - made of constants
KEPT = "{0} <> all(%(apart)s) and {0} not in (select of_id from less where of_id is not null)"

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
), connected as materialized (
    select other_id person_id from ties_connection where person_id = %(me)s and {KEPT.format("other_id")}
), mate as materialized (
    select person_id from (
        select person_id, min(place) place from (
            select person_id, 0 place from ({OF_CLASS.format(place="programme_id")}) of_programme
            union all
            select person_id, 1 from ({OF_CLASS.format(place="institution_id")}) of_institution
        ) of_class
        where {KEPT.format("person_id")} group by person_id
    ) known order by place, abs(person_id - %(me)s), person_id limit %(classmates)s
)
"""  # noqa: S608 - as above

#: (person, way, group it is by), each as often as there are ways.
NEAR = f"""
    select person_id, {CONNECTED} way, null::bigint group_id from connected
    union all
    select person_id, {CLASSMATE}, null from mate
    union all
    select m.person_id, {FELLOW}, m.group_id from small join groups_member m on m.group_id = small.id
    where m.person_id <> %(me)s and {KEPT.format("m.person_id")}
"""  # noqa: S608 - as above
REACH = f"case when f.way & {CONNECTED} > 0 then {int(Audience.CONNECTIONS)} else {int(Audience.CLUB)} end"

#: (kind, id, person, way, group it is by, value, at): values that changed, who came in, of the people near. That each
#: stands is asked of one after the other, the latest first: it must not be drawn into the query that finds them.
FACTS = f"""
    select f.kind, f.id, f.person_id, f.way, f.group_id, stands.said, f.at
    from (
        select f.kind::text, f.id, f.person_id, f.value, f.said_at, f.at, bit_or(near.way) way, min(near.group_id) group_id
        from ({NEAR}) near join news_fact f on f.person_id = near.person_id and f.at > %(since)s and f.at <= %(until)s
        where f.kind not in (select kind from less where kind <> '')
        group by f.id
        order by f.at desc, f.kind::text desc, f.id desc
    ) f cross join lateral (
        select case f.kind
            when 'work' then (select p.id from people_position p where p.id = f.value and p.person_id = f.person_id
                and p.recorded_at = f.said_at and p.is_current and p.audience >= {REACH})
            when 'town' then (select r.id from people_residence r where r.id = f.value and r.person_id = f.person_id
                and r.recorded_at = f.said_at and r.audience >= {REACH})
            when 'joined' then (select m.club_id from memberships_membership m where m.id = f.value
                and m.person_id = f.person_id and m.since = f.said_at and m.state = 'member' and m.club_id = any(%(clubs)s))
            end said
        offset 0
    ) stands
    where stands.said is not null
"""  # noqa: S608 - as above
#: Who came into one of the small groups after me.
CAME = f"""
    select 'group'::text, came.id, came.person_id, {FELLOW}
            | case when exists (select 1 from ties_connection c
                where c.person_id = %(me)s and c.other_id = came.person_id) then {CONNECTED} else 0 end
            | case when came.person_id in (select person_id from mate) then {CLASSMATE} else 0 end,
        came.group_id, came.group_id, came.joined_at
    from small cross join lateral (
        select m.id, m.person_id, m.group_id, m.joined_at from groups_member m
        where m.group_id = small.id and m.joined_at > greatest(%(since)s, small.joined_at) and m.joined_at <= %(until)s
        order by m.joined_at desc, m.id desc limit {A_GROUP}
    ) came
    where 'group' not in (select kind from less where kind <> '') and came.person_id <> %(me)s
        and {KEPT.format("came.person_id")}
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
    select 'birthday'::text, f.id, f.id, f.way, null::bigint, f.id, %(until)s::timestamptz
    from (
        select p.id, p.birth_audience, bit_or(near.way) way
        from unnest(%(months)s::int[], %(days)s::int[]) as on_day(month, day)
        join people_person p on extract(month from p.born_on) = on_day.month and extract(day from p.born_on) = on_day.day
            and p.birth_audience >= {int(Audience.CONNECTIONS)} and p.born_on is not null
        join (
            select person_id, {CONNECTED} way from connected union all select person_id, {CLASSMATE} from mate
        ) near on near.person_id = p.id
        where not p.is_deceased and 'birthday' not in (select kind from less where kind <> '')
        group by p.id
    ) f
    where f.birth_audience >= {REACH}
"""  # noqa: S608 - as above
#: Some classmates who are here, for who has just come.
MATES = f"""
    select 'mate'::text, mate.person_id, mate.person_id, {CLASSMATE}, null::bigint, mate.person_id, %(until)s::timestamptz
    from (select person_id from mate order by person_id desc) mate where %(is_new)s and exists (
        select 1 from memberships_membership m where m.person_id = mate.person_id and m.state = 'member'
            and m.club_id = any(%(clubs)s))
    order by mate.person_id desc limit {MATES_SHOWN}
"""  # noqa: S608 - as above
COUNTED = """
    select 'counted'::text, 0, count(*), 0, null::bigint, 0, %(until)s::timestamptz from connected
"""

COLUMNS = "kind, id, person_id, way, group_id, value, at"
#: The latest of them, of each sort.
LATEST = "(select * from ({}) told ({}) {} order by at desc, kind desc, id desc limit %(most)s)"
#: Those before a place in the list.
BEFORE = "where (at, kind, id) < (%(until)s, %(kind)s, %(id)s)"


def of_home() -> str:
    """Everything home shows."""
    told = " union all ".join(LATEST.format(one, COLUMNS, "") for one in (FACTS, CAME))
    latest = LATEST.format(told, COLUMNS, "")
    return f"{PEOPLE} {latest} union all ({NEW}) union all ({BIRTHDAYS}) union all ({MATES}) union all ({COUNTED})"


def of_page() -> str:
    """News alone, those before a place in the list."""
    told = " union all ".join(LATEST.format(one, COLUMNS, BEFORE) for one in (FACTS, CAME))
    return f"{PEOPLE} {LATEST.format(told, COLUMNS, '')}"
