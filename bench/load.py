"""Pages asked for over HTTP, one after the other on each of a few connections that are kept."""

import http.client
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

TIMEOUT = 30.0
Part = TypeVar("Part")


class NotAnswered(Exception):
    """A page that should have been there was not."""


@dataclass
class Taken:
    """How long answers took, in seconds, by the kind of what was asked."""

    by_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sizes: list[int] = field(default_factory=list)  # bytes
    seconds: float = 0.0  # from the first request to the last answer

    @property
    def all(self) -> list[float]:
        return [seconds for found in self.by_kind.values() for seconds in found]

    def add(self, other: "Taken") -> None:
        for kind, found in other.by_kind.items():
            self.by_kind[kind] += found
        self.sizes += other.sizes
        self.seconds += other.seconds


@dataclass(frozen=True)
class Visitor:
    port: int
    cookie: str = ""

    def asks(self, questions: Iterable[tuple[str, str]], *, until: float = float("inf")) -> Taken:
        """Each (kind, path) in turn on one connection; stops at `until` by the clock of perf_counter.

        Raises NotAnswered for anything but 200.
        """
        taken = Taken()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        began = time.perf_counter()
        try:
            for kind, path in questions:
                asked = time.perf_counter()
                if asked > until:
                    break
                body = self.get(connection, path)[1]
                taken.by_kind[kind].append(time.perf_counter() - asked)
                taken.sizes.append(len(body))
        finally:
            connection.close()
        taken.seconds = time.perf_counter() - began
        return taken

    def get(self, connection: http.client.HTTPConnection, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection.request("GET", path, headers=self.headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise NotAnswered(f"{path}: {answer.status} {answer.getheader('Location') or ''}".strip())
        return answer, body

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie} if self.cookie else {}


def side_by_side(
    visitor: Visitor, questions: Sequence[tuple[str, str]], *, connections: int, most_seconds: float
) -> Taken:
    """The questions dealt out to so many connections, all at work at once."""
    until = time.perf_counter() + most_seconds
    shares = [questions[number::connections] for number in range(connections)]
    parts, seconds = at_once([partial(visitor.asks, share, until=until) for share in shares])
    taken = Taken()
    for part in parts:
        taken.add(part)
    taken.seconds = seconds
    return taken


def at_once(works: Sequence[Callable[[], Part]]) -> tuple[list[Part], float]:
    """Each in a thread of its own: what they brought, and how long all of them took. Raises what the first that failed did."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(works)) as threads:
        parts = list(threads.map(lambda work: work(), works))
    return parts, time.perf_counter() - began
