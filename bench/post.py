"""A mail server on loopback that counts what comes and keeps nothing."""

import multiprocessing
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.managers import DictProxy
from typing import Any

from aiosmtpd.controller import Controller

EVERY, SILENT = 0.05, 120.0  # seconds; nothing came for so long


class Counting:
    """Letters by their Message-ID."""

    def __init__(self, numbers: Any) -> None:
        self.numbers, self.seen = numbers, set[bytes]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        head = envelope.original_content.partition(b"\r\n\r\n")[0]
        name = next((line for line in head.split(b"\r\n") if line.lower().startswith(b"message-id:")), head)
        self.seen.add(name)
        self.numbers["came"] = self.numbers["came"] + 1
        self.numbers["different"] = len(self.seen)
        return "250 taken"


@dataclass(frozen=True)
class Post:
    port: int
    numbers: "DictProxy[str, int]"

    def counted(self) -> tuple[int, int]:
        return self.numbers["came"], self.numbers["different"]

    def awaits(self, letters: int) -> float:
        """Seconds until so many different ones have come. Raises TimeoutError when nothing more comes."""
        began = last = time.perf_counter()
        before = 0
        while (came := self.numbers["different"]) < letters:
            if came > before:
                before, last = came, time.perf_counter()
            if time.perf_counter() - last > SILENT:
                raise TimeoutError(f"{came} of {letters} letters came")
            time.sleep(EVERY)
        return time.perf_counter() - began


@contextmanager
def receiving() -> Iterator[Post]:
    """Such a server in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with multiprocessing.Manager() as manager:
        numbers = manager.dict({"came": 0, "different": 0})
        process = multiprocessing.Process(target=_serve, args=(port, numbers), daemon=True)
        process.start()
        try:
            yield Post(port, numbers)
        finally:
            process.terminate()
            process.join()


def _serve(port: int, numbers: Any) -> None:
    controller = Controller(Counting(numbers), hostname="127.0.0.1", port=port)
    controller.start()
    while True:
        time.sleep(60)
