"""Who is who in two files, beside Splink by itself."""

from bench.figures import Bar, Figure, Group
from bench.networks import MEGABYTE, Network, make_file
from bench.second_lists import first_list, second_list

BARRED = 320_000  # people in each file, the size the bars are set for
SECONDS, MEGABYTES, TIMES_SPLINK = 300.0, 4_000.0, 1.2
FLOOR = "Splink on the same rules"
STRANGERS_SEED = 99


def measure(networks: list[Network]) -> list[Group]:
    return [measured(network) for network in networks if network.people <= BARRED]


def measured(network: Network) -> Group:
    left, right, out = (network.folder / f"{name}-{network.people}.csv" for name in ("once", "again", "pairs"))
    first_list(network.file, to=left)
    others = make_file(network.folder, people=network.people // 2 + 1, name="strangers", seed=STRANGERS_SEED)
    second_list(network.file, others, to=right)
    files = {"left": str(left), "right": str(right)}
    found = network.house.does("link_files", **files, out=str(out), people=network.people).answer
    plain = network.house.does("link_plainly", **files).answer
    has_bars = network.people == BARRED
    bars = (Bar(SECONDS), Bar(TIMES_SPLINK, of_floor=True)) if has_bars else ()
    note = f"of half the people: precision {found['precision']:.3f}, recall {found['recall']:.3f}"
    return Group(
        f"Who is who: {network.name} people in two files each",
        "A second list of half the people, married, misspelt and moved, and as many strangers of the same names.",
        [
            Figure("read, learnt, linked, written", found["seconds"], "s", plain["seconds"], FLOOR, bars, note=note),
            Figure(
                "peak memory",
                found["peak"] / MEGABYTE,
                "MB",
                plain["peak"] / MEGABYTE,
                FLOOR,
                (Bar(MEGABYTES),) if has_bars else (),
            ),
        ],
    )
