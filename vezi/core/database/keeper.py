"""The process that keeps the embedded server running while anybody uses it.

Whoever uses the server holds a shared lock on `users`; the keeper waits for the exclusive one. It gets that lock when
the last user is gone, however it went, and then stops the server. Run by `embedded.join`, never by hand.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from vezi.core.database import binaries as programs
from vezi.core.database import cluster as clusters
from vezi.core.database import identity as identities
from vezi.core.database.binaries import Binaries, DatabaseUnavailable
from vezi.core.database.cluster import Cluster

LONGEST_REMAINS, REMAINS = 10.0, "pre-existing shared memory block"
LONGEST_RECOVERY = 600.0
STOP_PATIENCE = 30.0
FALLS, WITHIN = 5, 60.0
LARGEST_LOG = 10_000_000
FOR_TESTS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB"]


class Keeper:
    def __init__(self, cluster: Cluster, *, binaries: Binaries, durable: bool) -> None:
        self.cluster = cluster
        self.binaries = binaries
        self.durable = durable
        self.identity = identities.choose(cluster.data, programs=binaries.folder)
        self.server: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()

    def start(self) -> None:
        """Returns when the server answers."""
        self.cluster.facts.unlink(missing_ok=True)
        clusters.make_if_missing(self.cluster, binaries=self.binaries, identity=self.identity)
        clusters.prepare_socket_folder(self.cluster, identity=self.identity)
        clusters.clear_remains(self.cluster)
        if self.cluster.log.exists() and self.cluster.log.stat().st_size > LARGEST_LOG:
            self.cluster.log.replace(self.cluster.log.with_suffix(".old"))
        until = time.monotonic() + LONGEST_REMAINS
        while True:
            try:
                self._launch()
                break
            except DatabaseUnavailable as failure:
                # Processes of a server that was killed outlive it for a moment, and hold its shared memory.
                if REMAINS not in str(failure) or time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self._announce()

    def _launch(self) -> None:
        with self.cluster.log.open("ab") as log:
            begun = log.tell()
            self.server = subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=identities.before_exec(self.identity, dies_with_parent=True),
            )
        self._wait_until_ready(log_from=begun)

    def _command(self) -> list[str]:
        options = [f"unix_socket_permissions={0o700:04o}", *([] if self.durable else FOR_TESTS)]
        command = [self.binaries.program("postgres"), "-D", str(self.cluster.data)]
        command += ["-k", str(self.cluster.socket_folder), "-h", ""]
        return command + [part for option in options for part in ("-c", option)]

    def _wait_until_ready(self, *, log_from: int) -> None:
        assert self.server
        until = time.monotonic() + LONGEST_RECOVERY
        while time.monotonic() < until:
            if self.server.poll() is not None:
                with self.cluster.log.open("rb") as log:
                    log.seek(log_from)
                    said = log.read().decode(errors="replace")
                raise DatabaseUnavailable(clusters.explain(self.cluster, said, program="postgres"))
            with contextlib.suppress(OSError, IndexError):
                lines = (self.cluster.data / "postmaster.pid").read_text().splitlines()
                if lines[0] == str(self.server.pid) and lines[7].strip() == "ready":
                    return
            time.sleep(0.005)
        self.stop()
        raise DatabaseUnavailable(f"PostgreSQL was not ready after {LONGEST_RECOVERY:.0f} seconds.")

    def _announce(self) -> None:
        assert self.server
        facts = {
            "keeper": os.getpid(),
            "server": self.server.pid,
            "version": self.binaries.version,
            "socket": str(self.cluster.socket_folder),
        }
        new = self.cluster.facts.with_suffix(".new")
        new.write_text(json.dumps(facts))
        new.replace(self.cluster.facts)

    def stop(self) -> None:
        self.stopping.set()
        self.cluster.facts.unlink(missing_ok=True)
        if self.server is None:
            return
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                self.server.send_signal(sign)
                self.server.wait(STOP_PATIENCE)
                return

    def watch(self) -> None:
        """Starts the server again when it falls; returns when it was stopped, raises when it keeps falling."""
        falls: list[float] = []
        while True:
            assert self.server
            self.server.wait()
            if self.stopping.is_set() or not self.cluster.data.exists():
                return
            falls = [moment for moment in falls if moment > time.monotonic() - WITHIN] + [time.monotonic()]
            if len(falls) >= FALLS:
                raise DatabaseUnavailable(
                    f"PostgreSQL fell {FALLS} times within {WITHIN:.0f} s: see {self.cluster.log}"
                )
            time.sleep(0.1 * 2 ** (len(falls) - 1) if len(falls) > 1 else 0)
            self.start()


def stop_after_last_user(keeper: Keeper, users: int) -> None:
    fcntl.flock(users, fcntl.LOCK_EX)
    keeper.stop()


def main() -> int:
    """`keeper HOME DURABLE ANSWER`: the lock is inherited; ANSWER is where the starter reads “ready” or the reason."""
    home, durable, answer = Path(sys.argv[1]), sys.argv[2] == "durable", int(sys.argv[3])
    cluster = Cluster(home)
    try:
        keeper = Keeper(cluster, binaries=programs.find(), durable=durable)

        def end(_sign: int, _frame: FrameType | None) -> None:
            # Not from within the handler: it may have interrupted a wait that holds the server's own lock.
            threading.Thread(target=keeper.stop, daemon=True).start()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        keeper.start()
    except DatabaseUnavailable as error:
        os.write(answer, str(error).encode())
        return 1
    except OSError as error:
        os.write(answer, str(clusters.why_not_written(home, error)).encode())
        return 1
    os.write(answer, b"ready")
    os.close(answer)
    users = os.open(cluster.folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
    threading.Thread(target=stop_after_last_user, args=(keeper, users), daemon=True).start()
    try:
        keeper.watch()
    except (DatabaseUnavailable, OSError) as error:
        with cluster.log.open("a") as log:
            log.write(f"{error}\n")
        return 1
    finally:
        cluster.facts.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
