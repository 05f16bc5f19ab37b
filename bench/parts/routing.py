"""Routing questions to people who fit and have room."""

from bench.figures import Bar, Figure, Group
from bench.networks import Network

QUESTIONS, SEED = 160, 5


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    with network.house.with_database():
        network.populate()
        found = network.house.does("route", count=QUESTIONS, seed=SEED).answer
    floor = at(found["floor"], 0.5)
    return Group(
        f"Questions to the network, {network.name} people",
        f"{QUESTIONS} questions of eight kinds, English and Slovenian, by members drawn by a seed, to the whole network;"
        f" {found['asked']} people were asked. A third of the people were asked before, one of six chose a room of her own."
        " The floor is a search for two words by the same members.",
        [
            Figure("who is asked, chosen, p50", at(found["chosen"], 0.5), "ms", floor, "a search, p50"),
            Figure("who is asked, chosen, p95", at(found["chosen"], 0.95), "ms", floor, "the same", bars=(Bar(100.0),)),
            Figure("chosen, asked and their letters written, p95", at(found["routed"], 0.95), "ms"),
            Figure("how many fit, as one types, p95", at(found["typed"], 0.95), "ms", floor, "the same", bars=(Bar(100.0),)),
        ],
    )  # fmt: skip


def at(seconds: list[float], share: float) -> float:
    """Milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
