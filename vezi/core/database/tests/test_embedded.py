"""Against real processes: nothing here is replaced by a double."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from vezi.core.database import binaries, embedded
from vezi.core.database.cluster import Cluster
from vezi.core.database.identity import Identity, choose
from vezi.core.database.keeper import Keeper
from vezi.core.database.settings import embedded as connection_settings
from vezi.core.tests.processes import alive, until

CODE = Path(embedded.__file__).parents[3]


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder of its own; the test fails if a server still works in it some time after."""
    with tempfile.TemporaryDirectory(prefix="vezi-") as folder:
        yield Path(folder)
        until(lambda: not at_work_in(Path(folder)))


def ask(home: Path, question: str) -> object:
    settings = connection_settings(home)
    with psycopg.connect(
        host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"], autocommit=True, **settings["OPTIONS"]
    ) as connection:
        answer = connection.execute(question)
        return answer.fetchone()[0] if answer.description else None  # type: ignore[index]


def at_work_in(home: Path) -> list[int]:
    """The processes that work in `home` (PostgreSQL's, inside its data) or were called for it (its keeper)."""

    def works_here(process: Path) -> bool:
        try:
            where, called = os.readlink(process / "cwd"), (process / "cmdline").read_text()
        except OSError:
            return False
        return str(home) in where or str(home) in called

    return [int(process.name) for process in Path("/proc").glob("[0-9]*") if works_here(process)]


def another_program(home: Path, *, stays: float = 60) -> subprocess.Popen[str]:
    """Another process inside `serving`; it says so before this returns."""
    code = (
        "import sys, time; from pathlib import Path; from vezi.core.database import embedded\n"
        f"with embedded.serving(Path({str(home)!r}), durable=False): print('in', flush=True); time.sleep({stays})"
    )
    program = subprocess.Popen([sys.executable, "-c", code], cwd=CODE, stdout=subprocess.PIPE, text=True)
    assert program.stdout
    assert program.stdout.readline() == "in\n"
    return program


def end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.wait()
    assert program.stdout
    program.stdout.close()


def test_serves_while_used_and_stops_after(home: Path) -> None:
    with embedded.serving(home, durable=False) as server:
        answer = ask(home, "select lower('ČŠŽĐ') || initcap('žiga čuček')")

    assert answer == "čšžđŽiga Čuček"
    assert embedded.running(home) is None
    assert not alive(server.server)
    assert not alive(server.keeper)


def test_keeps_what_was_written(home: Path) -> None:
    with embedded.serving(home, durable=False):
        ask(home, "create table member (name text)")
        ask(home, "insert into member values ('Ada')")

    with embedded.serving(home, durable=False):
        assert ask(home, "select name from member") == "Ada"


def test_second_start_is_quick(home: Path) -> None:
    with embedded.serving(home, durable=False):
        pass
    begun = time.monotonic()

    with embedded.serving(home, durable=False):
        assert time.monotonic() - begun < 2


def test_is_closed_to_those_without_the_password(home: Path) -> None:
    with embedded.serving(home, durable=False) as server, pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=server.socket, user="vezi", dbname="vezi", passfile="/dev/null")

    assert Cluster(home).passfile.stat().st_mode & 0o777 == 0o600
    assert Cluster(home).folder.stat().st_mode & 0o777 == 0o700
    assert Cluster(home).socket_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("identity", [Identity.NAMESPACE, Identity.NOBODY] if os.geteuid() == 0 else [Identity.SELF])
def test_runs_in_a_home_closed_to_others(home: Path, identity: Identity) -> None:
    home.chmod(0o700)
    cluster = Cluster(home)
    cluster.prepare_folder()
    keeper = Keeper(cluster, binaries=binaries.find(), durable=False)
    keeper.identity = identity

    keeper.start()
    answer = ask(home, "select current_setting('unix_socket_permissions')")
    keeper.stop()

    assert answer == "0700"
    assert home.stat().st_mode & 0o777 == 0o700
    assert choose(cluster.data, programs=keeper.binaries.folder) is identity


def test_a_lost_password_is_renewed(home: Path) -> None:
    with embedded.serving(home, durable=False):
        pass
    Cluster(home).passfile.unlink()

    with embedded.serving(home, durable=False):
        assert ask(home, "select 1") == 1


