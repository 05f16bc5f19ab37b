"""One new record against all people of a club: whom it may be of, and why."""

from dataclasses import replace

from bench.figures import Bar, Figure, Group, percentile
from bench.networks import SLUG, Network, make_file
from bench.second_lists import second_list

BARRED = 320_000  # people, the size the bar is set for
MILLISECONDS = 50.0
RECORDS, SEED = 250, 11  # each asked in four ways
STRANGERS_SEED = 99
FLOOR = "one query by an index"


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    listed = network.folder / f"again-{network.people}.csv"
    others = make_file(network.folder, people=network.people // 2 + 1, name="strangers", seed=STRANGERS_SEED)
    second_list(network.file, others, to=listed)
    one_club = replace(network, folder=network.folder / "one-club")  # of whom all are people of one club
    with one_club.house.with_database():
        if not one_club.is_imported:
            one_club.found()
            one_club.imports()
        asked = {"file": str(listed), "slug": SLUG, "people": network.people, "count": RECORDS, "seed": SEED}
        found = one_club.house.does("recognise", **asked).answer
    taken, floor = found["seconds"], found["floor"]
    bars = (Bar(MILLISECONDS),) if network.people == BARRED else ()
    return Group(
        f"Who may that be: one new record against {network.name} people of a club",
        f"{len(taken):,} times, a fourth each: as another list has it, a name alone, name and mail, misspelt. "
        f"Of {found['known']} who were on the books {found['met']} were recognised.",
        [
            in_milliseconds("half of them within", taken, 0.5, floor),
            in_milliseconds("19 of 20 within", taken, 0.95, floor, bars),
            in_milliseconds("99 of 100 within", taken, 0.99, floor),
        ],
    )


def in_milliseconds(
    what: str, taken: list[float], share: float, floor: list[float], bars: tuple[Bar, ...] = ()
) -> Figure:
    return Figure(what, percentile(taken, share) * 1000, "ms", percentile(floor, share) * 1000, FLOOR, bars)
