"""A registrar's file: checked, recorded, indexed; the same file again; and all of it undone."""

import time

from bench.figures import Bar, Figure, Group, median
from bench.networks import INDEXER, MEGABYTE, Network
from bench.processes import cpu_seconds, watching_children

SECONDS, MEGABYTES, TIMES_COPY = 90.0, 500.0, 40.0
BARRED = 320_000  # rows, the size the bars are set for
FLOOR = "COPY into one table"


def measure(networks: list[Network]) -> list[Group]:
    """Populates the networks too: what was imported and undone here is imported once more."""
    return [measured(network) for network in networks]


def measured(network: Network) -> Group:
    house = network.house
    with house.with_database() as server:
        network.found()
        with house.running(*INDEXER) as indexer, watching_children(server.server) as backends:
            used = cpu_seconds(server.server)
            first = network.imports()
            indexed = house.does("indexed", since=time.time())
            used = cpu_seconds(server.server) - used + indexer.cpu + first.cpu
            memory = first.answer["peak"] + indexer.peak
        floor = median(house.does("copy_plain", file=str(network.file)).answer["seconds"])
        said = first.answer
        group = Group(title(network, said), about(said, indexed.answer))
        group.figures += figures_of_first(network, said, indexed.answer["seconds"], floor, used)
        group.figures += figures_of_memory(network, memory, said["peak"], backends.most)
        house.does("keep", puts_back=False)
        again = network.imports().answer
        group.figures += figures_of_second(again, floor)
        group.figures += [
            figure_of_undo(house.does("undo_import", import_id=one["pk"]).answer) for one in (again, said)
        ]
        house.does("keep", puts_back=True)
        network.told = said
    return group


def title(network: Network, said: dict) -> str:
    return f"Import of {network.name} people ({said['rows']:,} rows)"


def about(said: dict, indexed: dict) -> str:
    phases = ", ".join(f"{phase} {seconds:.1f} s" for phase, seconds in said["phases"].items())
    counts = ", ".join(f"{name} {said[name]:,}" for name in ("new", "changed", "unchanged", "rejected"))
    return f"By phase: {phases}. Counted: {counts}; {indexed['documents']:,} documents in the index afterwards."


def figures_of_first(network: Network, said: dict, indexing: float, floor: float, cpu: float) -> list[Figure]:
    checked, recorded = said["checked"], said["recorded"]
    bars = (Bar(SECONDS), Bar(TIMES_COPY, of_floor=True)) if network.people == BARRED else ()
    whole = Figure(
        "checked, recorded, indexed", checked + recorded + indexing, floor=floor, floor_is=FLOOR, bars=bars,
        note=f"{cpu:.0f} s of processors, PostgreSQL’s too",
    )  # fmt: skip
    return [
        Figure("checked", checked, floor=floor, floor_is=FLOOR),
        Figure("recorded", recorded, floor=floor, floor_is=FLOOR),
        Figure("indexed", indexing, note="after the import was committed, by the indexer"),
        whole,
    ]


def figures_of_memory(network: Network, together: int, importer: int, backend: int) -> list[Figure]:
    bars = (Bar(MEGABYTES),) if network.people == BARRED else ()
    return [
        Figure(
            "peak memory, importer and indexer",
            together / MEGABYTE,
            "MB",
            bars=bars,
            note=f"{importer / MEGABYTE:.0f} MB of it the importer",
        ),
        Figure(
            "peak memory of one PostgreSQL process",
            backend / MEGABYTE,
            "MB",
            note="its own, without the shared buffers",
        ),
    ]


def figures_of_second(said: dict, floor: float) -> list[Figure]:
    note = f"{said['unchanged']:,} unchanged, {said['new'] + said['changed']:,} new or changed"
    return [Figure("the same file again", said["checked"] + said["recorded"], floor=floor, floor_is=FLOOR, note=note)]


def figure_of_undo(said: dict) -> Figure:
    removed = said["undone"].get("removed", {}).get("people", 0)
    what = "undo of the import" if removed else "undo of the same file’s second import"
    return Figure(what, said["seconds"], note=f"{removed:,} people removed; {said['state']}")
