"""The open streams of one process: who listens, and what waits to be written to each of them.

A stream keeps no more than a few lines. Who reads too slowly loses them all and is told to look for herself
(`resync`), so that nobody's slow line costs the house memory.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_WAITING = 50
RESYNC = ("resync", "")


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose session it is."""

    account_id: int
    person_id: int


class TooMany(Exception):
    """Streams of one person, or of all; `of_all` says which."""

    def __init__(self, *, of_all: bool) -> None:
        super().__init__()
        self.of_all = of_all


class Stream:
    """One open page. What is the same is said once."""

    __slots__ = ("ended", "more", "seat", "session", "waiting")

    def __init__(self, session: str, seat: Seat) -> None:
        self.session, self.seat = session, seat
        self.waiting: dict[tuple[str, str], None] = {}
        self.more = asyncio.Event()
        self.ended = False

    def put(self, said: tuple[str, str]) -> None:
        if RESYNC in self.waiting:
            return
        if said == RESYNC or len(self.waiting) >= MOST_WAITING:
            self.waiting = {RESYNC: None}
        else:
            self.waiting[said] = None
        self.more.set()

    def end(self) -> None:
        self.ended = True
        self.more.set()

    def take(self) -> list[tuple[str, str]]:
        taken = list(self.waiting)
        self.waiting = {}
        self.more.clear()
        return taken


class Streams:
    def __init__(self, *, most: int, most_each: int) -> None:
        self.most, self.most_each = most, most_each
        self.of_person: dict[int, set[Stream]] = {}
        self.number = 0

    def __iter__(self) -> Iterator[Stream]:
        for streams in list(self.of_person.values()):
            yield from list(streams)

    def check_room(self, seat: Seat | None = None) -> None:
        """Raises TooMany."""
        if self.number >= self.most:
            raise TooMany(of_all=True)
        if seat and len(self.of_person.get(seat.person_id, ())) >= self.most_each:
            raise TooMany(of_all=False)

    def open(self, session: str, seat: Seat) -> Stream:
        """Raises TooMany."""
        self.check_room(seat)
        stream = Stream(session, seat)
        self.of_person.setdefault(seat.person_id, set()).add(stream)
        self.number += 1
        return stream

    def close(self, stream: Stream) -> None:
        mine = self.of_person.get(stream.seat.person_id, set())
        if stream in mine:
            mine.discard(stream)
            self.number -= 1
        if not mine:
            self.of_person.pop(stream.seat.person_id, None)

    def move(self, stream: Stream, seat: Seat) -> None:
        """Two records became one: who listened as the one listens as the other."""
        if stream.seat != seat:
            self.close(stream)
            stream.seat = seat
            self.of_person.setdefault(seat.person_id, set()).add(stream)
            self.number += 1

    def say(self, person_ids: Iterable[int], event: str, about: str) -> None:
        for person_id in person_ids:
            for stream in self.of_person.get(person_id, ()):
                stream.put((event, about))

    def say_resync(self) -> None:
        for stream in self:
            stream.put(RESYNC)

    def of_session(self, mark: str) -> list[Stream]:
        """By the mark that the database gives a session that was ended; its key is a secret."""
        return [stream for stream in self if marked(stream.session) == mark]

    def of_account(self, account_id: int) -> list[Stream]:
        return [stream for stream in self if stream.seat.account_id == account_id]


def marked(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
