"""PostgreSQL killed while pages stand open: they hear again by themselves, and the next page is a page."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from vezi.config.tests.test_live import Page, Web
from vezi.core.database import embedded
from vezi.core.database.cluster import DATABASE, USER, Cluster
from vezi.core.tests.processes import until

pytestmark = pytest.mark.enable_socket
ADA = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from vezi.config.tests.test_live import session_of
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
ada = make_member(make_club())
print(ada.pk, session_of(ada))
"""
SAY = "from vezi.core import live; live.say([{person}], 'messages', '{about}')"
KEY = "of a network that lasts as long as a test"


class Network:
    """A database of its own, which may be killed, and what is done in it."""

    def __init__(self, home: Path) -> None:
        self.home, cluster = home, Cluster(home)
        place, passfile = quote(str(cluster.socket_folder), safe=""), quote(str(cluster.passfile))
        self.variables = {
            "DATABASE_URL": f"postgresql://{USER}@{place}/{DATABASE}?passfile={passfile}",
            "VEZI_SECRET_KEY": KEY,
        }

    def vezi(self, *arguments: str) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VEZI_")}
        given = {"DJANGO_SETTINGS_MODULE": "vezi.config.settings", "VEZI_HOME": str(self.home), "VEZI_DEMO": "yes"}
        done = subprocess.run([sys.executable, "-m", "vezi", *arguments], env={**kept, **given, **self.variables},
                              capture_output=True, text=True, timeout=240, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def does(self, code: str) -> list[str]:
        return self.vezi("shell", "-v", "0", "-c", code).split()

    def kill(self) -> None:
        before = embedded.running(self.home)
        assert before is not None
        os.kill(before.server, signal.SIGKILL)
        until(lambda: (now := embedded.running(self.home)) is not None and now.server != before.server, seconds=60,
              what="PostgreSQL again")  # fmt: skip


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with embedded.serving(tmp_path / "home", durable=False):
        made = Network(tmp_path / "home")
        made.vezi("migrate", "-v", "0")
        yield made


@pytest.fixture
def web(network: Network) -> Iterator[Web]:
    opened = Web(network.home, **network.variables)
    yield opened
    opened.close()


@pytest.fixture
def opened(web: Web) -> Iterator[Callable[[str], Page]]:
    with ExitStack() as left:

        def open_page(session: str) -> Page:
            page = Page(web, session)
            left.callback(page.leave)
            return page

        yield open_page


def test_kill_9_of_postgresql_ends_no_open_page_and_costs_nobody_a_page(network: Network, web: Web, opened) -> None:
    number, session = network.does(ADA)
    signed_in = {"Cookie": f"sessionid={session}"}
    page = opened(session)
    page.hears()
    assert [web.get("/notices/", **signed_in)[0] for _ in range(3)] == [200] * 3

    for time in ("once", "twice"):
        network.kill()

        assert page.hears() == "resync"
        assert [web.get("/notices/", **signed_in)[0] for _ in range(5)] == [200] * 5
        again = opened(session)
        assert (again.status, again.hears()) == (200, "resync")
        network.does(SAY.format(person=number, about=time))
        assert (page.hears(), again.hears()) == (f"messages {time}",) * 2
