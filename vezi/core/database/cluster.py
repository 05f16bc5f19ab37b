"""The cluster on disk: its folders, its making, and what a server that died may have left behind."""

import errno
import hashlib
import os
import secrets
import shutil
import signal
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from vezi.core.database import identity as identities
from vezi.core.database.binaries import Binaries, DatabaseUnavailable
from vezi.core.database.identity import Identity
from vezi.core.machine import memory

DATABASE = USER = "vezi"
LONGEST_SOCKET_PATH = 107
ROOM_FOR_A_CLUSTER = 100_000_000  # an empty one takes 39 MB and its first WAL segments

# Values of members never reach the log: no statements, no DETAIL of a violated constraint.
OUR_SETTINGS = """
# Vezi's own defaults; change them here, they are written once.
shared_buffers = {shared_buffers}MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 4GB
random_page_cost = 1.1
jit = off
max_connections = 60
log_error_verbosity = terse
log_min_error_statement = panic
log_timezone = 'UTC'
timezone = 'UTC'
"""


def shared_buffers(memory: int) -> int:
    """Megabytes the server keeps pages in: a quarter of the machine's memory, as PostgreSQL's manual counsels."""
    return max(128, min(2048, memory // 4 // 2**20))


@dataclass(frozen=True)
class Cluster:
    """Everything of the embedded server lies in one folder under VEZI_HOME."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def facts(self) -> Path:
        """There while the server answers."""
        return self.folder / "server.json"

    @property
    def passfile(self) -> Path:
        """The password in libpq's own form, so that no setting need hold it."""
        return self.folder / "pgpass"

    @property
    def socket_folder(self) -> Path:
        """In the home unless that path is too long; the same for every program, whatever its environment."""
        near = self.folder / "socket"
        if len(os.fsencode(near / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH:
            return near
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path("/tmp") / f"vezi-{os.geteuid()}-{name}"  # noqa: S108 - private, and its owner is checked

    @property
    def socket(self) -> Path:
        return self.socket_folder / ".s.PGSQL.5432"

    def prepare_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.folder.stat().st_uid == os.geteuid():
                self.folder.chmod(0o700)
            probe = self.folder / f".writable.{os.getpid()}"
            probe.write_text("yes")
            probe.unlink()
        except OSError as error:
            raise why_not_written(self.home, error) from None
        owner = self.folder.stat().st_uid
        if owner != os.geteuid():
            raise DatabaseUnavailable(
                f"{self.folder} belongs to user number {owner}: run as that user, or choose another VEZI_HOME."
            )


def why_not_written(place: Path, error: OSError) -> DatabaseUnavailable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabaseUnavailable(f"The disk of {place} is full: make room, or choose another VEZI_HOME.")
    return DatabaseUnavailable(f"{place} cannot be written ({error.strerror}): choose another VEZI_HOME.")


def make_if_missing(cluster: Cluster, *, binaries: Binaries, identity: Identity) -> None:
    """A cut-off attempt leaves `data.new`, which the next one throws away: `data` is whole or absent."""
    if (cluster.data / "PG_VERSION").exists():
        _check_version(cluster, binaries)
        if not cluster.passfile.exists():
            _renew_password(cluster, binaries=binaries, identity=identity)
        return
    if cluster.data.exists():
        raise DatabaseUnavailable(f"{cluster.data} exists but holds no PostgreSQL cluster: move it away.")
    free = shutil.disk_usage(cluster.folder).free
    if free < ROOM_FOR_A_CLUSTER:
        raise DatabaseUnavailable(
            f"The disk of {cluster.home} is full: {free // 1_000_000} MB are free, "
            f"a new database wants {ROOM_FOR_A_CLUSTER // 1_000_000} MB."
        )
    new = cluster.folder / "data.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    if identity is Identity.NOBODY:
        os.chown(new, identities.nobody().pw_uid, identities.nobody().pw_gid)
    password = _write_password(cluster)
    first = cluster.folder / "password.new"
    _write_private(first, password + "\n")
    try:
        run(
            cluster,
            _initdb(binaries, new, password_in=first),
            identity=identity,
        )
        with (new / "postgresql.conf").open("a") as settings:
            settings.write(OUR_SETTINGS.format(shared_buffers=shared_buffers(memory())))
        run_single(cluster, new, f"CREATE DATABASE {DATABASE};\n", binaries=binaries, identity=identity)
    finally:
        first.unlink(missing_ok=True)
    new.rename(cluster.data)


def _initdb(binaries: Binaries, folder: Path, *, password_in: Path) -> list[str]:
    command = [binaries.program("initdb"), "-D", str(folder), "-U", USER, "--encoding=UTF8", *binaries.locale]
    return [*command, "-A", "scram-sha-256", f"--pwfile={password_in}", "--no-sync"]


def run(cluster: Cluster, command: list[str], *, identity: Identity, text: str = "") -> None:
    done = subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        preexec_fn=identities.before_exec(identity, dies_with_parent=True),
    )
    if done.returncode != 0:
        raise DatabaseUnavailable(explain(cluster, done.stderr or done.stdout, program=Path(command[0]).name))


def run_single(cluster: Cluster, data: Path, sql: str, *, binaries: Binaries, identity: Identity) -> None:
    """SQL without a server and without a password. Every statement on a line of its own."""
    command = [binaries.program("postgres"), "--single", "-D", str(data), "postgres"]
    run(cluster, command, identity=identity, text=sql)


def explain(cluster: Cluster, output: str, *, program: str) -> str:
    """One line out of PostgreSQL's many."""
    if "No space left on device" in output:
        return f"The disk of {cluster.home} is full: make room, or choose another VEZI_HOME."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL:" in line or "PANIC:" in line or "error:" in line]
    return f"PostgreSQL does not start ({program}): {(telling or lines or ['it says nothing'])[-1]}"


def _check_version(cluster: Cluster, binaries: Binaries) -> None:
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    if made_by != str(binaries.major):
        raise DatabaseUnavailable(
            f"{cluster.data} was made by PostgreSQL {made_by}, but {binaries.folder} holds {binaries.version}: "
            "see “Upgrading PostgreSQL” in docs/operators.md."
        )


def _write_password(cluster: Cluster) -> str:
    password = secrets.token_urlsafe(32)
    _write_private(cluster.passfile, f"*:*:*:{USER}:{password}\n")
    return password


def _write_private(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
        written.write(text)
    new.replace(path)


def _renew_password(cluster: Cluster, *, binaries: Binaries, identity: Identity) -> None:
    clear_remains(cluster)
    password = _write_password(cluster)
    sql = f"ALTER USER {USER} PASSWORD '{password}';\n"
    run_single(cluster, cluster.data, sql, binaries=binaries, identity=identity)


def prepare_socket_folder(cluster: Cluster, *, identity: Identity) -> None:
    folder = cluster.socket_folder
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    mine = {os.geteuid()} | ({identities.nobody().pw_uid} if identity is Identity.NOBODY else set())
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in mine:
        raise DatabaseUnavailable(f"{folder} belongs to somebody else: remove it, or choose another VEZI_HOME.")
    folder.chmod(0o700)
    if identity is Identity.NOBODY:
        os.chown(folder, identities.nobody().pw_uid, identities.nobody().pw_gid)


def clear_remains(cluster: Cluster) -> None:
    """Whoever calls holds the lock, so a server still found here is an orphan, and a file without one is stale."""
    pidfile = cluster.data / "postmaster.pid"
    pid = _pid_in(pidfile)
    if pid and _is_postgres(pid):
        _end_orphan(pid)
    pidfile.unlink(missing_ok=True)
    if cluster.socket_folder.exists():
        for left in cluster.socket_folder.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)


def _pid_in(pidfile: Path) -> int | None:
    try:
        return int(pidfile.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def _is_postgres(pid: int) -> bool:
    """A zombie has no program any more, and a number used again belongs to another."""
    try:
        return Path(os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")).name == "postgres"
    except OSError:
        pass
    if Path("/proc/self/exe").exists():
        return False
    said = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return said.stdout.strip().endswith("postgres")


def _end_orphan(pid: int) -> None:
    for sign, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not _is_postgres(pid):
                return
            time.sleep(0.02)
    raise DatabaseUnavailable(f"A PostgreSQL left over from before (process {pid}) does not end.")
