"""A post in a group of fifty thousand, told in the background; and the digests of a morning."""

from bench.figures import Bar, Figure, Group
from bench.networks import Network

MANY, SAMPLE = 50_000, 20_000
BARRED = 320_000  # people, the size the bars are set for


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    with network.house.with_database():
        network.populate()
        found = network.house.does("told", many=min(MANY, network.people), sample=min(SAMPLE, network.people)).answer
    a_second = found["digests"] / found["composed"]
    minutes, floor = BARRED / a_second / 60, BARRED * found["digest_floor"] / found["digests"] / 60
    told, at_least = found["notices"] / found["fanned"], (Bar(2_000, at_least=True),)
    return Group(
        f"Telling, {network.name} people",
        f"{found['digests']:,} digests of {found['waiting']:,} people, each with up to six notices about three things,"
        f" beside {found['news']:,} facts of news of four weeks,"
        " in one process; the time for 320,000 is reckoned from them. Nothing leaves the house.",
        [
            Figure(f"a post for {found['to']:,} people, for its author", found["author"], bars=(Bar(1.0),)),
            Figure("notices in the background", told, "a second", found["notices"] / found["fan_floor"],
                   "the same rows by one statement", bars=at_least),
            Figure("digests composed", a_second, "a second", found["digests"] / found["digest_floor"],
                   "the finished letters by one statement"),
            Figure("digests for 320,000 people", minutes, "min", floor, "the same", bars=(Bar(60.0),)),
            Figure("the number beside the bell", found["bell"] * 1000, "ms"),
        ],
    )  # fmt: skip
