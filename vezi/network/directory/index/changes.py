"""Whom the index has to look at again: reading the change table (migration 0001 tells how it is written).

Transactions commit out of order, so a reader keeps the oldest transaction that was still running when it read, and
reads from there again; what it has seen of younger ones it remembers.
"""

from array import array
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction

CHANNEL = "vezi_directory"
KEPT = "3 days"  # a node that was away for longer makes its index anew


@dataclass(frozen=True)
class Place:
    """How far a reader has come: transactions below `watermark`, and those in `seen`, are read.

    `cleared` is the youngest transaction whose changes were gone from the table when it last read.
    """

    watermark: int
    cleared: int
    seen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Changes:
    person_ids: "array[int]"
    place: Place  # where to read on


class TooOld(Exception):
    """Changes that were not read are gone: the index has to be made anew."""


def here() -> Place:
    """From here on all changes will be read that nobody can see yet."""
    return _read("false", []).place


def read(place: Place) -> Changes:
    """The people changed since the place. Raises TooOld."""
    found = _read("tx >= %s::text::xid8 and tx <> all(%s::text[]::xid8[])", [place.watermark, [*map(str, place.seen)]])
    if found.place.cleared != place.cleared and found.place.cleared >= place.watermark:
        raise TooOld
    still_above = {tx for tx in place.seen if tx >= found.place.watermark}
    return replace(found, place=replace(found.place, seen=found.place.seen | still_above))


def _read(condition: str, values: list[Any]) -> Changes:
    # One statement, so that all it says is of one moment.
    sql = f"""
        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, cleared.tx::text::bigint,
            pg_current_xact_id_if_assigned()::text::bigint, change.person_id, change.tx::text::bigint
        from directory_cleared cleared
        left join (select person_id, tx from directory_change where {condition} group by 1, 2) change on true
    """  # noqa: S608 - the condition is one of two written here
    people, seen = array("q"), set()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    running, cleared, own = rows[0][:3]
    for *_same, person_id, tx in rows:
        if person_id is not None:
            people.append(person_id)
        if tx is not None and tx != own and tx >= running:  # one's own transaction may write on
            seen.add(tx)
    return Changes(array("q", set(people)), Place(running, cleared, frozenset(seen)))


def origin() -> str:
    """Names this database, so that an index made from another one, or from one restored since, is not believed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.system_identifier, d.oid, 'directory_change'::regclass::oid"
            " from pg_control_system() c, pg_database d where d.datname = current_database()"
        )
        return "-".join(str(part) for part in cursor.fetchone())


def clear() -> int:
    """Forget changes that every living node has seen long ago; how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "with old as (delete from directory_change where at < now() - %s::interval returning tx),"
            " last as (select max(tx) tx from old)"
            " update directory_cleared set tx = last.tx from last where last.tx > directory_cleared.tx"
            " returning (select count(*) from old)",
            [KEPT],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def oldest_since(watermark: int) -> float:
    """Seconds since the oldest change from the watermark on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 from directory_change"
            " where tx >= %s::text::xid8",
            [watermark],
        )
        return round(float(cursor.fetchone()[0]), 3)
