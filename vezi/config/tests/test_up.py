"""`vezi up` with everything real: database, web server, worker."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

import vezi
from vezi.core.database import embedded
from vezi.core.database.cluster import Cluster
from vezi.core.tests import processes

pytestmark = pytest.mark.enable_socket

CODE = Path(vezi.__file__).parents[1]
PATIENCE = 300.0  # with much else going on beside; what may not take long is said where it is tried


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


until = partial(processes.until, seconds=PATIENCE)


class House:
    """A `vezi up` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.said = home.with_suffix(".said")

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("VEZI_", "DATABASE_URL"))}
        given = {"VEZI_HOME": str(self.home), "VEZI_PORT": str(self.port), "VEZI_WEB_WORKERS": "1"}
        return {**kept, **given, "DJANGO_SETTINGS_MODULE": "vezi.config.tests.small_settings", **more}

    def vezi(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "vezi", *arguments]
        given = self.environment(**more)
        return subprocess.run(
            command, cwd=CODE, env=given, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def open(self) -> None:
        with self.said.open("w") as said:
            command = [sys.executable, "-m", "vezi", "up"]
            self.up = subprocess.Popen(command, cwd=CODE, env=self.environment(), stdout=said, stderr=said)
        try:
            until(lambda: "Vezi stands at" in self.said.read_text() or self.up.poll() is not None, what="open")
        except AssertionError:
            self.close()
            raise
        assert self.up.poll() is None, self.said.read_text()

    def close(self, sign: signal.Signals = signal.SIGINT) -> int:
        self.up.send_signal(sign)
        return self.up.wait(PATIENCE)

    def front_page(self) -> dict[str, object]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as page:
            answer: dict[str, object] = json.load(page)
            return answer

    def answers(self, **not_as_before: object) -> bool:
        try:
            page = self.front_page()
        except (OSError, http.client.HTTPException):
            return False
        return all(page[name] != before for name, before in not_as_before.items())

    def processes(self) -> dict[int, str]:
        """Everything that carries this home in its environment or command line."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if str(self.home) in (folder / "environ").read_bytes().decode() + command and command:
                    found[int(folder.name)] = command
            except OSError:
                continue
        return found

    def workers(self) -> set[int]:
        return {pid for pid, command in self.processes().items() if "procrastinate" in command}

    def process(self, pattern: str) -> int:
        return min(pid for pid, command in self.processes().items() if re.search(pattern, command))


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A home whose database is up to date, so that the tests start quickly."""
    with tempfile.TemporaryDirectory(prefix="vezi-") as folder:
        house = House(Path(folder) / "home")
        house.open()
        house.close()
        yield house.home


@pytest.fixture
def house(prepared: Path) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="vezi-") as folder:
        shutil.copytree(prepared, Path(folder) / "home")
        house = House(Path(folder) / "home")
        house.open()
        yield house
        if house.up.poll() is None:
            house.close()
        until(lambda: not house.processes(), what="nothing left")


def test_ctrl_c_leaves_nothing_running(house: House) -> None:
    assert house.answers()

    assert house.close() == 0

    assert house.processes() == {}
    assert embedded.running(house.home) is None
    assert json.loads(house.vezi("status", "--json").stdout)["house"]["running"] is False


def test_second_one_says_where_the_first_is(house: House) -> None:
    second = house.vezi("up")

    assert second.returncode == 1
    assert second.stderr == f"vezi: Vezi runs already at http://localhost:{house.port} (process {house.up.pid}).\n"
    assert house.answers()


def test_status_tells_what_runs(house: House) -> None:
    told = json.loads(house.vezi("status", "--json").stdout)

    assert told["house"]["running"] is True
    assert told["house"]["pid"] == house.up.pid
    assert told["database"]["running"] is True
    assert told["versions"]["vezi"] == vezi.__version__
    assert told["disk"]["free_bytes"] > 0
    assert told["queue"]["failed"] == 0


def test_killed_web_comes_back(house: House) -> None:
    before = house.front_page()["web"]

    os.kill(house.process("granian"), signal.SIGKILL)

    until(lambda: house.answers(web=before), what="a new web server")
    assert "web fell (by signal SIGKILL) and is started again." in house.said.read_text()


def test_killed_worker_comes_back(house: House) -> None:
    until(lambda: house.workers() != set(), what="a worker")
    before = house.workers()

    for worker in before:
        os.kill(worker, signal.SIGKILL)

    until(lambda: house.workers() - before != set(), what="a new worker")


def test_killed_postgres_comes_back(house: House) -> None:
    server = embedded.running(house.home)
    assert server
    before = house.front_page()["database_since"]

    os.kill(server.server, signal.SIGKILL)

    until(lambda: house.answers(database_since=before), what="a new database")
    until(lambda: house.workers() != set(), what="a worker")


def test_killed_keeper_comes_back(house: House) -> None:
    server = embedded.running(house.home)
    assert server
    before = house.front_page()["database_since"]

    os.kill(server.keeper, signal.SIGKILL)

    until(lambda: house.answers(database_since=before), what="a new database")
    assert house.up.poll() is None


def test_killed_supervisor_takes_everything_along(house: House) -> None:
    house.close(signal.SIGKILL)

    until(lambda: not house.processes(), what="nothing left")
    house.open()
    assert house.answers()


