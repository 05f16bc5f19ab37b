"""The one connection by which a process hears what is said: made again whenever it falls.

What was said meanwhile nobody tells again, so that every open page is told to look for itself.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from vezi.core.database.settings import from_url
from vezi.core.live.saying import CHANNEL

log = logging.getLogger(__name__)

KNOCKS = 20.0  # seconds of silence after which the connection is asked whether it still stands
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0


def parameters(*, url: str | None = None) -> dict[str, Any]:
    """Where to listen: the house's database, or straight to it where a pool stands before it (VEZI_LISTEN_URL)."""
    usual = connections["default"]
    if straight := settings.LISTEN_URL if url is None else url:
        usual = connections["default"].__class__({**usual.settings_dict, **from_url(straight)}, "listening")
    found = usual.get_connection_params()
    for ours in ("cursor_factory", "context", "pool"):
        found.pop(ours, None)
    keeps_alive = {"keepalives": 1, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
    return {**keeps_alive, **found, "connect_timeout": 5, "application_name": "vezi live"}


async def listen(*, heard: Callable[[str], None], again: Callable[[], Awaitable[None] | None]) -> None:
    """Until cancelled. `again` is called each time the connection stands anew, also the first time."""
    pause = FIRST_PAUSE
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**parameters(), autocommit=True) as connection:
                await connection.execute(f"listen {CHANNEL}")
                pause = FIRST_PAUSE
                again()
                await _hear(connection, heard)
        except (psycopg.Error, OSError) as error:
            log.info("What happens is not heard for the moment: %s", error)
        await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - so that processes do not knock together
        pause = min(LONGEST_PAUSE, pause * 2)


async def _hear(connection: psycopg.AsyncConnection[Any], heard: Callable[[str], None]) -> None:
    while True:
        async for notice in connection.notifies(timeout=KNOCKS):
            try:
                heard(notice.payload)
            except Exception:  # somebody else's words on our channel: what follows is heard all the same
                log.exception("What was said could not be told on.")
        await connection.execute("select 1")
