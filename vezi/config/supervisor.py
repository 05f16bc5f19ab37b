"""Keeps child processes running: starts again what falls, gives up on what keeps falling, leaves nothing behind.

Every child leads a process group of its own, so that Ctrl-C reaches the supervisor alone and whatever a child started
ends with it. Should the supervisor itself be killed, the kernel tells the children to end.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

FALLS, WITHIN = 5, 60.0
GRACE = 10.0
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None)


class GaveUp(Exception):
    """Something fell too often; the message is one line."""


@dataclass(frozen=True)
class Child:
    """A program to be kept running. `orphaned` is the signal it gets when the supervisor is killed: SIGTERM for what has
    children of its own to end, SIGKILL for what would wait for a database that goes the same moment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    orphaned: signal.Signals = signal.SIGTERM


class Falls:
    """Counts falls within the last minute, and says how long to wait before the next start."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.moments: list[float] = []

    def another(self) -> float:
        now = time.monotonic()
        self.moments = [moment for moment in self.moments if moment > now - WITHIN] + [now]
        if len(self.moments) >= FALLS:
            raise GaveUp(f"{self.name} fell {FALLS} times within {WITHIN:.0f} seconds: what it said is above.")
        return 0.1 * 4 ** (len(self.moments) - 1)


class Supervisor:
    def __init__(self, *, say: Callable[[str], None]) -> None:
        self.say = say
        self.stop_asked = asyncio.Event()
        self.groups: dict[int, str] = {}

    def listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(sign, self.ask_to_stop)

    def ask_to_stop(self) -> None:
        """The second time nobody is waited for."""
        if self.stop_asked.is_set():
            self._kill_all()
        self.stop_asked.set()

    async def run_once(self, child: Child) -> int | None:
        """The exit code, or None when the supervisor was asked to stop meanwhile."""
        ended = asyncio.create_task(self._end_of(await self._start(child)))
        asked = asyncio.create_task(self.stop_asked.wait())
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if ended.done():
            return ended.result()
        await self.stop()
        return None

    async def keep(self, child: Child) -> None:
        """Until asked to stop. Raises GaveUp."""
        falls = Falls(child.name)
        while not self.stop_asked.is_set():
            code = await self._end_of(await self._start(child))
            if self.stop_asked.is_set():
                return
            pause = falls.another()
            self.say(f"{child.name} fell ({_how(code)}) and is started again.")
            await self.pause(pause)

    async def run_until_asked(self, *jobs: Coroutine[Any, Any, None]) -> None:
        """All jobs side by side; the first that raises ends all and its exception is raised here."""
        tasks = [asyncio.create_task(job) for job in (*jobs, self._until_asked())]
        try:
            while pending := [task for task in tasks if not task.done()]:
                done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                if self.stop_asked.is_set() or any(task.exception() for task in done):
                    break
        finally:
            self.stop_asked.set()
            await self.stop()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            task.result()

    async def pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stop_asked.wait(), seconds)

    async def stop(self) -> None:
        """All at once; those that stay longer than the grace are killed with everything they started."""
        for leader in self.groups:
            with contextlib.suppress(ProcessLookupError):
                os.kill(leader, signal.SIGTERM)
        until = time.monotonic() + GRACE
        while self.groups and time.monotonic() < until:
            await asyncio.sleep(0.02)
        self._kill_all()
        while self.groups:
            await asyncio.sleep(0.02)

    def _kill_all(self) -> None:
        for leader in self.groups:
            _kill_group(leader)

    async def _until_asked(self) -> None:
        await self.stop_asked.wait()

    async def _start(self, child: Child) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *child.command,
            env={**os.environ, **child.environment},
            stdin=asyncio.subprocess.DEVNULL,
            process_group=0,
            preexec_fn=partial(_end_with, os.getpid(), child.orphaned) if sys.platform == "linux" else None,
        )
        self.groups[process.pid] = child.name
        return process

    async def _end_of(self, process: asyncio.subprocess.Process) -> int:
        code = await process.wait()
        _kill_group(process.pid)  # what a killed leader left behind
        self.groups.pop(process.pid, None)
        return code


def _end_with(supervisor: int, sign: signal.Signals) -> None:
    _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
    if os.getppid() != supervisor:  # killed before we asked to be told
        os._exit(1)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _how(code: int) -> str:
    return f"by signal {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
