"""Telling open pages, in the transaction of the deed: one that is rolled back has said nothing."""

import json
import re
from collections.abc import Iterable, Iterator

from django.db import connection

CHANNEL = "vezi_live"
LARGEST = 7_900  # bytes; PostgreSQL takes less than 8,000
EVENT = re.compile(r"[a-z][a-z_-]{0,39}")
ABOUT = re.compile(r"[\w.:/-]{0,200}", re.ASCII)


def say(person_ids: Iterable[int], event: str, about: str = "") -> None:
    """The open pages of these people hear of it when the transaction is committed.

    `event` and `about` are names of the code and of addresses, never words somebody wrote. Raises ValueError for
    anything else.
    """
    if not EVENT.fullmatch(event) or not ABOUT.fullmatch(about):
        raise ValueError(f"Said live are an event and a public name, not {event!r} and {about!r}.")
    if said := list(payloads(person_ids, event, about)):
        with connection.cursor() as cursor:
            cursor.execute("select pg_notify(%s, said) from unnest(%s::text[]) said", [CHANNEL, said])


def payloads(person_ids: Iterable[int], event: str, about: str) -> Iterator[str]:
    """As many as the people need."""
    head = f'{{"e":{json.dumps(event)},"a":{json.dumps(about)},"p":['
    room, size = LARGEST - len(head) - 2, 0
    part: list[str] = []
    for said in map(str, sorted(set(person_ids))):
        if size + len(said) + 1 > room:
            yield f"{head}{','.join(part)}]}}"
            part, size = [], 0
        part.append(said)
        size += len(said) + 1
    if part:
        yield f"{head}{','.join(part)}]}}"
