"""A thousand open pages on one web process: how soon each hears, and what it costs."""

import asyncio
import re
import time

from bench.figures import Bar, Figure, Group, percentile
from bench.networks import Network
from bench.processes import children, private_memory
from bench.servers import web

STREAMS, PEOPLE, SAID = 1_000, 200, 200
HEARD = re.compile(rb"data: bench (\d+)\n")


def measure(networks: list[Network]) -> list[Group]:
    return [measured(networks[0])]


def measured(network: Network) -> Group:
    house = network.house
    with house.with_database():
        network.populate()
        found = house.does("listeners", count=PEOPLE).answer
        with web(house, processes=1) as server:
            worker = max(children(server.pid), key=private_memory)
            opened, memory, one, all_of_them = asyncio.run(heard(network, worker, found))
    return Group(
        "Open pages",
        f"{STREAMS:,} streams of {PEOPLE} people on one web process; {SAID} messages one after the other, each to one person,"
        " then one to all. From before the transaction to the line in the client, which runs on the same processors.",
        [
            Figure("all streams opened", opened),
            Figure("a message to seen, p50", percentile(one, 0.5) * 1000, "ms"),
            Figure("a message to seen, p95", percentile(one, 0.95) * 1000, "ms", bars=(Bar(1_000),)),
            Figure("one message to all, p95", percentile(all_of_them, 0.95) * 1000, "ms", bars=(Bar(1_000),)),
            Figure("private memory of a stream", memory / 1000, "KB", bars=(Bar(100),)),
        ],
    )  # fmt: skip


async def heard(network: Network, worker: int, found: dict[str, list]) -> tuple[float, float, list[float], list[float]]:
    """Seconds until all were open; bytes each; seconds of each message, and of each line of the one to all."""
    pages = [Page(network.house.port, found["cookies"][number % PEOPLE]) for number in range(STREAMS)]
    await Page(network.house.port, found["cookies"][0]).open()
    before, began = private_memory(worker), time.perf_counter()
    await asyncio.gather(*(page.open() for page in pages))
    opened, memory = time.perf_counter() - began, (private_memory(worker) - before) / STREAMS
    readers = [asyncio.create_task(page.read()) for page in pages]
    await asyncio.to_thread(network.house.does, "says", people=found["people"], times=SAID)
    await asyncio.sleep(2)
    for reader in readers:
        reader.cancel()
    one = [took for page in pages for took in page.took[:-1]]
    all_of_them = [page.took[-1] for page in pages]
    assert len(one) == SAID * STREAMS / PEOPLE, "messages were lost"
    return opened, memory, one, all_of_them


class Page:
    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie, self.took = port, cookie, list[float]()

    async def open(self) -> None:
        self.reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /live/ HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n\r\n".encode())
        await self.reader.readuntil(b"data: resync")
        self.writer = writer  # kept, as the stream ends with it

    async def read(self) -> None:
        while line := await self.reader.readline():
            if found := HEARD.match(line):
                self.took.append((time.monotonic_ns() - int(found[1])) / 1e9)
