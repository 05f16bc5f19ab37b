"""Groups with members and discussions, and news of the last weeks: what a member's home is made of. By SQL, seeded by numbers.

The size of groups falls with their place: the first has a sixth of the people (50,000 of 320,000), a few hundred have
more than 150, most six. The best connected are in 300 besides. Of a hundred people six have new work or moved within
four weeks, some came in only now, four of ten let others see their birthday.
"""

from typing import Any

from django.db import connection
from django.utils import timezone

GROUPS_A_PERSON, OPENINGS, ANSWERS = 1 / 8, 10, 4
LARGEST, SMALLEST = 6.4, 6
BEST, GROUPS_OF_BEST = 20, 300
TABLES = "groups_post, groups_member, groups_group, news_fact, news_less"

NUMBERED = """
create temp table numbered as
select id, (row_number() over (order by id))::int - 1 place from people_person where merged_into_id is null
"""
GROUPS = """
insert into groups_group (public_id, club_id, kind, joining, name, folded, about, country, trade, size, made_at)
select 'g' || i, case when mod(i, 3) = 0 then null else (array(select id from clubs_club order by id))[1 + mod(i, 24)] end,
    'interest', case mod(i, 10) when 0 then 'hidden' when 1 then 'request' else 'open' end,
    'Group ' || i, 'group ' || i, '', '', '', 0, %(now)s - interval '800 days'
from generate_series(1, %(groups)s) i
"""
MEMBERS = """
insert into groups_member (group_id, person_id, rank, follow, joined_at, read_at)
select g.id, p.id, 0, '', %(now)s - make_interval(days => (hashint8extended(p.id, g.place) & 1023)::int),
    case when (hashint8extended(p.id, g.place + 7) & 3) = 0 then null
        else %(now)s - make_interval(days => (hashint8extended(p.id, g.place + 3) & 31)::int) end
from (select id, row_number() over (order by id) place from groups_group) g
cross join lateral generate_series(1, greatest(%(smallest)s, %(people)s / (%(largest)s * g.place))::int) k
join numbered p on p.place = (hashint8extended(k, g.place) & 2147483647) %% %(people)s
on conflict do nothing
"""
OF_BEST = """
insert into groups_member (group_id, person_id, rank, follow, joined_at, read_at)
select g.id, b.person_id, 0, '', %(now)s - interval '100 days', null
from (select person_id from ties_connection group by person_id order by count(*) desc limit %(best)s) b
cross join lateral (select id from groups_group order by hashint8extended(id, b.person_id) limit %(of_best)s) g
on conflict do nothing
"""
SIZES = """
update groups_group g set size = c.n from (select group_id, count(*) n from groups_member group by group_id) c
where c.group_id = g.id
"""
POSTS = """
insert into groups_post (public_id, group_id, author_id, title, text, state, written_at, is_question, moved_at, good_by_readers,
    hidden_because)
select 'p' || g.id || 'x' || k, g.id, p.id, 'Discussion ' || k, 'Words', 'shown',
    %(now)s - make_interval(mins => k * 40000 + (hashint8extended(g.id, k) & 32767)::int), false,
    %(now)s - make_interval(mins => k * 40000 + (hashint8extended(g.id, k) & 16383)::int), false, ''
from groups_group g cross join generate_series(0, %(openings)s - 1) k
join numbered p on p.place = (hashint8extended(g.id, k + 99) & 2147483647) %% %(people)s
"""
SAID = """
insert into groups_post (public_id, group_id, opening_id, author_id, title, text, state, written_at, is_question, good_by_readers,
    hidden_because)
select 'a' || o.id || 'x' || k, o.group_id, o.id, p.id, '', 'Words', 'shown',
    o.moved_at - make_interval(mins => k * 60), false, false, ''
from groups_post o cross join generate_series(0, %(answers)s - 1) k
join numbered p on p.place = (hashint8extended(o.id, k) & 2147483647) %% %(people)s
"""
WORK = """
insert into news_fact (person_id, kind, value, said_at, was, at)
select person_id, 'work', id, recorded_at, '', %(now)s - make_interval(mins => (hashint8extended(id, 1) & 32767)::int)
from people_position where is_current and (hashint8extended(id, 2) & 127) < 6
"""
TOWNS = """
insert into news_fact (person_id, kind, value, said_at, was, at)
select person_id, 'town', id, recorded_at, '', %(now)s - make_interval(mins => (hashint8extended(id, 1) & 32767)::int)
from people_residence where (hashint8extended(id, 2) & 127) < 3
"""
CAME = """
insert into news_fact (person_id, kind, value, said_at, was, at)
select person_id, 'joined', id, since, '', %(now)s - make_interval(mins => (hashint8extended(id, 1) & 65535)::int)
from memberships_membership where state = 'member' and (hashint8extended(id, 2) & 127) < 8
"""
BIRTHDAYS = "update people_person set birth_audience = case when id %% 2 = 0 then 30 else 20 end where id %% 10 < 4"


def run() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from people_person where merged_into_id is null")
        (people,) = cursor.fetchone()
        asked = {
            "now": timezone.now(), "people": people, "groups": int(people * GROUPS_A_PERSON), "largest": LARGEST,
            "smallest": SMALLEST, "best": BEST, "of_best": GROUPS_OF_BEST, "openings": OPENINGS, "answers": ANSWERS,
        }  # fmt: skip
        cursor.execute("set session_replication_role = replica")
        cursor.execute(f"truncate {TABLES} cascade")
        for statement in (
            NUMBERED, GROUPS, MEMBERS, OF_BEST, SIZES, POSTS, SAID, WORK, TOWNS, CAME, BIRTHDAYS,
        ):  # fmt: skip
            cursor.execute(statement, asked)
        cursor.execute("set session_replication_role = origin")
        for table in (*TABLES.split(", "), "people_person"):
            cursor.execute(f"vacuum analyze {table}")
        counted = {}
        for table in ("groups_group", "groups_member", "groups_post", "news_fact"):
            cursor.execute(f"select count(*) from {table}")
            (counted[table],) = cursor.fetchone()
        cursor.execute("select max(size) from groups_group")
        (counted["largest"],) = cursor.fetchone()
    return counted
