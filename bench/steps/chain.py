"""The chain from a reader to somebody, and one page of her connections, for members drawn by a seed."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connection

from bench.steps.knowing import BEST, BEST_CONNECTED, WARMING, looked_up, seen_by, timed, viewer_of
from vezi.core.viewer import Viewer
from vezi.network.connections import chains, queries
from vezi.network.memberships.models import Membership
from vezi.network.people.queries import Seen


def run(count: int, seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    numbers = list(Membership.objects.active().order_by("person_id").values_list("person_id", flat=True).distinct())
    readers = [viewer_of(number) for number in chance.sample(numbers, count + WARMING)]
    with connection.cursor() as cursor:
        cursor.execute(BEST_CONNECTED, [BEST])
        best = [viewer_of(number) for (number,) in cursor.fetchall()]
    pairs = [(reader, seen_by(reader, chance.choice(numbers))) for reader in readers]
    known = [(reader, seen_by(reader, best[place % BEST].person.pk)) for place, reader in enumerate(readers)]
    walked = [(reader, seen_by(reader, walk(reader, chance))) for reader in readers]
    both = [(reader, seen_by(reader, chance.choice(best).person.pk)) for reader in best]
    deeds: dict[str, tuple[Callable[[int], Any], int]] = {
        "chain": (lambda place: chains.found(*pairs[place]), len(pairs)),
        "far": (lambda place: chains.three_steps(*pairs[place]), len(pairs)),
        "walked": (lambda place: chains.found(*walked[place]), len(walked)),
        "to_best": (lambda place: chains.found(*known[place]), len(known)),
        "floor": (lambda place: looked_up(readers[place]), len(readers)),
        "page": (lambda place: of_name(readers[place]), len(readers)),
    }
    found: dict[str, Any] = {name: timed(deed, range(many)) for name, (deed, many) in deeds.items()}
    found["best"] = timed(lambda place: chains.found(*pairs_of(best, pairs)[place]), range(BEST), warming=0)
    found["among_best"] = timed(lambda place: chains.three_steps(*both[place]), range(BEST), warming=0)
    found["best_page"] = timed(lambda place: of_name(best[place]), range(BEST), warming=0)
    found["kinds"] = Counter(kind_of(*pair) for pair in pairs)
    found["walked_kinds"] = Counter(kind_of(*pair) for pair in walked)
    return found


def walk(reader: Viewer, chance: random.Random) -> int:
    """Somebody two or three ties away, by ties drawn one after the other."""
    at = reader.person_id or 0
    for _step in range(chance.choice((2, 3))):
        with connection.cursor() as cursor:
            cursor.execute("select other_id from ties_connection where person_id = %s order by other_id", [at])
            at = chance.choice([number for (number,) in cursor.fetchall()] or [at])
    return at


def pairs_of(readers: list[Viewer], pairs: list[tuple[Viewer, Seen]]) -> list[tuple[Viewer, Seen]]:
    """The best connected, each with somebody drawn for another reader."""
    return [(reader, seen) for reader, (_other, seen) in zip(readers, pairs, strict=False)]


def kind_of(reader: Viewer, seen: Seen) -> str:
    found = chains.found(reader, seen)
    return "none" if found is None else "two" if found.introducers else "three"


def of_name(reader: Viewer) -> object:
    return queries.connections(reader, words="an", page="1", by_name=True)
