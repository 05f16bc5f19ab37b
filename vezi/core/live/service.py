"""The address /live/: answers outside of Django, so that a thousand open pages hold no thread and no database
connection. Runs in the web server's loop, on its own protocol (RSGI).
"""

import asyncio
import contextlib
import json
import logging
import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import Error, connections
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from vezi.core.live import listening, seats
from vezi.core.live.recent import Recent
from vezi.core.live.streams import RESYNC, Seat, Stream, Streams, TooMany

log = logging.getLogger(__name__)

#: Nobody is signed in (any more): the browser is to try no more, and has nothing to complain of (HTML, server-sent events, 9.2.3).
NOBODY = 204
PATH = "/live/"
BEAT = 20.0  # seconds between two signs of life
LOOKS_AGAIN = 60.0  # seconds after which each session is looked at again
GATHERS = 0.01  # seconds in which what is said in one breath is put together
#: The server keeps what a slow page does not read yet. A stream ends after so much, and the page comes back for more if
#: it reads at all; it misses nothing by that.
LONGEST, MOST_WRITTEN = 1_200.0, 200_000  # seconds, letters
RETRY = (2_000, 6_000)  # milliseconds after which a page comes back, so that not all come at once
HEADERS = [
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-accel-buffering", "no"),  # nginx passes each line on at once
    ("x-content-type-options", "nosniff"),
]


class Service:
    """The streams of one web process."""

    def __init__(self) -> None:
        self.streams = Streams(most=settings.LIVE_STREAMS, most_each=settings.LIVE_STREAMS_EACH)
        self.recent = Recent()
        self.asking = Asking()
        self.tasks: list[asyncio.Task[None]] = []

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.tasks = [
            loop.create_task(listening.listen(heard=self.heard, again=self.hears_again)),
            loop.create_task(self.keep_looking()),
        ]

    def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        for stream in self.streams:
            stream.end()
        self.asking.close()

    # What is heard

    def heard(self, payload: str) -> None:
        said = json.loads(payload)
        if "p" in said:
            self.recent.add(said["p"], said["e"], said["a"])
            self.streams.say(said["p"], said["e"], said["a"])
        elif "s" in said:
            for stream in self.streams.of_session(said["s"]):
                stream.end()
        elif "u" in said:
            for stream in self.streams.of_account(said["u"]):
                stream.end()  # and may come back, if it is let in

    def hears_again(self) -> None:
        self.recent.begin_anew()
        self.streams.say_resync()

    async def keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_AGAIN)
            try:
                await self.look_again()
            except Error as error:  # the database is away: nobody is sent away for that
                log.info("Sessions could not be looked at: %s", error)
            except Exception:
                log.exception("Sessions could not be looked at.")

    async def look_again(self) -> None:
        streams = list(self.streams)
        found = await self.asking.about_all({stream.session for stream in streams})
        for stream in streams:
            if seat := found.get(stream.session):
                self.streams.move(stream, seat)
            else:
                stream.end()

    # Who comes

    async def answer(self, scope: Any, proto: Any) -> None:
        refused = refusal(scope)
        session = "" if refused else session_of(scope)
        if refused or not session:
            proto.response_empty(refused or NOBODY, [("cache-control", "no-store")])
            return
        try:
            self.streams.check_room()
            seat = await self.asking.about(session)
            if seat is None:
                proto.response_empty(NOBODY, [("cache-control", "no-store")])
                return
            stream = self.streams.open(session, seat)
        except TooMany as error:
            proto.response_empty(503 if error.of_all else 429, [("cache-control", "no-store"), ("retry-after", "60")])
            return
        except Error:
            proto.response_empty(503, [("cache-control", "no-store"), ("retry-after", "5")])
            return
        try:
            await self.write(stream, scope, proto)
        finally:
            self.streams.close(stream)

    async def write(self, stream: Stream, scope: Any, proto: Any) -> None:
        missed = self.recent.since(since(scope), stream.seat.person_id)
        for said in (RESYNC,) if missed is None else missed:
            stream.put(said)
        transport = proto.response_stream(200, HEADERS)
        gone = asyncio.ensure_future(proto.client_disconnect())
        gone.add_done_callback(lambda _done: stream.end())
        until, written = time.monotonic() + LONGEST * random.uniform(0.8, 1), 0  # noqa: S311
        try:
            await transport.send_str(f"retry: {random.randint(*RETRY)}\n\n")  # noqa: S311
            while not stream.ended and time.monotonic() < until and written < MOST_WRITTEN:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stream.more.wait(), BEAT)
                    await asyncio.sleep(GATHERS)
                if not stream.ended:
                    text = lines(stream.take())
                    written += len(text)
                    await transport.send_str(text)
        except RuntimeError:  # gone in the middle of a line
            return
        finally:
            gone.cancel()


def lines(said: Iterable[tuple[str, str]]) -> str:
    """Without anything to say, a sign of life."""
    number = int(time.time() * 1000)
    return f"id: {number}\n" + ("\n".join(f"data: {event} {about}\n" for event, about in said) or ":\n") + "\n"


class Asking:
    """Who sits where, asked in a thread beside; those who come while it asks are asked about together."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.waiting: dict[str, list[asyncio.Future[Seat | None]]] = {}
        self.task: asyncio.Task[None] | None = None

    async def about(self, session: str) -> Seat | None:
        answer: asyncio.Future[Seat | None] = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(session, []).append(answer)
        if self.task is None:
            self.task = asyncio.create_task(self._ask())
        return await answer

    async def about_all(self, sessions: Iterable[str]) -> dict[str, Seat]:
        return await asyncio.get_running_loop().run_in_executor(self.pool, _ask_in_thread, frozenset(sessions))

    async def _ask(self) -> None:
        while self.waiting:
            asked, self.waiting = self.waiting, {}
            try:
                found = await self.about_all(asked)
            except Exception as error:
                answers = [answer for waiting in asked.values() for answer in waiting if not answer.done()]
                for answer in answers:
                    answer.set_exception(error)
                continue
            for session, waiting in asked.items():
                for answer in waiting:
                    if not answer.done():
                        answer.set_result(found.get(session))
        self.task = None

    def close(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)


def _ask_in_thread(sessions: frozenset[str]) -> dict[str, Seat]:
    try:
        return seats.seats_of(sessions)
    finally:
        connections.close_all()  # back to the pool


def refusal(scope: Any) -> int:
    """A status for who may not ask at all, else 0. Only our own pages listen."""
    if scope.path != PATH:
        return 404
    if scope.method != "GET":
        return 405
    host = scope.headers.get("host") or scope.authority or ""
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return 400
    if scope.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403
    origin = scope.headers.get("origin")
    return 403 if origin and origin not in settings.CSRF_TRUSTED_ORIGINS and urlsplit(origin).netloc != host else 0


def session_of(scope: Any) -> str:
    said = "; ".join(value for name, value in scope.headers.items() if name == "cookie")
    return parse_cookie(said).get(settings.SESSION_COOKIE_NAME, "")[:100]


def since(scope: Any) -> float:
    """When the page was made, or what it heard last; seconds."""
    asked = scope.headers.get("last-event-id") or parse_qs(scope.query_string).get("since", [""])[0]
    return int(asked) / 1000 if asked.isdecimal() and len(asked) < 16 else 0.0
