"""The directory's page over HTTP, beside a bare page of Django's; networks of all sizes take turns, round by round."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.figures import Bar, Figure, Group, median, percentile
from bench.houses import CODE, PORT, end
from bench.load import Taken, Visitor, side_by_side
from bench.networks import Network
from bench.processes import cpu_seconds
from bench.servers import BARE, FRAMED, wait_until_it_answers, web

QUESTIONS, SEED, ROUNDS = 200, 7, 3
MOST_SECONDS = 60.0  # of one round
BARE_PORT, FRAMED_PORT, ECHO_PORT = PORT + 20, PORT + 21, PORT + 22
BARRED, GROWN = 320_000, 1_000_000
PAGE_BARS = {BARRED: (Bar(50.0), Bar(4.0, of_floor=True)), GROWN: (Bar(80.0),)}
TYPED = {BARRED: (Bar(25.0),)}
STRANGE = Bar(100.0)
SHARE = Bar(0.35, of_floor=True, at_least=True)
GROWTH = Bar(1.5, of_floor=True)
FLOOR, FRAME = "bare Django page, 20 rows from memory", "this page from memory"


@dataclass
class Side:
    """A server, what it is asked, and what its answers took."""

    visitor: Visitor
    rounds: list[list[tuple[str, str]]]  # what is asked in each; the first is to warm up
    programs: tuple[int, ...]  # that work for the answers
    taken: Taken = field(default_factory=Taken)
    cpu: float = 0.0

    def ask(self, number: int, *, connections: int) -> None:
        before = self.used()
        taken = side_by_side(self.visitor, self.rounds[number], connections=connections, most_seconds=MOST_SECONDS)
        if number:
            self.taken.add(taken)
            self.cpu += self.used() - before

    def used(self) -> float:
        return sum(map(cpu_seconds, self.programs))

    def half(self) -> float:
        return self.until(0.5)

    def until(self, share: float) -> float:
        """Milliseconds."""
        return 1000 * percentile(self.taken.all, share)

    def each_second(self) -> float:
        return len(self.taken.all) / self.taken.seconds

    def cpu_each(self) -> float:
        """Milliseconds of a processor for one answer."""
        return 1000 * self.cpu / len(self.taken.all)


@dataclass
class Asked:
    network: Network
    pages: Side
    typed: Side
    strange: Side
    besides: Side


def measure(networks: list[Network]) -> list[Group]:
    with ExitStack() as stack:
        databases = []
        for network in networks:
            databases.append(stack.enter_context(network.house.with_database()).server)
            network.populate()
        groups = [measured(networks, databases, processes=processes) for processes in (1, 2)]
    return [*groups, of_the_generator()]


def measured(networks: list[Network], databases: list[int], *, processes: int) -> Group:
    """As many connections as there are web processes."""
    with ExitStack() as stack:
        asked = [
            opened(network, database, stack, processes=processes)
            for network, database in zip(networks, databases, strict=True)
        ]
        bare = floor(networks[0], stack, processes, "/", application=BARE, port=BARE_PORT)
        framed = floor(networks[0], stack, processes, "/from-memory/", port=FRAMED_PORT, **FRAMED)
        sides = [bare, framed, *(side for one in asked for side in (one.pages, one.typed, one.strange, one.besides))]
        for number in range(ROUNDS + 1):
            for side in sides:
                side.ask(number, connections=processes)
    group = Group(
        f"The directory over HTTP, {processes} web process{'es' if processes > 1 else ''}",
        f"Signed in as a member, {processes} connection{'s' if processes > 1 else ''}, {ROUNDS} rounds of {QUESTIONS}"
        " new questions (words, facets, 20 rows). In turns with them, by the same server: a bare page of Django’s with"
        " 20 rows from memory, and this very page, its rows and facets from memory, no database, nobody signed in.",
    )
    for one in asked:
        group.figures += [
            *figures_of(one, bare, framed, processes=processes),
            *growth(one, asked[0]),
            *figures_by_kind(one),
        ]
    return group


def floor(network: Network, stack: ExitStack, processes: int, path: str, **how: Any) -> Side:
    running = stack.enter_context(web(network.house, processes=processes, **how))
    return Side(Visitor(how["port"]), [[("floor", path)] * QUESTIONS] * (ROUNDS + 1), (running.pid,))


def opened(network: Network, database: int, stack: ExitStack, *, processes: int) -> Asked:
    house = network.house
    visitor = Visitor(house.port, house.does("reader").answer["cookie"])
    # Other questions in each round: what was asked before is remembered here and there.
    drawn = [house.does("questions", count=QUESTIONS, seed=SEED + number).answer for number in range(ROUNDS + 1)]
    programs = (stack.enter_context(web(house, processes=processes)).pid, database)
    typed = [[("typeahead", path) for path in questions["typed"]] for questions in drawn]
    strange = [[("strange", path) for path in questions["strange"]] for questions in drawn]
    pages, more = ([one[kind] for one in drawn] for kind in ("asked", "besides"))
    return Asked(network, *(Side(visitor, rounds, programs) for rounds in (pages, typed, strange, more)))


def figures_of(one: Asked, bare: Side, framed: Side, *, processes: int) -> list[Figure]:
    name, pages = f"{one.network.name} people", one.pages
    bars = PAGE_BARS.get(one.network.people, ())
    times = bars[1:]
    strange = (STRANGE,) if one.network.people == BARRED and processes == 1 else ()
    share_of_floor = (SHARE,) if processes == 2 and one.network.people == BARRED else ()
    typed = TYPED.get(one.network.people, ()) if processes == 1 else ()
    return [
        Figure(f"{name}, p50", pages.half(), "ms", bare.half(), FLOOR, times),
        Figure(f"{name}, p95", pages.until(0.95), "ms", bare.until(0.95), FLOOR, bars),
        Figure(f"{name}, p99", pages.until(0.99), "ms", bare.until(0.99), FLOOR),
        Figure(f"{name}, p50", pages.half(), "ms", framed.half(), FRAME),
        Figure(f"{name}, p95", pages.until(0.95), "ms", framed.until(0.95), FRAME),
        Figure(
            f"{name}, processor time of a page", pages.cpu_each(), "ms", bare.cpu_each(), FLOOR, note="PostgreSQL’s too"
        ),
        Figure(f"{name}, typeahead, p50", one.typed.half(), "ms", bare.half(), FLOOR),
        Figure(f"{name}, typeahead, p95", one.typed.until(0.95), "ms", bare.until(0.95), FLOOR, typed),
        Figure(f"{name}, questions nobody would ask by hand, the slowest", one.strange.until(1.0), "ms", bars=strange),
        Figure(f"{name}, pages a second", pages.each_second(), "", framed.each_second(), FRAME, share_of_floor),
        Figure(f"{name}, size of a page", median(pages.taken.sizes) / 1000, "KB", note="not compressed"),
    ]


def growth(one: Asked, smallest: Asked) -> list[Figure]:
    if one is smallest:
        return []
    bars = (GROWTH,) if (smallest.network.people, one.network.people) == (BARRED, GROWN) else ()
    few = f"{smallest.network.name} people"
    name = f"{one.network.name} people beside {few}"
    return [
        Figure(f"{name}, p50", one.pages.half(), "ms", smallest.pages.half(), few, bars),
        Figure(f"{name}, processor time of a page", one.pages.cpu_each(), "ms", smallest.pages.cpu_each(), few),
    ]


def figures_by_kind(one: Asked) -> list[Figure]:
    figures = []
    for kind, found in (*sorted(one.pages.taken.by_kind.items()), *sorted(one.besides.taken.by_kind.items())):
        half, most = (1000 * percentile(found, share) for share in (0.5, 0.95))
        note = f"p95 {most:.0f} ms of {len(found)}"
        figures.append(Figure(f"{one.network.name} people, {kind}, p50", half, "ms", note=note))
    return figures


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
