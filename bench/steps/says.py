"""One message after the other, each in a transaction of its own: what is said is the moment before it began."""

import time
from typing import Any

from django.db import transaction

from vezi.core import live


def run(people: list[int], times: int = 200, pause: float = 0.02) -> dict[str, Any]:
    for number in range(times):
        with transaction.atomic():
            live.say([people[number % len(people)]], "bench", str(time.monotonic_ns()))
        time.sleep(pause)
    with transaction.atomic():
        live.say(people, "bench", str(time.monotonic_ns()))
    return {"said": times}