def test_another_program_shares_and_outlives_the_first(home: Path) -> None:
    with embedded.serving(home, durable=False) as server:
        other = another_program(home)

    assert embedded.running(home) == server
    assert ask(home, "select 1") == 1
    end(other)
    until(lambda: not alive(server.keeper) and not alive(server.server))


def test_many_programs_starting_at_once_share_one_server(home: Path) -> None:
    code = (
        "from pathlib import Path; from vezi.core.database import embedded\n"
        f"with embedded.serving(Path({str(home)!r}), durable=False) as server: input(server.server)"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code], cwd=CODE, stdin=-1, stdout=-1, text=True) for _ in range(4)
    ]
    try:
        until(lambda: embedded.running(home) is not None)
        time.sleep(0.5)
    finally:
        said = [program.communicate("\n")[0] for program in programs]

    assert len(set(said)) == 1
    until(lambda: embedded.running(home) is None)


def test_nothing_stays_after_the_user_is_killed(home: Path) -> None:
    other = another_program(home)
    server = embedded.running(home)
    assert server

    end(other)

    until(lambda: not alive(server.keeper) and not alive(server.server))
    assert not (Cluster(home).data / "postmaster.pid").exists()


def test_postgres_killed_comes_back_by_itself(home: Path) -> None:
    with embedded.serving(home, durable=True) as server:
        ask(home, "create table member (name text)")
        os.kill(server.server, signal.SIGKILL)

        until(lambda: (now := embedded.running(home)) is not None and now.server != server.server)

        assert ask(home, "select count(*) from member") == 0


def test_keeper_killed_takes_postgres_along_and_the_next_starts_again(home: Path) -> None:
    other = another_program(home)
    server = embedded.running(home)
    assert server

    os.kill(server.keeper, signal.SIGKILL)
    until(lambda: not alive(server.keeper))

    with embedded.serving(home, durable=False) as next_server:
        assert next_server.server != server.server
        assert ask(home, "select 1") == 1
        assert not alive(server.server)
    end(other)


def test_everything_killed_at_once_leaves_no_obstacle(home: Path) -> None:
    other = another_program(home)
    server = embedded.running(home)
    assert server

    for pid in (server.keeper, server.server, other.pid):
        os.kill(pid, signal.SIGKILL)
    end(other)
    until(lambda: not alive(server.keeper) and not alive(server.server))

    with embedded.serving(home, durable=False):
        assert ask(home, "select 1") == 1


def test_keeps_falling_gives_up(home: Path) -> None:
    with embedded.serving(home, durable=False) as server:
        killed: set[int] = set()
        while alive(server.keeper) and len(killed) < 8:
            now = embedded.running(home)
            if now and now.server not in killed:
                killed.add(now.server)
                os.kill(now.server, signal.SIGKILL)
            time.sleep(0.01)

    assert len(killed) == 5
    assert "PostgreSQL fell 5 times" in Cluster(home).log.read_text()


def test_a_cut_off_initdb_leaves_no_half_cluster(home: Path) -> None:
    half = Cluster(home).folder / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")

    with embedded.serving(home, durable=False):
        assert ask(home, "select 1") == 1


def test_a_long_path_puts_the_socket_elsewhere(home: Path) -> None:
    long = home / ("long-" * 24)

    with embedded.serving(long, durable=False) as server:
        assert ask(long, "select 1") == 1

    assert Path(server.socket).parent == Path("/tmp")
    shutil.rmtree(server.socket)


def test_says_so_when_the_home_cannot_be_written(home: Path) -> None:
    (home / "file").write_text("")

    with pytest.raises(embedded.DatabaseUnavailable, match="cannot be written"):
        embedded.join(home / "file")


def test_says_so_when_the_programs_are_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEZI_PG_BIN", str(home))

    with pytest.raises(embedded.DatabaseUnavailable, match="VEZI_PG_BIN says"):
        embedded.join(home)


def test_says_so_when_the_data_are_of_another_version(home: Path) -> None:
    Cluster(home).data.mkdir(parents=True)
    (Cluster(home).data / "PG_VERSION").write_text("9")

    with pytest.raises(embedded.DatabaseUnavailable, match="was made by PostgreSQL 9"):
        embedded.join(home)
