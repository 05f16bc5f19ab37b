"""`vezi up`: everything the house needs, in one process tree that Ctrl-C ends."""

import argparse
import asyncio
import errno
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from vezi.config.environment import Environment
from vezi.config.supervisor import Child, Falls, GaveUp, Supervisor
from vezi.core.database import embedded
from vezi.core.database.cluster import Cluster
from vezi.core.database.settings import is_embedded
from vezi.core.locks import try_lock

LONGEST_FIRST_PAGE = 120.0
MOST_AT_ONCE = 16_384  # requests and streams of one web process; core.live and the files it may open set the real bound
INDEXER = Path(__file__).parents[1] / "network" / "directory" / "management" / "commands" / "indexer.py"


class CannotStart(SystemExit):
    """Ends the program with one line."""


@dataclass(frozen=True)
class House:
    """What `vezi up` was asked for."""

    home: Path
    bind: str
    port: int
    workers: int
    address: str
    demo: bool
    embedded: bool

    @property
    def variables(self) -> dict[str, str]:
        return {"VEZI_PORT": str(self.port), "VEZI_DEMO": "yes" if self.demo else "no", "VEZI_HOME": str(self.home)}


def main(given: list[str]) -> int:
    begun = time.monotonic()
    house = asked_for(given)
    with ExitStack() as stack:
        stack.enter_context(alone(house))
        check_port(house)
        remember_kind(house)
        if house.embedded:
            stack.enter_context(embedded.serving(house.home))
        try:
            return asyncio.run(run(house, begun=begun))
        except GaveUp as error:
            raise CannotStart(f"vezi: {error}") from None


def asked_for(given: list[str]) -> House:
    parser = argparse.ArgumentParser(prog="vezi up", description="Run everything: database, web, worker, search index.")
    parser.add_argument("--no-demo", action="store_true", help="a real network, without made-up people")
    parser.add_argument("--port", type=int, help="instead of VEZI_PORT (8000)")
    options = parser.parse_args(given)
    if options.port is not None:
        os.environ["VEZI_PORT"] = str(options.port)
    from vezi.config import settings

    environment = Environment()
    if not 0 < settings.VEZI_PORT < 65536:
        raise CannotStart(f"vezi: {settings.VEZI_PORT} is no port: choose one from 1 to 65535.")
    return House(
        home=settings.VEZI_HOME,
        bind=environment.text("VEZI_BIND", default="127.0.0.1"),
        port=settings.VEZI_PORT,
        workers=environment.number("VEZI_WEB_WORKERS", default=min(4, max(2, os.cpu_count() or 2))),
        address=settings.SITE_ADDRESS,
        demo=not options.no_demo and environment.flag("VEZI_DEMO", default=True),
        embedded=is_embedded(settings.DATABASES["default"], home=settings.VEZI_HOME),
    )


@contextmanager
def alone(house: House) -> Iterator[None]:
    """One `vezi up` for each home; the second says where the first one is."""
    path = house.home / "up.json"
    with path.open("a+") as held:
        if not try_lock(held.fileno()):
            held.seek(0)
            raise CannotStart(f"vezi: Vezi runs already{_where(held.read())}.")
        held.truncate(0)
        held.write(json.dumps({"pid": os.getpid(), "address": house.address}))
        held.flush()
        try:
            yield
        finally:
            held.truncate(0)


def _where(said: str) -> str:
    try:
        first = json.loads(said)
    except ValueError:
        return ""
    return f" at {first['address']} (process {first['pid']})"


