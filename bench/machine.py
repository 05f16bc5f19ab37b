"""What it was measured on, and how much of it others used meanwhile."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bench.processes import TICKS

PACKAGES = ("django", "psycopg", "tantivy", "granian", "procrastinate")
BUSY = (0, 1, 2, 5, 6, 7)  # user, nice, system, interrupts, stolen


def facts(*, began: datetime) -> dict[str, str]:
    return {
        "Measured": f"{began:%Y-%m-%d %H:%M} UTC",
        "Machine": f"{processor()}, {os.cpu_count()} cores, {memory()} GB, {platform.system()} {platform.release()}",
        "Versions": ", ".join(
            [f"Python {platform.python_version()}", postgres(), *(f"{name} {version(name)}" for name in PACKAGES)]
        ),
    }


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def postgres() -> str:
    from vezi.core.database.binaries import find

    return f"PostgreSQL {find().version}"


def commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


@dataclass(frozen=True)
class Clock:
    """The whole machine's time, to be compared with our own."""

    busy: float  # seconds of all cores
    whole: float

    @classmethod
    def now(cls) -> "Clock":
        ticks = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
        return cls(sum(ticks[index] for index in BUSY) / TICKS, sum(ticks[:8]) / TICKS)

    def others_since(self, before: "Clock", *, ours: float) -> float:
        """The share of the machine that was at work for others, when ours took so many seconds of it."""
        whole = self.whole - before.whole
        return max(0.0, self.busy - before.busy - ours) / whole if whole else 0.0
