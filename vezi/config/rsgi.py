"""What the web server calls: pages go to Django, open streams to `core.live`, on one port."""

import asyncio
import resource
import signal
from typing import Any

from vezi.config.wsgi import application as pages  # first: it makes Django ready
from vezi.core.bridge import Bridge
from vezi.core.live.service import PATH, Service

MOST_FILES = 65_536
NO_STREAMS = 512  # files and connections that are not streams


class House:
    def __init__(self) -> None:
        self.bridge, self.live = Bridge(pages), Service()
        self.live.streams.most = min(self.live.streams.most, files_raised() - NO_STREAMS)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.live.start(loop)
        for sign in (signal.SIGINT, signal.SIGTERM):
            # Besides the server's own handler, which is the loop's and waits for every answer to end.
            signal.signal(sign, lambda *_: loop.call_soon_threadsafe(self.live.stop))
            signal.siginterrupt(sign, False)

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
