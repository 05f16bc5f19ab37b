"""A registrar's file: checked, recorded, indexed; the same file again; and all of it undone."""

import time
from dataclasses import dataclass

from bench.figures import Bar, Figure, Group, median
from bench.networks import INDEXER, MEGABYTE, Network
from bench.processes import cpu_seconds, watching_children, watching_together

SECONDS, MEGABYTES, TIMES_COPY = 90.0, 500.0, 40.0
BARRED = 320_000  # rows, the size the bars are set for
FLOOR = "COPY into one table"


def measure(networks: list[Network]) -> list[Group]:
    """Populates the networks too: what was imported and undone here is imported once more."""
    return [measured(network) for network in networks]


@dataclass(frozen=True)
class Floor:
    """What COPY of the same file takes, once."""

    seconds: float
    cpu: float


def measured(network: Network) -> Group:
    house = network.house
    with house.with_database() as server:
        network.found()
        with (
            house.running(*INDEXER) as indexer,
            watching_children(server.server) as backends,
            watching_together(indexer.pid) as together,
        ):
            used = cpu_seconds(server.server)
            first = network.imports()
            indexed = house.does("indexed", since=time.time()).answer
            used = cpu_seconds(server.server) - used + indexer.cpu + first.cpu
        floor = copied(network, server.server)
        said = first.answer
        group = Group(title(network, said), about(said, indexed))
        group.figures += figures_of_first(network, said, indexed["seconds"], floor, used)
        group.figures += figures_of_memory(network, together.most, said["peak"], backends.most)
        house.does("keep", puts_back=False)
        again = network.imports().answer
        group.figures.append(figure_of_second(again, floor))
        undone = [house.does("undo_import", import_id=one["pk"]).answer for one in (again, said)]
        group.figures += [figure_of_undo(one) for one in undone]
        house.does("keep", puts_back=True)
        network.told = said
    return group


def copied(network: Network, database: int) -> Floor:
    before = cpu_seconds(database)
    said = network.house.does("copy_plain", file=str(network.file)).answer
    used = cpu_seconds(database) - before + said["cpu"]
    return Floor(median(said["seconds"]), used / len(said["seconds"]))


def title(network: Network, said: dict) -> str:
    return f"Import of {network.name} people ({said['rows']:,} rows)"


def about(said: dict, indexed: dict) -> str:
    phases = ", ".join(f"{phase} {seconds:.1f} s" for phase, seconds in said["phases"].items())
    counts = ", ".join(f"{name} {said[name]:,}" for name in ("new", "changed", "unchanged", "rejected"))
    return f"By phase: {phases}. Counted: {counts}; {indexed['documents']:,} documents in the index afterwards."


def figures_of_first(network: Network, said: dict, indexing: float, floor: Floor, cpu: float) -> list[Figure]:
    checked, recorded, seconds = said["checked"], said["recorded"], floor.seconds
    bars = (Bar(SECONDS), Bar(TIMES_COPY, of_floor=True)) if network.people == BARRED else ()
    note = "importer, indexer and PostgreSQL together"
    return [
        Figure("checked", checked, floor=seconds, floor_is=FLOOR),
        Figure("recorded", recorded, floor=seconds, floor_is=FLOOR),
        Figure("indexed", indexing, note="after the import was committed, by the indexer"),
        Figure("checked, recorded, indexed", checked + recorded + indexing, "s", seconds, FLOOR, bars),
        Figure("processor time of all that", cpu, "s", floor.cpu, FLOOR, bars[1:], note),
    ]


def figures_of_memory(network: Network, together: int, importer: int, backend: int) -> list[Figure]:
    bars = (Bar(MEGABYTES),) if network.people == BARRED else ()
    return [
        Figure(
            "peak memory, importer and indexer at one moment",
            together / MEGABYTE,
            "MB",
            bars=bars,
            note=f"the importer by itself {importer / MEGABYTE:.0f} MB at most",
        ),
        Figure(
            "peak memory of one PostgreSQL process",
            backend / MEGABYTE,
            "MB",
            note="its own, without the shared buffers",
        ),
    ]


def figure_of_second(said: dict, floor: Floor) -> Figure:
    note = f"{said['unchanged']:,} unchanged, {said['new'] + said['changed']:,} new or changed"
    seconds = said["checked"] + said["recorded"]
    return Figure("the same file again", seconds, floor=floor.seconds, floor_is=FLOOR, note=note)


def figure_of_undo(said: dict) -> Figure:
    removed = said["undone"].get("removed", {}).get("people", 0)
    what = "undo of the import" if removed else "undo of the same file’s second import"
    return Figure(what, said["seconds"], note=f"{removed:,} people removed; {said['state']}")
