"""An edit visible in search: by the house's own deed in one process, found over HTTP in another."""

from bench.figures import Bar, Figure, Group, percentile
from bench.networks import INDEXER, Network
from bench.servers import web

EDITS, SEED = 20, 5
BAR = Bar(1.0)


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    house = network.house
    with house.with_database():
        network.populate()
        cookie = house.does("reader").answer["cookie"]
        with web(house, processes=1), house.running(*INDEXER):
            waited = house.does("edits", port=house.port, cookie=cookie, count=EDITS, seed=SEED).answer["seconds"]
    return Group(
        f"An edit visible in search, {network.name} people",
        f"{len(waited)} names changed, each looked for until the page shows it.",
        [
            Figure("half of them found after", percentile(waited, 0.5), bars=(BAR,)),
            Figure("19 of 20 found after", percentile(waited, 0.95), bars=(BAR,)),
            Figure("the last one found after", max(waited)),
        ],
    )
