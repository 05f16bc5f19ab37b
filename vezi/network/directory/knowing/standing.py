"""What ties the reader to others, and who knows both her and somebody: read in one query each.

That two people are connected is told by the one of them who is connected with the reader, as long as the reader sees
her and neither of the two keeps her connections to herself. Of the best connected only the latest 250 tell.
"""

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any

import orjson
from django.db import connection

from vezi.core.viewer import Viewer
from vezi.network.directory.index.pieces import class_at, shown
from vezi.network.directory.knowing.kinds import Between, Mine
from vezi.network.ties import queries as ties

MOST_TELLERS = 250
MOST_NAMED = 3
TELLERS_ASKED, LOOKED_AT = 100, 100  # for suggestions: so many of them, and of each so many to either side

#: Connections of the reader who tell her whom they know: living members whose name she sees.
LATEST = """
with latest as materialized (
    select other_id, since, id from ties_connection
    where person_id = %(reader)s and other_id <> all(%(apart)s) order by since desc, id desc limit %(most)s
)
"""
MAY_TELL = """
    p.merged_into_id is null and p.erased_at is null and not p.is_deceased
        and (p.name_audience is null or p.name_audience >= 10)
        and exists (select 1 from memberships_membership m where m.person_id = p.id and m.state = 'member')
        and not exists (select 1 from ties_tiechoice k where k.person_id = p.id and k.list_audience < 10)
"""
CALLED = "coalesce(nullif(p.preferred, ''), nullif(p.given, ''), p.family) called"
TELLERS = f"""{LATEST}, teller as materialized (
    select c.other_id, c.since, {CALLED} from latest c join people_person p on p.id = c.other_id where {MAY_TELL}
)
"""  # noqa: S608 - made of constants
KEEPS_TO_HERSELF = "exists (select 1 from ties_tiechoice k where k.person_id = {} and k.list_audience < 10)"
#: The same the other way round, looked up for each in the index of those few who do: quicker than reading them all.
TELLS = "(select true from ties_tiechoice k where k.person_id = {} and k.list_audience < 10) is null"

STUDIES = """
    (select json_agg(json_build_array(a.class_year, r.public_id, i.public_id)) from people_affiliation a
        left join clubs_programme r on r.id = a.programme_id left join clubs_institution i on i.id = a.institution_id
        where a.person_id = %(reader)s and a.class_year is not null)::text,
    (select json_agg(json_build_array(w.employer, w.trade, w.city)) from people_position w
        where w.person_id = %(reader)s and w.is_current)::text,
    (select r.city from people_residence r where r.person_id = %(reader)s),
    array(select other_id from ties_connection where person_id = %(reader)s),
    array(select i.group_id from groups_member i join groups_group g on g.id = i.group_id
        where i.person_id = %(reader)s and g.closed_at is null)
"""
TOLD_BY = (
    "(select json_agg(json_build_array(t.other_id, t.called) order by t.since desc, t.other_id) from teller t)::text"
)
MINE = f"{TELLERS} select {STUDIES}, {TOLD_BY}"
#: Whom the tellers know.
SECOND = f"""
    select array(select distinct c.other_id from ties_connection c
        where c.person_id = any(%(tellers)s) and c.other_id <> %(reader)s and {TELLS.format("c.other_id")})
"""  # noqa: S608 - made of constants
#: The same for suggestions: of second degree those whom most know, as far as a day's look goes; and who was waved away.
WANTED = f"""{TELLERS} select {STUDIES},
    array(select top.other_id from (select known.other_id from (
            select o.other_id, count(*) as tellers
            from (select other_id from teller order by since desc, other_id limit %(asked)s) t cross join lateral (
                (select c.other_id from ties_connection c where c.person_id = t.other_id and c.other_id >= %(from)s
                    order by c.other_id limit %(looked_at)s)
                union all
                (select c.other_id from ties_connection c where c.person_id = t.other_id and c.other_id < %(from)s
                    order by c.other_id desc limit %(looked_at)s)
            ) o
            group by o.other_id
        ) known
        where known.other_id <> %(reader)s
            and known.other_id not in (select own.other_id from ties_connection own where own.person_id = %(reader)s)
        order by known.tellers desc, hashint8extended(known.other_id, %(from)s) limit %(wanted)s
        ) top where not {KEEPS_TO_HERSELF.format("top.other_id")}),
    array(select other_id from ties_wavedaway where person_id = %(reader)s), {TOLD_BY}
"""  # noqa: S608 - made of constants
#: Few people: who knows them is asked first, and then who of those may tell.
BETWEEN = f"""{LATEST}, knowing as materialized (
        select c.person_id, t.other_id, t.since from ties_connection c join latest t on t.other_id = c.other_id
        where c.person_id = any(%(people)s) and c.person_id <> %(reader)s
            and not {KEEPS_TO_HERSELF.format("c.person_id")}
    ), told as materialized (
        select c.person_id, c.other_id, c.since, {CALLED} from knowing c join people_person p on p.id = c.other_id
        where {MAY_TELL}
    )
    select person_id, count(*), (array_agg(other_id order by since desc, other_id))[1:%(named)s],
        (array_agg(called order by since desc, other_id))[1:%(named)s]
    from told group by person_id
"""  # noqa: S608 - made of constants
#: The same of tellers who are known already.
AMONG = f"""
    select c.person_id, c.other_id from ties_connection c
    where c.person_id = any(%(people)s) and c.other_id = any(%(tellers)s) and c.person_id <> %(reader)s
        and not {KEEPS_TO_HERSELF.format("c.person_id")}
"""  # noqa: S608 - made of constants


