"""The directory's page over HTTP, beside a bare page of Django's; networks of all sizes take turns, round by round."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from bench.figures import Bar, Figure, Group, median, percentile
from bench.houses import CODE, PORT, end
from bench.load import Taken, Visitor, side_by_side
from bench.networks import Network
from bench.servers import BARE, wait_until_it_answers, web

QUESTIONS, SEED, ROUNDS = 200, 7, 3
MOST_SECONDS = 60.0  # of one round
BARE_PORT, ECHO_PORT = PORT + 20, PORT + 21
BARRED, GROWN = 320_000, 1_000_000
PAGE_BARS = (Bar(50.0), Bar(4.0, of_floor=True))
GROWTH = Bar(1.5, of_floor=True)
FLOOR = "bare Django page, 20 rows from memory"


@dataclass
class Asked:
    """One network's server and what it took."""

    network: Network
    visitor: Visitor
    pages: list[tuple[str, str]]
    typed: list[tuple[str, str]]
    taken: Taken = field(default_factory=Taken)
    suggested: Taken = field(default_factory=Taken)


def measure(networks: list[Network]) -> list[Group]:
    with ExitStack() as stack:
        for network in networks:
            stack.enter_context(network.house.with_database())
            network.populate()
        groups = [measured(networks, processes=processes) for processes in (1, 2)]
    return [*groups, of_the_generator()]


def measured(networks: list[Network], *, processes: int) -> Group:
    """As many connections as there are web processes."""
    bare = Taken()
    with ExitStack() as stack:
        asked = [opened(network, stack, processes=processes) for network in networks]
        stack.enter_context(web(networks[0].house, processes=processes, application=BARE, port=BARE_PORT))
        nobody, empty = Visitor(BARE_PORT), [("bare", "/")] * QUESTIONS
        side_by_side(nobody, empty, connections=processes, most_seconds=MOST_SECONDS)
        for _round in range(ROUNDS):
            bare.add(side_by_side(nobody, empty, connections=processes, most_seconds=MOST_SECONDS))
            for one in asked:
                one.taken.add(side_by_side(one.visitor, one.pages, connections=processes, most_seconds=MOST_SECONDS))
                one.suggested.add(
                    side_by_side(one.visitor, one.typed, connections=processes, most_seconds=MOST_SECONDS)
                )
    plural = "es" if processes > 1 else ""
    group = Group(
        f"The directory over HTTP, {processes} web process{plural}",
        f"Signed in as a member, {processes} connection{'s' if processes > 1 else ''}, {ROUNDS} rounds of {QUESTIONS}"
        " questions (words, facets, 20 rows), in milliseconds; the bare page in turns with them, by the same server.",
    )
    for one in asked:
        group.figures += figures_of(one, bare, smaller=asked[0])
    return group


def opened(network: Network, stack: ExitStack, *, processes: int) -> Asked:
    house = network.house
    cookie = house.does("reader").answer["cookie"]
    questions = house.does("questions", count=QUESTIONS, seed=SEED).answer
    stack.enter_context(web(house, processes=processes))
    pages = [(kind, path) for kind, path in questions["asked"]]
    one = Asked(network, Visitor(house.port, cookie), pages, [("typeahead", path) for path in questions["typed"]])
    side_by_side(one.visitor, one.pages, connections=processes * 2, most_seconds=MOST_SECONDS)  # to warm up
    return one


def figures_of(one: Asked, bare: Taken, *, smaller: Asked) -> list[Figure]:
    name, pages, floor = one.network.name, milliseconds(one.taken), milliseconds(bare)
    barred = PAGE_BARS if one.network.people == BARRED else ()
    figures = [
        Figure(f"{name} people, p50", median(pages), "ms", floor=median(floor), floor_is=FLOOR, bars=barred[1:]),
        Figure(
            f"{name} people, p95",
            percentile(pages, 0.95),
            "ms",
            floor=percentile(floor, 0.95),
            floor_is=FLOOR,
            bars=barred,
        ),
        Figure(f"{name} people, p99", percentile(pages, 0.99), "ms"),
    ]
    if one is not smaller:
        bars = (GROWTH,) if (smaller.network.people, one.network.people) == (BARRED, GROWN) else ()
        few = f"{smaller.network.name} people"
        figures.append(
            Figure(f"{name} people, p50", median(pages), "ms", median(milliseconds(smaller.taken)), few, bars)
        )
    for kind, found in sorted(one.taken.by_kind.items()):
        half, most = 1000 * median(found), 1000 * percentile(found, 0.95)
        figures.append(Figure(f"{name} people, {kind}, p50", half, "ms", note=f"p95 {most:.0f} ms of {len(found)}"))
    typed = milliseconds(one.suggested)
    return [
        *figures,
        Figure(f"{name} people, typeahead, p50", median(typed), "ms", note=f"p95 {percentile(typed, 0.95):.0f} ms"),
        Figure(f"{name} people, pages a second", len(pages) / one.taken.seconds, ""),
        Figure(f"{name} people, size of a page", median(one.taken.sizes) / 1000, "KB", note="not compressed"),
    ]


def milliseconds(taken: Taken) -> list[float]:
    return [1000 * seconds for seconds in taken.all]


def of_the_generator() -> Group:
    """What the asking itself takes, so that nobody need believe it takes nothing."""
    with echo():
        taken = Visitor(ECHO_PORT).asks([("echo", "/")] * QUESTIONS * 5)
    half, most = (1000 * percentile(taken.all, share) for share in (0.5, 0.95))
    return Group(
        "The load generator by itself",
        "20 KB from a program that only answers: part of each figure above.",
        [Figure("one request, p50", half, "ms", note=f"p95 {most:.2f} ms")],
    )


@contextmanager
def echo() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "bench.echo", str(ECHO_PORT)], cwd=CODE, start_new_session=True)
    try:
        wait_until_it_answers(ECHO_PORT)
        yield
    finally:
        end(process)
