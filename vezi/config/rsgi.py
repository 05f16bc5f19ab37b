"""What the web server calls: pages go to Django, open streams to `core.live`, on one port."""

import asyncio
import os
import resource
import signal
from typing import Any

from vezi.config.wsgi import application as pages  # first: it makes Django ready
from vezi.core import garbage
from vezi.core.bridge import Bridge
from vezi.core.live.service import PATH, Service

MOST_FILES = 65_536
ENOUGH = 5  # times the server is told to end
NO_STREAMS = 512  # files and connections that are not streams


class House:
    def __init__(self) -> None:
        self.bridge, self.live = Bridge(pages), Service()
        self.asked_to_end = 0
        self.live.streams.most = min(self.live.streams.most, files_raised() - NO_STREAMS)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.live.start(loop)
        garbage.keep_what_stands()
        for sign in (signal.SIGINT, signal.SIGTERM):
            # Besides the server's own handler, which is the loop's and waits for every answer to end.
            signal.signal(sign, lambda given, _frame: loop.call_soon_threadsafe(self.end, loop, given))
            signal.siginterrupt(sign, False)

    def end(self, loop: asyncio.AbstractEventLoop, sign: int) -> None:
        self.live.stop()
        # The loop hears of signals through a pipe that a thousand leaving clients can fill: the server's own handler
        # may have missed this one.
        self.asked_to_end += 1
        if self.asked_to_end < ENOUGH:
            loop.call_later(0.2, os.kill, os.getpid(), sign)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.path.startswith(PATH):
            await self.live.answer(scope, proto)
        else:
            await self.bridge.answer(scope, proto)


def files_raised() -> int:
    """Each stream is an open file: as many as the system lets us have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(soft, most)


application = House()
