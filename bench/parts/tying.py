"""Suggestions and the filter “Friends of your people” over a network with millions of connections."""

from typing import Any

from bench.figures import Bar, Figure, Group, percentile
from bench.networks import Network

BARRED = 320_000  # people, the size the bar is set for
TIES_A_PERSON = 5_000_000 / BARRED
MILLISECONDS = 30.0
CHAIN_MILLISECONDS = 50.0
READERS, SEED = 300, 17
FLOOR = "one query by an index: whom the reader is connected with"


def measure(networks: list[Network]) -> list[Group]:
    return [group for network in networks for group in measured(network)]


def measured(network: Network) -> list[Group]:
    with network.house.with_database():
        network.populate()
        told = network.house.does("tie", ties=int(network.people * TIES_A_PERSON)).answer
        found = network.house.does("knowing", count=READERS, seed=SEED).answer
        chains = network.house.does("chain", count=READERS, seed=SEED).answer
    return [known(network, told, found), chained(network, chains)]


def known(network: Network, told: dict[str, Any], found: dict[str, Any]) -> Group:
    floor = found["floor"]
    bars = (Bar(MILLISECONDS),) if network.people == BARRED else ()
    return Group(
        f"How people are tied, {network.name} people and {told['ties']:,} connections",
        f"{READERS} readers drawn by a seed; half of all have {told['half']} connections or fewer, one of a hundred"
        f" {told['of_hundred']} or more, the best connected {told['most']:,}. Somebody was suggested to"
        f" {found['with_somebody']} of 100. Without HTTP and the page.",
        [
            in_milliseconds("people I may want to know, p50", found["wanted"], 0.5, floor),
            in_milliseconds("people I may want to know, p95", found["wanted"], 0.95, floor, bars),
            in_milliseconds("the same for the 20 best connected, p95", found["best_wanted"], 0.95, floor),
            in_milliseconds("people like one, p95", found["alike"], 0.95, floor),
            in_milliseconds("search among the friends of one’s people, all facets, p50", found["search"], 0.5, floor),
            in_milliseconds("search among the friends of one’s people, all facets, p95", found["search"], 0.95, floor),
            in_milliseconds("the same for the 20 best connected, p95", found["best_search"], 0.95, floor),
            in_milliseconds("search of everybody, all facets, p95", found["plain"], 0.95, floor),
        ],
    )


def chained(network: Network, found: dict[str, Any]) -> Group:
    floor, kinds, near = found["floor"], found["kinds"], found["walked_kinds"]
    bars = (Bar(CHAIN_MILLISECONDS),) if network.people == BARRED else ()
    return Group(
        f"Chains between people, {network.name} people",
        f"{READERS} pairs drawn by a seed: somebody known to both stood between {kinds.get('two', 0)} of them, two"
        f" people in a row between {kinds.get('three', 0)}, nobody whom the reader may know of between"
        f" {kinds.get('none', 0)}; to people two or three ties away {near.get('two', 0)}, {near.get('three', 0)} and"
        f" {near.get('none', 0)}. Of a hundred people 6 keep their connections to themselves, 30 let their clubs see"
        " them, 10 the network. Without HTTP and the page.",
        [
            in_milliseconds("chain of up to three steps, p50", found["chain"], 0.5, floor),
            in_milliseconds("chain of up to three steps, p95", found["chain"], 0.95, floor, bars),
            in_milliseconds("the same to people two or three ties away, p95", found["walked"], 0.95, floor, bars),
            in_milliseconds("the look for three steps alone, p95", found["far"], 0.95, floor, bars),
            in_milliseconds("chains to the 20 best connected, p95", found["to_best"], 0.95, floor, bars),
            in_milliseconds("chains from the 20 best connected, p95", found["best"], 0.95, floor, bars),
            in_milliseconds("three steps among the 20 best connected, p95", found["among_best"], 0.95, floor, bars),
            in_milliseconds("a page of one’s connections, looked through by name, p95", found["page"], 0.95, floor),
            in_milliseconds("the same for the 20 best connected, p95", found["best_page"], 0.95, floor),
        ],
    )


def in_milliseconds(
    what: str, taken: list[float], share: float, floor: list[float], bars: tuple[Bar, ...] = ()
) -> Figure:
    return Figure(what, percentile(taken, share) * 1000, "ms", percentile(floor, share) * 1000, FLOOR, bars)
