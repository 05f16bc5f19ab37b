"""So many connections made up and brought in by COPY, both halves of each.

Who is connected with whom is drawn by a seed. One end follows a power law: the best connected have thousands, most some
tens. The other is for three of five near in the line of classes and clubs, for one of four well connected too, else
anybody.
"""

import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

SEED = 5
STEEPNESS = 1.7  # of the power law
NEARBY = 250.0  # places in the line, on average
CLASSMATES, WELL_KNOWN = 0.6, 0.25
IN_LINE = """
select p.id from people_person p
left join lateral (select min(a.class_year) as year from people_affiliation a where a.person_id = p.id) a on true
left join lateral (select min(m.club_id) as club from memberships_membership m where m.person_id = p.id) m on true
order by a.year, m.club, hashint8extended(p.id, 1)
"""
FIRST, DAYS = datetime(2012, 1, 1, tzinfo=UTC), 4_000
HIDES_ITS_LIST, IS_NOT_SUGGESTED = 6, 4  # of a hundred people
LISTED_IN_CLUB, LISTED_IN_NETWORK = 30, 10  # the same: who lets more than connections see them
LISTED = HIDES_ITS_LIST + LISTED_IN_CLUB + LISTED_IN_NETWORK


def run(ties: int) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(IN_LINE)
        people = [person_id for (person_id,) in cursor.fetchall()]
        cursor.execute("set session_replication_role = replica")  # both halves are written by us
        cursor.execute("truncate ties_connection, ties_tiechoice")
        halves = halves_of(drawn(ties, len(people), random.Random(SEED)), people)
        with cursor.copy("copy ties_connection (person_id, other_id, since) from stdin") as copy:
            for rows in halves:
                copy.write(rows)
        cursor.execute(
            "insert into ties_tiechoice (person_id, is_suggested, list_audience)"
            " select id, mod(id, 100) >= %s, case when mod(id, 100) < %s then 0 when mod(id, 100) < %s then 20"
            " else 30 end from people_person where mod(id, 100) < %s",
            [IS_NOT_SUGGESTED, HIDES_ITS_LIST, HIDES_ITS_LIST + LISTED_IN_CLUB, LISTED],
        )
        cursor.execute("set session_replication_role = origin")
        cursor.execute("vacuum analyze ties_connection")
        cursor.execute("vacuum analyze ties_tiechoice")
        cursor.execute(
            "select sum(n)::bigint / 2, max(n), percentile_disc(0.5) within group (order by n),"
            " percentile_disc(0.99) within group (order by n)"
            " from (select count(*) n from ties_connection group by person_id) counted"
        )
        made, most, half, of_hundred = cursor.fetchone()
    return {"ties": int(made), "most": most, "half": half, "of_hundred": of_hundred}


def drawn(ties: int, people: int, chance: random.Random) -> set[int]:
    """Pairs of places in the line as one number each, the smaller place first."""
    step = next(step for step in range(int(people * 0.618), people) if math.gcd(step, people) == 1)
    throw, far = chance.random, chance.expovariate
    found: set[int] = set()
    while len(found) < ties:
        one = int(people * throw() ** STEEPNESS) * step % people  # the well known stand anywhere in the line
        kind = throw()
        if kind < CLASSMATES:
            other = (one + (1 if throw() < 0.5 else -1) * (1 + int(far(1 / NEARBY)))) % people
        elif kind < CLASSMATES + WELL_KNOWN:
            other = int(people * throw() ** STEEPNESS) * step % people
        else:
            other = int(people * throw())
        if one != other:
            found.add(min(one, other) * people + max(one, other))
    return found


def halves_of(pairs: set[int], people: list[int]) -> Iterator[str]:
    """Lines for COPY in the order of the index, some thousands at a time."""
    count = len(people)
    since = [(FIRST + timedelta(days=day)).isoformat() for day in range(DAYS)]
    both = sorted(key for pair in pairs for key in (pair, pair % count * count + pair // count))
    for start in range(0, len(both), 50_000):
        yield "".join(
            f"{people[key // count]}\t{people[key % count]}\t{since[(key // count + key % count) % DAYS]}\n"
            for key in both[start : start + 50_000]
        )
