"""Who is kept apart from whom, and how near connected people stand."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from vezi.core import audience
from vezi.core.audience import Audience
from vezi.network.ties.models import Block, Connection

REACHES = """
    select other_id, false from ties_connection where person_id = %(reader)s and other_id = any(%(people)s)
    union all select blocked_id, true from ties_block where person_id = %(reader)s and blocked_id = any(%(people)s)
    union all select person_id, true from ties_block where blocked_id = %(reader)s and person_id = any(%(people)s)
"""

#: Everybody of whom one blocked the other, as an array, for the person of this number.
APART = """array(
    select blocked_id from ties_block where person_id = {0} union select person_id from ties_block where blocked_id = {0}
)"""


def reaches_of_ties(reader_id: int | None, person_ids: Iterable[int], **_at_hand: Any) -> dict[int, int]:
    """CONNECTIONS for those the reader is connected with, APART for those of whom either blocked the other; one query."""
    ids = list(person_ids)
    if reader_id is None or not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(REACHES, {"reader": reader_id, "people": ids})
        rows = sorted(cursor.fetchall(), key=lambda row: row[1])
    return {person_id: audience.APART if is_apart else int(Audience.CONNECTIONS) for person_id, is_apart in rows}


def not_apart_from(reader_id: int) -> Q:
    """People of whom neither blocked the other."""
    mine = Block.objects.filter(person=reader_id, blocked=OuterRef("pk"))
    theirs = Block.objects.filter(person=OuterRef("pk"), blocked=reader_id)
    return ~Q(Exists(mine)) & ~Q(Exists(theirs))


def connected_with(reader_id: int) -> Q:
    """People who are connected with the reader."""
    return Q(Exists(Connection.objects.filter(person=reader_id, other=OuterRef("pk"))))
