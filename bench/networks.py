"""A network of so many people in a house of its own: imported, then made members, once."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.houses import CODE, PORT, Cost, House
from bench.registrar_files import first_people

SEED = 1
SLUG, NAME, UNIVERSITY = "alumni", "Alumni", "University of Emona"
INDEXER = ("vezi", "indexer", "--skip-checks")
MEGABYTE = 1_000_000


@dataclass
class Network:
    people: int
    folder: Path
    file: Path
    number: int = 0  # among the networks of this run
    told: dict[str, Any] = field(default_factory=dict)  # what measuring the import found out

    @property
    def house(self) -> House:
        return House(self.folder / f"people-{self.people}", port=PORT + self.number)

    @property
    def name(self) -> str:
        return f"{self.people:,}"

    @property
    def is_populated(self) -> bool:
        return self._mark.exists()

    @property
    def is_imported(self) -> bool:
        """Whether the registrar's file was read into it, once."""
        return (self.house.home / "imported").exists()

    @property
    def _mark(self) -> Path:
        return self.house.home / "populated"

    def found(self) -> None:
        self.house.does("found", slug=SLUG, name=NAME, university=UNIVERSITY)

    def imports(self) -> Cost:
        cost = self.house.does("import_file", file=str(self.file), slug=SLUG)
        (self.house.home / "imported").touch()
        return cost

    def populate(self) -> None:
        """Members with audiences and an index of them; at once if they are there already. The database must run."""
        if self.is_populated:
            return
        if not self.told:
            self.found()
            self.imports()
        self.told["members"] = self.house.does("members").answer
        self.reindex()
        self._mark.touch()

    def reindex(self) -> Cost:
        return self.house.does("reindex")


def make_file(folder: Path, *, people: int, name: str = "people", seed: int = SEED) -> Path:
    """A file of so many people; made once a folder."""
    file = folder / f"{name}-{people}.csv"
    if not file.exists():
        command = ["vezi", "synth", "--people", str(people), "--seed", str(seed), "--out", str(file)]
        subprocess.run(
            [sys.executable, "-m", *command],
            env=House(folder).variables,
            cwd=CODE,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return file


def networks(sizes: list[int], *, folder: Path) -> list[Network]:
    """One for each size, the smallest first. Their files are beginnings of the same file."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = make_file(folder, people=max(sizes))
    found = []
    for number, people in enumerate(sorted(sizes)):
        file = folder / f"people-{people}.csv"
        if not file.exists():
            first_people(whole, people=people, to=file)
        network = Network(people, folder, file, number)
        if not network.is_populated:
            shutil.rmtree(network.house.home, ignore_errors=True)  # of a run that was cut off
        found.append(network)
    return found
