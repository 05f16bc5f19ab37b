"""The second start of the demo network, to its first page."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Bar, Figure, Group
from bench.houses import CODE, PORT, House, end
from bench.networks import Network
from bench.servers import answers

STARTS = 3  # after the first
LONGEST = 600.0
BAR = Bar(10.0)


class NoFirstPage(Exception):
    """The demo network did not open."""


def measure(networks: list[Network]) -> list[Group]:
    house = House(networks[0].folder / "demo", port=PORT + 30)
    first = seconds_to_the_first_page(house)
    later = [seconds_to_the_first_page(house) for _ in range(STARTS)]
    command = " ".join(command_of())
    return [
        Group(
            "Start of the demo network",
            f"`{command}`, from the command to the whole front page; everything is installed and built already.",
            [
                Figure("first start", first, note="the made-up people are written into the database"),
                Figure("second start", later[0], bars=(BAR,)),
                Figure(f"the slowest of {STARTS} later starts", max(later), bars=(BAR,)),
            ],
        )
    ]


def command_of() -> list[str]:
    """As a person would, where this program runs in the environment that make has made."""
    if Path(sys.prefix) == CODE / ".venv":
        return ["make", "demo"]
    return ["python", "-m", "vezi", "up"]


def seconds_to_the_first_page(house: House) -> float:
    began = time.perf_counter()
    with demo(house):
        while time.perf_counter() - began < LONGEST:
            if answers(house.port):
                return time.perf_counter() - began
            time.sleep(0.02)
    raise NoFirstPage(str(house.home))


@contextmanager
def demo(house: House) -> Iterator[None]:
    command = [sys.executable if part == "python" else part for part in command_of()]
    variables = {**house.variables, "VEZI_DEMO": "yes"}
    process = subprocess.Popen(
        command, env=variables, cwd=CODE, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        end(process, grace=30)