def test_busy_port_is_one_line(prepared: Path) -> None:
    house = House(prepared)
    with socket.socket() as other:
        other.bind(("127.0.0.1", house.port))
        other.listen()

        said = house.vezi("up")

    assert said.returncode == 1
    assert said.stderr == (f"vezi: Port {house.port} is taken by another program: set VEZI_PORT, or use --port.\n")
    assert house.processes() == {}


def test_a_home_is_demo_or_real(prepared: Path) -> None:
    said = House(prepared).vezi("up", "--no-demo")

    assert said.returncode == 1
    assert "holds the demo network, whose sign-ins everybody knows" in said.stderr


def test_reset_forgets_a_demo_and_spares_a_real_network(prepared: Path, tmp_path: Path) -> None:
    demo, real = House(tmp_path / "demo"), House(tmp_path / "real")
    for house in (demo, real):
        shutil.copytree(prepared, house.home)
    (real.home / "demo").rename(real.home / "real")

    said = demo.vezi("reset"), real.vezi("reset")

    assert [one.returncode for one in said] == [0, 1]
    assert not demo.home.exists()
    assert Cluster(real.home).data.exists()


def test_a_real_network_does_not_open_with_blanks(tmp_path: Path) -> None:
    house = House(tmp_path / "home")

    said = house.vezi("up", "--no-demo")

    assert said.returncode == 1
    assert "The privacy notice does not say who is the controller. Set VEZI_PRIVACY_CONTROLLER." in said.stderr
    assert "No mail leaves the house" in said.stderr
    assert house.processes() == {}


def test_missing_postgresql_is_one_line(tmp_path: Path) -> None:
    said = House(tmp_path / "home").vezi("up", VEZI_PG_BIN=str(tmp_path))

    assert said.returncode == 1
    assert said.stderr == f"vezi: VEZI_PG_BIN says {tmp_path}, but initdb and postgres are not there.\n"


def test_unwritable_home_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    said = House(tmp_path / "file").vezi("status")

    assert said.returncode == 1
    assert said.stderr.startswith(f"{tmp_path / 'file'} cannot be used")
    assert len(said.stderr.splitlines()) == 1


def test_a_command_serves_the_database_for_its_own_time(prepared: Path) -> None:
    said = House(prepared).vezi("pg", "psql", "-Atc", "select current_database()")

    assert (said.returncode, said.stdout, said.stderr) == (0, "vezi\n", "")
    assert embedded.running(prepared) is None
    assert not (Cluster(prepared).data / "postmaster.pid").exists()


# Killed in turn, while all members are told

MANY = 3_000
until = partial(
    processes.until, seconds=400
)  # of whatever a killed worker had at hand another hears after half a minute
MEMBERS = f"""
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
accounts = Account.objects.bulk_create([Account(email=f"of{{number}}@example.org") for number in range({MANY})])
Person.objects.bulk_create([
    Person(
        given="Ada", family=f"Of {{one.pk}}", sort_en=b"", sort_sl=b"", account=one, source="self",
        created_at=one.joined_at, recorded_at=one.joined_at, claimed_at=one.joined_at,
    )
    for one in accounts
])
"""
MEMBERS_IN_ALL = """
select count(*) from people_person p join accounts_account a on a.id = p.account_id
where a.is_active and p.merged_into_id is null and p.erased_at is null
"""


def asked(house: House, sql: str) -> list[tuple[object, ...]]:
    """Nothing while the database is away."""
    server = embedded.running(house.home)
    if server is None:
        return []
    try:
        with psycopg.connect(
            host=server.socket, user="vezi", dbname="vezi", passfile=str(Cluster(house.home).passfile)
        ) as connection:
            return connection.execute(sql).fetchall()
    except psycopg.OperationalError:
        return []


def letters(house: House, *, state: str = "") -> int:
    of_state = f" and state = '{state}'" if state else ""
    found = asked(house, f"select count(*) from core_outgoingmail where kind = 'notices.house'{of_state}")
    return int(str(found[0][0])) if found else 0


def by_person(house: House, table: str) -> Counter[object]:
    rows = asked(house, f"select person_id from {table} where kind = 'notices.house'")
    return Counter(person for (person,) in rows)


def test_killed_one_after_the_other_the_house_forgets_nobody_and_tells_nobody_twice(house: House) -> None:
    made = house.vezi("shell", "-v", "0", "-c", MEMBERS)
    assert made.returncode == 0, made.stderr
    ((members,),) = asked(house, MEMBERS_IN_ALL)
    said = house.vezi("tell", "The house rests on Sunday.", "--way", "now")
    assert said.returncode == 0, said.stderr

    for after, killed in ((1, "database"), (600, "worker"), (1_200, "web"), (1_800, "database")):
        until(lambda after=after: letters(house) >= after, what=f"{after} letters")
        kill(house, killed)

    until(lambda: letters(house, state="sent") >= members, what="all letters")
    told = by_person(house, "notices_notice")
    assert (len(told), set(told.values())) == (members, {1})
    assert by_person(house, "core_outgoingmail") == told


def kill(house: House, what: str) -> None:
    if what == "database":
        server = embedded.running(house.home)
        assert server is not None
        os.kill(server.server, signal.SIGKILL)
    elif what == "worker":
        for worker in house.workers():
            os.kill(worker, signal.SIGKILL)
    else:
        os.kill(house.process("granian"), signal.SIGKILL)
