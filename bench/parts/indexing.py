"""The directory's index made anew, with searches answered meanwhile."""

import threading
import time

from bench.figures import Figure, Group, percentile
from bench.load import Taken, Visitor
from bench.networks import MEGABYTE, Network
from bench.servers import web

PAUSE = 0.2  # seconds between two searches
QUESTIONS, SEED = 100, 3


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    house = network.house
    with house.with_database():
        network.populate()
        visitor = Visitor(house.port, house.does("reader").answer["cookie"])
        asked = house.does("questions", count=QUESTIONS, seed=SEED).answer["asked"]
        with web(house, processes=1):
            meanwhile = Meanwhile(visitor, asked)
            alone = network.reindex().answer
            with meanwhile:
                beside = network.reindex().answer
    members = network.told.get("members")  # not of a network that was found made
    clubs = f"; {members['clubs']} clubs" if members else ""
    return Group(
        f"Index of {network.name} people",
        f"{alone['documents']:,} documents{clubs}.",
        [
            Figure("full rebuild", alone["seconds"]),
            Figure("full rebuild while searches are answered", beside["seconds"]),
            Figure("searches answered meanwhile", len(meanwhile.taken.all), "", note="none failed"),
            Figure("the slowest twentieth of them, from", 1000 * percentile(meanwhile.taken.all, 0.95), "ms"),
            Figure("size on disk", alone["size"] / MEGABYTE, "MB"),
            Figure("peak memory of the rebuild", alone["peak"] / MEGABYTE, "MB"),
        ],
    )


class Meanwhile:
    """Asks a page now and then for as long as the block lasts. What failed fails the block."""

    def __init__(self, visitor: Visitor, asked: list[tuple[str, str]]) -> None:
        self.visitor, self.asked = visitor, asked
        self.taken = Taken()
        self.ended = threading.Event()
        self.fault: Exception | None = None
        self.asking = threading.Thread(target=self.ask)

    def ask(self) -> None:
        number = 0
        try:
            while not self.ended.is_set() or not number:
                self.taken.add(self.visitor.asks([self.asked[number % len(self.asked)]]))
                number += 1
                time.sleep(PAUSE)
        except Exception as fault:  # raised where it is waited for
            self.fault = fault

    def __enter__(self) -> "Meanwhile":
        self.asking.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.ended.set()
        self.asking.join()
        if self.fault:
            raise self.fault
