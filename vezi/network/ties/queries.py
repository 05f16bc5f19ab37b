"""Questions about pairs of people."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from vezi.core.viewer import Viewer
from vezi.network.people.models import Person
from vezi.network.ties.access import APART
from vezi.network.ties.models import Block, Connection, TieChoice, WavedAway


def connected_ids(person_id: int | None) -> list[int]:
    """With whom the person is connected, the latest first."""
    if person_id is None:
        return []
    found = Connection.objects.filter(person=person_id).order_by("-since", "-pk")
    return list(found.values_list("other_id", flat=True))


def connections_of(person_id: int | None) -> frozenset[int]:
    """The same in no order, as quick as that many numbers are read; one query."""
    if person_id is None:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("select array(select other_id from ties_connection where person_id = %s)", [person_id])
        return frozenset(cursor.fetchone()[0])


CONNECTIONS = "connections"


def connections_at_hand(viewer: Viewer) -> frozenset[int]:
    """The same of who looks at a page; asked for once, however many parts of the page need it."""
    if CONNECTIONS not in viewer.at_hand:
        put_at_hand(viewer, connections_of(viewer.person_id))
    found: frozenset[int] = viewer.at_hand[CONNECTIONS]
    return found


def put_at_hand(viewer: Viewer, connections: frozenset[int]) -> None:
    """Whoever reads them for something else spares the page a query."""
    viewer.at_hand[CONNECTIONS] = connections


def connected_since(one_id: int, other_id: int) -> datetime | None:
    """None where the two are not connected."""
    return Connection.objects.filter(person=one_id, other=other_id).values_list("since", flat=True).first()


def apart_from(person_id: int | None) -> frozenset[int]:
    """Everybody whom the person blocked or who blocked her; one query."""
    if person_id is None:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(f"select {APART.format('%(person)s')}", {"person": person_id})
        return frozenset(cursor.fetchone()[0])


def are_apart(one_id: int, other_id: int) -> bool:
    """Whether either blocked the other: no letter goes between them."""
    return other_id in apart_from(one_id)


def blocked_by(person: Person) -> list[Block]:
    """Whom the person blocked, the latest first."""
    return list(Block.objects.filter(person=person).select_related("blocked").order_by("-at", "-pk"))


def waved_away_by(person: Person) -> list[WavedAway]:
    """The latest first."""
    return list(WavedAway.objects.filter(person=person).order_by("-at", "-pk"))


def waved_away_ids(person_id: int | None) -> set[int]:
    if person_id is None:
        return set()
    return set(WavedAway.objects.filter(person=person_id).values_list("other_id", flat=True))


def not_to_suggest(person_ids: Iterable[int]) -> set[int]:
    """Those of the people who do not want to be suggested."""
    return set(reserved_among(person_ids))


def reserved_among(person_ids: Iterable[int]) -> QuerySet[TieChoice, int]:
    reserved = TieChoice.objects.filter(person__in=list(person_ids), is_suggested=False)
    return reserved.values_list("person_id", flat=True)


def choice_of(person: Person) -> TieChoice:
    """What the person chose, or what holds for who chose nothing."""
    return TieChoice.objects.filter(person=person).first() or TieChoice(person=person)