def mine(viewer: Viewer) -> Mine:
    """One query. Who is of second degree is asked for apart: `with_second` or `with_second_among`."""
    if viewer.person_id is None:
        return Mine()
    with connection.cursor() as cursor:
        cursor.execute(MINE, _about(viewer))
        *said, tellers = cursor.fetchone()
    found = replace(_made(viewer.person_id, *said), tellers=_told_by(tellers))
    ties.put_at_hand(viewer, found.connections)
    return found


def with_second(mine: Mine) -> Mine:
    """One query; none where nobody tells."""
    if not mine.tellers:
        return mine
    with connection.cursor() as cursor:
        cursor.execute(SECOND, {"reader": mine.person_id, "tellers": [number for number, _called in mine.tellers]})
        return replace(mine, second=frozenset(cursor.fetchone()[0]) - mine.connections)


def with_second_among(mine: Mine, people: Iterable[int]) -> Mine:
    """The same of few people alone, and who knows each of them: a tenth of what it costs to read all. One query."""
    if not mine.tellers:
        return mine
    told = among(mine, list(people))
    return replace(mine, second=frozenset(told) - mine.connections, told=told)


def wanted(viewer: Viewer, *, dice: Random, most: int) -> tuple[Mine, frozenset[int]]:
    """The same for suggestions, with whom the reader waved away: `second` are so many at most, others each day.

    Costs no more for the best connected.
    """
    if viewer.person_id is None:
        return Mine(), frozenset()
    look: dict[str, Any] = {
        "from": dice.randrange(1, max(2, viewer.person_id * 2)),
        "looked_at": LOOKED_AT,
        "wanted": most,
        "asked": TELLERS_ASKED,
    }
    with connection.cursor() as cursor:
        cursor.execute(WANTED, _about(viewer) | look)
        *said, waved_away, tellers = cursor.fetchone()
    found = replace(_made(viewer.person_id, *said), tellers=_told_by(tellers))
    ties.put_at_hand(viewer, found.connections)
    return found, frozenset(waved_away)


def _told_by(tellers: str | None) -> tuple[tuple[int, str], ...]:
    return tuple((number, called) for number, called in orjson.loads(tellers or "[]"))


def _made(
    reader_id: int, studied: str | None, worked: str | None, home: str | None, connections: list[int],
    groups: list[int], second: Iterable[int] = (),
) -> Mine:  # fmt: skip
    studies, works = (orjson.loads(said) if said else [] for said in (studied, worked))
    return Mine(
        person_id=reader_id,
        years=frozenset(year for year, *_places in studies),
        classes=frozenset(class_at(place, year) for year, *places in studies for place in places if place),
        employers=frozenset(shown(employer) for employer, _trade, _city in works if employer),
        trades=frozenset(trade for _employer, trade, _city in works if trade),
        cities=frozenset(shown(city) for city in (home, *(city for _employer, _trade, city in works)) if city),
        connections=frozenset(connections),
        second=frozenset(second) - frozenset(connections),
        groups=frozenset(groups),
    )


def between(viewer: Viewer, person_ids: Iterable[int], *, mine: Mine | None = None) -> dict[int, Between]:
    """Who of the reader's connections knows each of these people; nothing for whom none does.

    One query, a quick one where `mine` was read on the same page; none where it was asked with `with_second_among`, of
    these people or more.
    """
    ids = list(person_ids)
    if viewer.person_id is None or not ids:
        return {}
    if mine is not None and mine.told is not None:
        return {number: mine.told[number] for number in ids if number in mine.told}
    if mine is not None and mine.tellers is not None:
        return among(mine, ids) if mine.tellers else {}
    with connection.cursor() as cursor:
        cursor.execute(BETWEEN, _about(viewer) | {"people": ids, "named": MOST_NAMED})
        return {number: Between(*said) for number, *said in cursor.fetchall()}


def among(mine: Mine, ids: list[int]) -> dict[int, Between]:
    """The same of tellers who are known already; one query also for nobody."""
    told_by = mine.tellers or ()
    place = {number: place for place, (number, _called) in enumerate(told_by)}
    with connection.cursor() as cursor:
        cursor.execute(AMONG, {"reader": mine.person_id, "people": ids, "tellers": list(place)})
        pairs = sorted(cursor.fetchall(), key=lambda pair: place[pair[1]])
    telling: dict[int, list[int]] = {}
    for person_id, teller in pairs:
        telling.setdefault(person_id, []).append(teller)
    called = dict(told_by)
    return {
        person_id: Between(len(who), who[:MOST_NAMED], [called[one] for one in who[:MOST_NAMED]])
        for person_id, who in telling.items()
    }


def _about(viewer: Viewer) -> dict[str, Any]:
    return {"reader": viewer.person_id, "apart": list(viewer.apart), "most": MOST_TELLERS}
