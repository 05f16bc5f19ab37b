"""The member's home at the size of a large network: few queries, the same for everybody."""

from typing import Any

from bench.figures import Bar, Figure, Group, percentile
from bench.networks import Network
from bench.parts.tying import TIES_A_PERSON

BARRED = 320_000  # people, the size the bars are set for
MILLISECONDS, QUERIES = 80.0, 15
READERS, SEED = 300, 23
FLOOR = "a page with the same frame and no matter of its own"


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    with network.house.with_database():
        network.populate()
        tied = network.house.does("tie", ties=int(network.people * TIES_A_PERSON)).answer
        made = network.house.does("circled").answer
        found = network.house.does("home", count=READERS, seed=SEED).answer
    return told(network, tied, made, found)


def told(network: Network, tied: dict[str, Any], made: dict[str, int], found: dict[str, Any]) -> Group:
    bars = (Bar(MILLISECONDS),) if network.people == BARRED else ()
    counts = sorted({number for kind in found["queries"].values() for number in kind})
    return Group(
        f"Home, {network.name} people, {tied['ties']:,} connections, {made['groups_group']:,} groups",
        f"{made['groups_member']:,} memberships of groups (the largest has {made['largest']:,}), {made['groups_post']:,}"
        f" posts, {made['news_fact']:,} facts of news. {READERS} readers drawn by a seed; the 20 best connected have up"
        f" to {tied['most']:,} connections and 300 groups; the newcomer came this moment. The whole page with session"
        " and frame, in one process, without HTTP.",
        [
            in_milliseconds("home, p50", found, "home", 0.5),
            in_milliseconds("home, p95", found, "home", 0.95, bars),
            in_milliseconds("home of the 20 best connected, p95", found, "best", 0.95, bars),
            in_milliseconds("home of a newcomer, p95", found, "newcomer", 0.95, bars),
            Figure("queries of any of them, at most", float(counts[-1]), "", bars=(Bar(float(QUERIES)),)),
            Figure("numbers of queries that were seen", float(len(counts)), "", bars=(Bar(1.0),)),
        ],
    )


def in_milliseconds(what: str, found: dict[str, Any], kind: str, share: float, bars: tuple[Bar, ...] = ()) -> Figure:
    floor = percentile(found["bell"], share) * 1000
    return Figure(what, percentile(found[kind], share) * 1000, "ms", floor, FLOOR, bars)
