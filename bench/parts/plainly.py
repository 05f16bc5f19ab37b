"""Searching beside plain PostgreSQL: the same questions by ILIKE and by its full text, in the same run."""

from bench.figures import Bar, Figure, Group, percentile
from bench.networks import Network

QUESTIONS, SEED = 120, 31
BARRED = 320_000
ABOUT = (
    "A member’s questions in a process of the house, without the page around them. PostgreSQL has a table of just what"
    " this reader may find, words folded, facets in arrays, no audiences to keep; ILIKE reads it through, the full text"
    " has GIN indexes. Neither finds a misspelt name. All give a count, 20 people by name, ten facets; ours then"
    " reads the people and asks what the reader may see of each."
)


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    with network.house.with_database():
        network.populate()
        network.house.does("reader")
        told = network.house.does("plainly", count=QUESTIONS, seed=SEED).answer
    name = f"{network.name} people"
    figures = []
    for way, called in (("ilike", "ILIKE"), ("text", "full text")):
        for share, at in ((0.5, "p50"), (0.95, "p95")):
            ours, theirs = 1000 * percentile(told["ours"], share), 1000 * percentile(told[way], share)
            bars = (Bar(20.0, of_floor=True, at_least=True),) if network.people == BARRED and share == 0.95 else ()
            figures.append(Figure(f"{name}, PostgreSQL’s {called}, {at}", theirs, "ms", ours, "ours", bars))
    figures.append(Figure("its table and indexes", told["size"] / 1e6, "MB", note=f"made in {told['made']:.0f} s"))
    return Group(f"Searching beside plain PostgreSQL, {name}", ABOUT, figures)
