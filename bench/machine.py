"""What it was measured on."""

import os
import platform
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from vezi.core.machine import memory

PACKAGES = ("django", "psycopg", "tantivy", "granian", "procrastinate")


def facts(*, began: datetime) -> dict[str, str]:
    return {
        "Measured": f"{began:%Y-%m-%d %H:%M} UTC",
        "Machine": f"{processor()}, {os.cpu_count()} cores, {round(memory() / 2**30)} GB, {platform.system()} {platform.release()}",
        "Versions": ", ".join(
            [f"Python {platform.python_version()}", postgres(), *(f"{name} {version(name)}" for name in PACKAGES)]
        ),
    }


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def postgres() -> str:
    from vezi.core.database.binaries import find

    return f"PostgreSQL {find().version}"
