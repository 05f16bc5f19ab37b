"""People the reader may want to know, and a search among the friends of her people, for members drawn by a seed."""

import random
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from vezi.core.viewer import Viewer
from vezi.network.directory import queries
from vezi.network.directory.filters import Filters
from vezi.network.directory.knowing import alike, wanted
from vezi.network.directory.knowing.kinds import TIE
from vezi.network.memberships import access
from vezi.network.memberships import queries as memberships
from vezi.network.memberships.models import Membership
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from

WARMING, BEST = 20, 20
SECOND = Filters(chosen={TIE: frozenset({"second"})}, is_everywhere=True)
BEST_CONNECTED = "select person_id from ties_connection group by person_id order by count(*) desc, person_id limit %s"


def run(count: int, seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    numbers = list(Membership.objects.active().order_by("person_id").values_list("person_id", flat=True).distinct())
    readers = [viewer_of(number) for number in chance.sample(numbers, count + WARMING)]
    with connection.cursor() as cursor:
        cursor.execute(BEST_CONNECTED, [BEST])
        best = [viewer_of(number) for (number,) in cursor.fetchall()]
    profiles = [seen_by(reader, chance.choice(numbers)) for reader in readers]
    deeds: dict[str, Callable[[int], Any]] = {
        "wanted": lambda place: suggested(readers[place]),
        "search": lambda place: queries.search(viewer=readers[place], filters=SECOND),
        "plain": lambda place: queries.search(viewer=readers[place], filters=Filters(is_everywhere=True)),
        "alike": lambda place: alike.alike(viewer=readers[place], seen=profiles[place]),
        "floor": lambda place: looked_up(readers[place]),
    }
    found: dict[str, Any] = {name: timed(deed, range(count + WARMING)) for name, deed in deeds.items()}
    found["best_wanted"] = timed(lambda place: suggested(best[place]), range(BEST), warming=0)
    found["best_search"] = timed(
        lambda place: queries.search(viewer=best[place], filters=SECOND), range(BEST), warming=0
    )
    found["with_somebody"] = sum(bool(suggested(reader)) for reader in readers[:100])
    return found


def timed(deed: Callable[[int], Any], places: range, *, warming: int = WARMING) -> list[float]:
    seconds = []
    for place in places:
        began = time.perf_counter()
        deed(place)
        seconds.append(time.perf_counter() - began)
    return seconds[warming:]


def suggested(reader: Viewer) -> list[wanted.Suggestion]:
    return wanted.wanted(viewer=reader, on=timezone.localdate())


def viewer_of(number: int) -> Viewer:
    person = Person.objects.get(pk=number)
    held = Membership.objects.active().filter(person=person).select_related("club__institution")
    ties = access.ties_of({one.club_id: one.club for one in held}, ())
    return Viewer(account=None, person=person, ties=ties, apart=apart_from(number))


def seen_by(reader: Viewer, number: int) -> people.Seen:
    return memberships.seen_by(reader, [people.with_parts(Person.objects.filter(pk=number)).get()])[0]


def looked_up(reader: Viewer) -> int:
    """The floor: all connections of one person, by the index."""
    with connection.cursor() as cursor:
        cursor.execute("select other_id from ties_connection where person_id = %s", [reader.person_id])
        return len(cursor.fetchall())