def check_port(house: House) -> None:
    """Two web servers could share a port unnoticed and take requests at random, so it must be free for certain."""
    busy = CannotStart(f"vezi: Port {house.port} is taken by another program: set VEZI_PORT, or use --port.")
    family = socket.AF_INET6 if ":" in house.bind else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((house.bind, house.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise busy from None
            raise CannotStart(f"vezi: {house.bind} port {house.port} cannot be used: {error.strerror}.") from None
    with socket.socket(family) as knock:
        knock.settimeout(1)
        if knock.connect_ex((_reachable(house.bind), house.port)) == 0:
            raise busy


def _reachable(bind: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104


def remember_kind(house: House) -> None:
    """A home holds the demo network or real people, never both."""
    demo, real = house.home / "demo", house.home / "real"
    if house.demo and real.exists():
        raise CannotStart(f"vezi: {house.home} holds a real network: say --no-demo, or choose another VEZI_HOME.")
    if not house.demo and demo.exists():
        raise CannotStart(
            f"vezi: {house.home} holds the demo network, whose sign-ins everybody knows: choose another VEZI_HOME."
        )
    (demo if house.demo else real).touch()


def children(house: House) -> list[Child]:
    python = [sys.executable, "-m"]
    granian = ["granian", "--interface", "rsgi", "--host", house.bind, "--port", str(house.port)]
    granian += ["--workers", str(house.workers), "--workers-kill-timeout", "3"]
    granian += ["--backlog", "2048", "--backpressure", str(MOST_AT_ONCE)]  # open streams count among requests
    granian += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--no-ws", "--log-level", "warning"]
    web = Child("web", [*python, *granian, "vezi.config.rsgi:application"], house.variables)
    procrastinate = ["vezi", "procrastinate", "--skip-checks", "worker", "--concurrency", "2"]
    # What these two have at hand when they are killed is taken up again.
    found = [web, Child("worker", [*python, *procrastinate], house.variables, orphaned=SIGKILL)]
    if Environment().number("VEZI_INBOUND_PORT", default=1 if house.demo else 0):
        found.append(Child("inbound", [*python, "vezi", "inbound", "--skip-checks"], house.variables))
    if INDEXER.exists():
        indexer = [*python, "vezi", "indexer", "--skip-checks"]
        found.append(Child("indexer", indexer, house.variables, orphaned=SIGKILL))
    return found


async def run(house: House, *, begun: float) -> int:
    supervisor = Supervisor(say=lambda line: print(f"vezi: {line}", file=sys.stderr, flush=True))
    supervisor.listen_to_signals()
    prepare = Child("preparation", [sys.executable, "-m", "vezi", "prepare"], house.variables)
    code = await supervisor.run_once(prepare)
    if code is None:
        return 0
    if code != 0:
        return 1
    web, *others = children(house)
    is_open = asyncio.Event()
    jobs = [supervisor.keep(web), announce(house, supervisor, is_open, begun=begun)]
    jobs += [keep_once_open(child, supervisor, is_open) for child in others]
    if house.embedded:
        jobs.append(watch_database(house, supervisor))
    await supervisor.run_until_asked(*jobs)
    return 0


async def keep_once_open(child: Child, supervisor: Supervisor, is_open: asyncio.Event) -> None:
    """The first page has the processors to itself: each program takes seconds to start."""
    while not is_open.is_set() and not supervisor.stop_asked.is_set():
        await supervisor.pause(0.05)
    await supervisor.keep(child)


async def announce(house: House, supervisor: Supervisor, is_open: asyncio.Event, *, begun: float) -> None:
    until = time.monotonic() + LONGEST_FIRST_PAGE
    while not supervisor.stop_asked.is_set():
        if await first_page(house):
            took = time.monotonic() - begun
            is_open.set()
            print(f"\nVezi stands at {house.address} (ready after {took:.1f} s). Ctrl-C ends it.", flush=True)
            return
        if time.monotonic() > until:
            raise GaveUp(f"web did not answer within {LONGEST_FIRST_PAGE:.0f} seconds.")
        await supervisor.pause(0.1)


async def first_page(house: House) -> bool:
    try:
        reader, writer = await asyncio.open_connection(_reachable(house.bind), house.port)
    except OSError:
        return False
    try:
        writer.write(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        await writer.drain()
        return (await reader.readline()).startswith(b"HTTP/")
    except OSError:
        return False
    finally:
        writer.close()


async def watch_database(house: House, supervisor: Supervisor) -> None:
    """PostgreSQL's keeper starts it again when it falls; here the keeper is started again."""
    falls = Falls("the database")
    while not supervisor.stop_asked.is_set():
        if await asyncio.to_thread(embedded.running, house.home) is None and not supervisor.stop_asked.is_set():
            pause = falls.another()
            try:
                await asyncio.to_thread(embedded.ensure, Cluster(house.home))
            except embedded.DatabaseUnavailable as error:
                raise GaveUp(str(error)) from None
            supervisor.say("the database fell and was started again.")
            await supervisor.pause(pause)
        await supervisor.pause(0.5)
