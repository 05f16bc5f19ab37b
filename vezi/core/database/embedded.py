"""The embedded PostgreSQL: runs while somebody uses it, is shared by all who do, stops with the last of them.

    with embedded.serving(home):
        ...

Locks of the kernel say who is there, so a program killed at any moment leaves nothing that must be cleaned by hand:
`lock` is held by the keeper (keeper.py) for its life, `users` is shared by everybody inside `serving`.
"""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import vezi
from vezi.core.database.binaries import DatabaseUnavailable
from vezi.core.database.cluster import Cluster, why_not_written
from vezi.core.locks import try_lock

__all__ = ["DatabaseUnavailable", "Server", "Share", "join", "running", "serving"]

LONGEST_START = 610.0
LONGEST_STOP = 100.0


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    keeper: int
    server: int
    version: str
    socket: str


class Share:
    """One program's part in the server. It ends with `leave`, or with the program."""

    def __init__(self, cluster: Cluster, users: int) -> None:
        self.cluster = cluster
        self.users = users

    def leave(self) -> None:
        """Returns at once while others use the server; the last one waits until it has stopped."""
        server = running(self.cluster.home)
        last = try_lock(self.users)
        os.close(self.users)
        if last and server:
            _wait_for_the_end(self.cluster, server)


@contextmanager
def serving(home: Path, *, durable: bool = True) -> Iterator[Server]:
    """The server runs for as long as this lasts. Raises DatabaseUnavailable with one clear line.

    Without `durable` (for tests) a crash of the machine may cost the data.
    """
    share = join(home, durable=durable)
    try:
        server = running(home)
        if server is None:
            raise DatabaseUnavailable("PostgreSQL stopped as soon as it had started.")
        yield server
    finally:
        share.leave()


def join(home: Path, *, durable: bool = True) -> Share:
    cluster = Cluster(home)
    cluster.prepare_folder()
    try:
        users = os.open(cluster.folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise why_not_written(home, error) from None
    fcntl.flock(users, fcntl.LOCK_SH)  # waits only while a server without users is just stopping
    try:
        ensure(cluster, durable=durable)
    except BaseException:
        os.close(users)
        raise
    return Share(cluster, users)


def ensure(cluster: Cluster, *, durable: bool = True) -> None:
    """Starts the server, or waits for the one that another program starts. The caller holds `users`."""
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        try:
            lock = os.open(cluster.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise why_not_written(cluster.home, error) from None
        try:
            if try_lock(lock):
                _start_keeper(cluster, lock, durable=durable)
                return
        finally:
            os.close(lock)
        if running(cluster.home):
            return
        time.sleep(0.01)
    raise DatabaseUnavailable(f"Another program holds {cluster.folder / 'lock'} but starts no server.")


def running(home: Path) -> Server | None:
    cluster = Cluster(home)
    try:
        server = Server(**json.loads(cluster.facts.read_text()))
        if not _is_there(server.keeper):
            return None  # PostgreSQL follows its keeper within moments, and takes connections until then
        with socket.socket(socket.AF_UNIX) as knock:
            knock.connect(str(cluster.socket))
    except (OSError, ValueError, TypeError):
        return None
    return server


def _is_there(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody waited for does not."""
    if not Path("/proc/self/stat").exists():
        return True  # not Linux: the socket must say it
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _start_keeper(cluster: Cluster, lock: int, *, durable: bool) -> None:
    answer, keepers_end = os.pipe()
    try:
        kind = "durable" if durable else "fleeting"
        keeper = subprocess.Popen(
            [sys.executable, "-m", "vezi.core.database.keeper", str(cluster.home), kind, str(keepers_end)],
            cwd=Path(vezi.__file__).parents[1],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=_errors_of_the_keeper(cluster),
            pass_fds=(lock, keepers_end),
            start_new_session=True,  # Ctrl-C reaches its users, not the keeper
        )
    except OSError as error:
        os.close(answer)
        raise why_not_written(cluster.home, error) from None
    finally:
        os.close(keepers_end)
    with os.fdopen(answer, "rb") as reading:
        said = reading.read().decode()
    if said != "ready":
        keeper.wait()
        raise DatabaseUnavailable(said or f"PostgreSQL's keeper fell: see {cluster.folder / 'keeper.log'}.")
    keeper.returncode = 0  # it outlives this object on purpose; nobody waits for it here


def _errors_of_the_keeper(cluster: Cluster) -> int:
    return os.open(cluster.folder / "keeper.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _wait_for_the_end(cluster: Cluster, server: Server) -> None:
    until = time.monotonic() + LONGEST_STOP
    somebody_joined = time.monotonic() + 1
    while time.monotonic() < until:
        now = running(cluster.home)
        if now and (now.keeper != server.keeper or time.monotonic() > somebody_joined):
            return
        lock = os.open(cluster.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        free = try_lock(lock)
        os.close(lock)
        if free:
            with suppress(ChildProcessError, OSError):
                os.waitpid(server.keeper, 0)
            return
        time.sleep(0.005)
