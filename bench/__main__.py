"""`make bench`: all figures, beside their floors and bars. Whole runs are written to bench/RESULTS.md."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from bench import machine, report
from bench.figures import Group
from bench.houses import StepFailed
from bench.networks import Network, networks
from bench.parts import (
    answering,
    editing,
    homing,
    importing,
    indexing,
    inviting,
    linking,
    living,
    pages,
    plainly,
    recognising,
    registering,
    routing,
    starting,
    telling,
    tying,
    weighing,
)

PARTS: dict[str, ModuleType] = {
    "import": importing,
    "index": indexing,
    "edit": editing,
    "pages": pages,
    "plainly": plainly,
    "weight": weighing,
    "start": starting,
    "link": linking,
    "one_record": recognising,
    "answers": answering,
    "ties": tying,
    "home": homing,
    "telling": telling,
    "live": living,
    "invitations": inviting,
    "questions": routing,
    "events": registering,
}
SIZES = [320_000, 1_000_000]
RESULTS = Path(__file__).parent / "RESULTS.md"
ROOM_A_PERSON = 18_000  # bytes of disk
OPENING = """
# What was measured

Written by `make bench` (`bench/`): a made-up network, seeded, imported and searched in a house of its own. Each figure
stands beside a floor measured in the same run, and beside the bar it has to reach. Times drift on a machine that others
share: the ratio is the claim. A bar that was not met says so.
"""


def main(given: list[str] | None = None) -> int:
    asked = options().parse_args(given)
    sizes, parts = asked.people or SIZES, asked.only or list(PARTS)
    is_whole = sizes == SIZES and parts == list(PARTS)
    began = datetime.now(UTC)
    with folder(asked.home) as home:
        if lacking := room_lacking(home, sizes):
            sys.exit(
                f"bench: {home} has too little room: {lacking // 10**9 + 1} GB more are needed, or fewer --people."
            )
        found = networks(sizes, folder=home)
        groups = [group for part in PARTS if part in parts for group in measured(part, found)]
    written = report.written(groups=groups, facts=machine.facts(began=began), opening=OPENING)
    print(written)
    if to := asked.out or (RESULTS if is_whole else None):
        to.write_text(written)
    return 0


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure what the README and RESULTS.md claim."
    )
    parser.add_argument("--people", type=int, action="append", help="a network of so many; may be said several times")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="this part; may be said several times")
    parser.add_argument(
        "--home", type=Path, help="keep the networks here, and use those found; else they are thrown away"
    )
    parser.add_argument("--out", type=Path, help="write the table here; a whole run writes bench/RESULTS.md by itself")
    return parser


def measured(part: str, found: list[Network]) -> list[Group]:
    began = time.perf_counter()
    print(f"bench: {part} …", file=sys.stderr, flush=True)
    try:
        return PARTS[part].measure(found)
    except StepFailed as failed:
        sys.exit(f"bench: {part} could not be measured: the step “{failed}” failed, see above.")
    finally:
        print(f"bench: {part} took {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


@contextmanager
def folder(given: Path | None) -> Iterator[Path]:
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    made = Path(tempfile.mkdtemp(prefix="vezi-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def room_lacking(home: Path, sizes: list[int]) -> int:
    return max(0, sum(sizes) * ROOM_A_PERSON - shutil.disk_usage(home).free)


if __name__ == "__main__":
    sys.exit(main())
