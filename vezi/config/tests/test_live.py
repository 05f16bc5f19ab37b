"""Open pages hear what happens: the web server as `vezi up` runs it, on the tests' database."""

import asyncio
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from bench.processes import children, private_memory
from vezi.config import up
from vezi.core import live
from vezi.core.live.saying import CHANNEL
from vezi.core.tests.processes import until
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person

pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]
MANY = 300


def database_url() -> str:
    ours = connection.settings_dict
    passfile = ours["OPTIONS"]["passfile"]
    return f"postgresql://{ours['USER']}@{quote(ours['HOST'], safe='')}/{ours['NAME']}?passfile={quote(passfile)}"


class Web:
    """The web server alone."""

    def __init__(self, home: Path, **more: str) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        house = up.House(home=home, bind="127.0.0.1", port=self.port, workers=1, address="", demo=True, embedded=False)
        child = up.children(house)[0]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VEZI_")}
        given = {"VEZI_SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url(), **child.environment, **more}
        given["DJANGO_SETTINGS_MODULE"] = "vezi.config.settings"
        self.process = subprocess.Popen(child.command, env={**kept, **given}, start_new_session=True)
        until(self.answers, seconds=60, what="the web server")

    def answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            return self.get("/live/")[0] == 204
        return False

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    @property
    def worker(self) -> int:
        return max(children(self.process.pid))

    def close(self) -> float:
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def web(django_db_setup, tmp_path_factory) -> Iterator[Web]:
    opened = Web(tmp_path_factory.mktemp("web"))
    yield opened
    opened.close()


@pytest.fixture
def own_web(db, tmp_path) -> Iterator[Web]:
    """One that may be ended or killed."""
    opened = Web(tmp_path)
    yield opened
    if opened.process.poll() is None:
        opened.close()


@pytest.fixture
def ada(db) -> Person:
    return make_member(make_club())


def session_of(person: Person) -> str:
    """Signed in, as Django signs in."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


class Page:
    """An open page, as far as it listens."""

    def __init__(self, web: Web, session: str, *, since: float | None = None, **headers: str) -> None:
        self.connection = http.client.HTTPConnection("localhost", web.port, timeout=20)
        asked = "" if since is None else f"?since={int(since * 1000)}"
        self.connection.request("GET", f"/live/{asked}", headers={"Cookie": f"sessionid={session}", **headers})
        self.answer = self.connection.getresponse()
        self.status = self.answer.status

    def hears(self) -> str:
        """The next that is said; empty when the stream has ended."""
        while line := self.answer.readline().decode():
            if line.startswith("data: "):
                return line[6:].strip()
        return ""

    def leave(self) -> None:
        self.answer.close()
        self.connection.close()


@pytest.fixture
def listening(web, ada) -> Iterator[Callable[..., Page]]:
    opened: list[Page] = []

    def listens(person: Person = ada, *, session: str = "", since: float | None = None, at: Web = web) -> Page:
        page = Page(at, session or session_of(person), since=since)
        opened.append(page)
        return page

    yield listens
    for page in opened:
        page.leave()


def say(person: Person, about: str) -> None:
    with transaction.atomic():
        live.say([person.pk], "messages", about)


def test_a_page_hears_what_is_said_to_its_person_and_nothing_else(listening, ada) -> None:
    maja = make_member(make_club("other"), "Maja", "Zupan")
    page, other = listening(ada), listening(maja)
    assert (page.hears(), other.hears()) == ("resync", "resync")

    say(ada, "first")
    say(maja, "second")

    assert (page.hears(), other.hears()) == ("messages first", "messages second")


def test_a_page_hears_what_was_said_while_it_was_loading(listening, web, ada) -> None:
    listening().hears()  # the server has stood for a while
    time.sleep(2.1)
    made = time.time()
    say(ada, "meanwhile")
    time.sleep(0.1)

    assert listening(since=made).hears() == "messages meanwhile"


@pytest.mark.parametrize(("headers", "status"), [
    ({}, 204),
    ({"Cookie": "sessionid=made-up"}, 204),
    ({"Cookie": "sessionid=%s", "Origin": "https://evil.example"}, 403),
    ({"Cookie": "sessionid=%s", "Sec_Fetch_Site": "cross-site"}, 403),
    ({"Cookie": "sessionid=%s", "Host": "evil.example"}, 400),
])  # fmt: skip
def test_only_our_own_pages_of_somebody_signed_in_listen(web, ada, headers, status) -> None:
    session = session_of(ada)

    assert web.get("/live/", **{name: value.replace("%s", session) for name, value in headers.items()})[0] == status


def test_only_the_address_itself_streams(web) -> None:
    assert [web.get("/live/more/")[0], web.get("/live/", "POST")[0]] == [404, 405]


def test_who_is_shut_out_or_signed_in_by_an_old_password_does_not_listen(web, ada) -> None:
    old, shut_out = session_of(ada), make_member(make_club("other"), "Alan", "Turing")
    theirs = session_of(shut_out)
    ada.account.set_password("another one entirely")
    ada.account.save()
    shut_out.account.is_active = False
    shut_out.account.save()

    assert [web.get("/live/", Cookie=f"sessionid={key}")[0] for key in (old, theirs)] == [204, 204]


def test_a_session_that_is_ended_ends_its_pages_at_once(listening, ada) -> None:
    session, other = session_of(ada), session_of(ada)
    page, stays = listening(session=session), listening(session=other)
    assert (page.hears(), stays.hears()) == ("resync", "resync")

    Session.objects.filter(session_key=session).delete()

    assert page.hears() == ""
    say(ada, "still")
    assert stays.hears() == "messages still"


def test_who_is_shut_out_hears_no_more_at_once(listening, ada) -> None:
    page = listening()
    page.hears()

    ada.account.is_active = False
    ada.account.save()

    assert page.hears() == ""


def test_when_the_database_lets_go_pages_are_told_to_look(listening, ada) -> None:
    page = listening()
    page.hears()

    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vezi live'"
                       " and datname = current_database()")  # fmt: skip

    assert page.hears() == "resync"
    say(ada, "again")
    assert page.hears() == "messages again"


@pytest.mark.parametrize(
    "words", ["", "5", "[]", "null", '{"p": 1}', '{"p": ["a"], "e": 1, "a": 2}', '{"s": 1, "u": []}', "{"]
)
def test_what_nobody_of_the_house_says_on_its_channel_stops_no_page(listening, ada, words) -> None:
    page = listening()
    page.hears()

    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, words])

    say(ada, "again")
    assert page.hears() == "messages again"


def test_open_streams_do_not_keep_the_server_from_ending(listening, own_web) -> None:
    pages = [listening(at=own_web) for _ in range(10)]
    for page in pages:
        page.hears()

    took = own_web.close()

    assert took < 1.0
    assert [page.hears() for page in pages] == [""] * 10


def test_a_killed_worker_comes_back_and_so_do_its_pages(listening, own_web, ada) -> None:
    before = own_web.worker
    page = listening(at=own_web)
    page.hears()

    os.kill(before, signal.SIGKILL)
    until(lambda: own_web.answers() and own_web.worker != before, seconds=60, what="a new worker")

    again = listening(at=own_web, since=time.time() - 1)
    assert again.hears() == "resync"
    say(ada, "again")
    assert again.hears() == "messages again"


def test_pages_that_are_left_make_room(listening, ada) -> None:
    session = session_of(ada)
    for _ in range(settings.LIVE_STREAMS_EACH + 5):
        page = listening(session=session)
        assert page.status == 200
        page.hears()
        page.leave()
        time.sleep(0.02)

    kept = [listening(session=session).status for _ in range(settings.LIVE_STREAMS_EACH + 1)]

    assert kept == [200] * settings.LIVE_STREAMS_EACH + [429]


def test_hundreds_of_pages_hear_within_a_second_and_cost_little(web) -> None:
    club = make_club()
    people = [make_member(club, "Ada", f"Of{number}", f"of{number}@example.org") for number in range(30)]
    keys = [session_of(person) for person in people]

    took, memory = asyncio.run(heard_by_many(web, [person.pk for person in people], keys * (MANY // len(keys))))

    assert took < 1.0
    assert memory < 100_000


async def heard_by_many(web: Web, person_ids: list[int], keys: list[str]) -> tuple[float, float]:
    """Seconds until the last of all pages has heard; bytes that each costs the server."""
    before = private_memory(web.worker)
    pages = [await asyncio.open_connection("127.0.0.1", web.port) for _ in keys]
    for (_reader, writer), key in zip(pages, keys, strict=True):
        writer.write(f"GET /live/ HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={key}\r\n\r\n".encode())
    await asyncio.wait_for(asyncio.gather(*(reader.readuntil(b"data: resync") for reader, _w in pages)), 60)
    memory = (private_memory(web.worker) - before) / len(keys)
    began = time.perf_counter()
    await asyncio.to_thread(said, person_ids)
    await asyncio.wait_for(asyncio.gather(*(reader.readuntil(b"data: messages now") for reader, _w in pages)), 60)
    took = time.perf_counter() - began
    for _reader, writer in pages:
        writer.close()
    return took, memory


def said(person_ids: list[int]) -> None:
    with transaction.atomic():
        live.say(person_ids, "messages", "now")
    connection.close()
