"""Writing a notice to one person or a thousand: who hears of it at all, who by mail, and when.

Whoever is told: one query asks who hears of it and how she wants to be told, `moments` reckons when, one writes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.http import url_has_allowed_host_and_scheme

from vezi.core import live
from vezi.core.features import NoticeKind
from vezi.network.notices import moments, wanting
from vezi.network.notices.models import Rhythm, Way

#: Nobody hears of her own doings, or of those of who blocked her or was blocked by her; the dead and erased of none.
HEARERS = """
select distinct on (p.id) p.id, coalesce(here.way, everywhere.way, '') as chosen,
    a.is_active and a.email <> '' as has_mail, coalesce(nullif(r.time_zone, ''), longest.time_zone, %(zone)s) as zone,
    r.hour, r.weekday, r.has_digests, r.away_from, r.away_until,
    exists (select from notices_device d where d.person_id = p.id) as has_device
from unnest(%(people)s::bigint[]) asked(id)
join people_person was on was.id = asked.id
join people_person p on p.id = coalesce(was.merged_into_id, was.id)
left join accounts_account a on a.id = p.account_id
left join notices_waychoice here on here.person_id = p.id and here.kind = %(kind)s and here.club_id = %(club)s
left join notices_waychoice everywhere
    on everywhere.person_id = p.id and everywhere.kind = %(kind)s and everywhere.club_id is null
left join notices_rhythm r on r.person_id = p.id
left join lateral (
    select c.time_zone from memberships_membership m join clubs_club c on c.id = m.club_id
    where m.person_id = p.id and m.state = 'member' order by m.since, m.id limit 1
) longest on true
where p.merged_into_id is null and p.erased_at is null and not p.is_deceased and p.deceased_on is null
    and p.id is distinct from %(by)s
    and not exists (select from ties_block b where b.person_id = %(by)s and b.blocked_id = p.id)
    and not exists (select from ties_block b where b.person_id = p.id and b.blocked_id = %(by)s)
order by p.id
"""
WRITTEN = """
insert into notices_notice (person_id, due_at, alone, push_at, kind, about, path, mail_path, by_id, club_id, words, way, once, at)
select told.person_id, told.due_at, told.alone, told.push_at, %(kind)s, %(about)s, %(path)s, %(mail_path)s, %(by)s, %(club)s,
    %(words)s::jsonb, %(way)s, %(once)s, %(at)s
from unnest(%(people)s::bigint[], %(due)s::timestamptz[], %(alone)s::boolean[], %(push)s::timestamptz[])
    told(person_id, due_at, alone, push_at)
on conflict (person_id, once) where once <> '' do nothing
returning id, person_id, alone, push_at is not null
"""


@dataclass(frozen=True)
class Said:
    """What is told, whoever is told."""

    kind: NoticeKind
    about: str
    path: str
    by_id: int | None
    club_id: int | None
    words: dict[str, str]
    way: str
    once: str
    mail_path: str
    at: datetime


class Written(NamedTuple):
    """`alone`: a letter of its own is due; `pushed`: it goes to devices."""

    pk: int
    person_id: int
    alone: bool
    pushed: bool


class Hearer(NamedTuple):
    """A row of HEARERS; what she said of her rhythm is None where she said nothing."""

    person_id: int
    chosen: str
    has_mail: bool | None
    zone: str
    hour: int | None
    weekday: int | None
    has_digests: bool | None
    away_from: date | None
    away_until: date | None
    has_device: bool


def write(person_ids: Iterable[int], said: Said) -> list[Written]:
    """The notices that were written; who was told of the same deed before is not told again."""
    check_path(said.path)
    check_path(said.mail_path or "/")
    told: list[tuple[int, moments.Due]] = []
    known: dict[tuple[Any, ...], moments.Due] = {}  # many want the same
    for hearer in hearers(person_ids, said):
        way = wanting.way_of(hearer.chosen, said.kind, asked=said.way)
        if way == Way.NONE:
            continue
        wish = (way, *hearer[2:])
        if wish not in known:
            known[wish] = later(due_of(hearer, way, now=said.at), by=said.kind.letter_after)
        told.append((hearer.person_id, known[wish]))
    return stored(told, said) if told else []


def hearers(person_ids: Iterable[int], said: Said) -> list[Hearer]:
    """Of the people, by whatever record they are by now, those who may hear of it."""
    asked = {
        "people": array(person_ids), "kind": said.kind.name, "club": said.club_id, "by": said.by_id,
        "zone": settings.TIME_ZONE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(HEARERS, asked)
        return [Hearer(*row) for row in cursor.fetchall()]


def due_of(hearer: Hearer, way: str, *, now: datetime) -> moments.Due:
    if not hearer.has_mail:
        return moments.Due()
    rhythm = wanting.UNCHOSEN
    if hearer.hour is not None:
        rhythm = Rhythm(
            hour=hearer.hour, weekday=hearer.weekday or 0, has_digests=bool(hearer.has_digests), away_from=hearer.away_from,
            away_until=hearer.away_until,
        )  # fmt: skip
    if way == Way.PUSH and not hearer.has_device:
        way = Way.DAY  # nothing is lost with the last device
    return moments.due(way, rhythm, zone=hearer.zone, now=now)


def later(due: moments.Due, *, by: timedelta) -> moments.Due:
    """A letter of its own waits so long; a digest waits long enough."""
    return moments.Due(due.at + by, True) if due.alone and due.at is not None else due


def stored(told: list[tuple[int, moments.Due]], said: Said) -> list[Written]:
    values = {
        "people": array(person_id for person_id, _due in told),
        "due": array(map(moment, (due.at for _person_id, due in told))),
        "push": array(map(moment, (due.push_at for _person_id, due in told))),
        "alone": array("t" if due.alone else "f" for _person_id, due in told),
        "kind": said.kind.name, "about": said.about, "path": said.path, "mail_path": said.mail_path, "by": said.by_id,
        "club": said.club_id, "words": json.dumps(said.words), "way": said.way, "once": said.once, "at": said.at,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, values)
        written = [Written(*row) for row in cursor.fetchall()]
    live.say((row.person_id for row in written), "notices", said.kind.name)
    return written


def moment(at: datetime | None) -> str:
    return f'"{at.isoformat()}"' if at else "null"


def array(values: Iterable[object]) -> str:
    """As PostgreSQL reads one; many times quicker than asking the driver to quote each value."""
    return "{" + ",".join(map(str, values)) + "}"


def check_path(path: str) -> None:
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        raise ValueError(f"A notice leads into the house, not to {path!r}.")
