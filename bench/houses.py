"""A house under a folder of its own: its database, its programs, what they cost. Nothing of the user's is touched."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import cpu_seconds
from vezi.core.database import embedded
from vezi.core.database.embedded import Server

CODE = Path(__file__).resolve().parents[1]
PORT = 8753
NOT_OURS = ("VEZI_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")  # settings of the user's own house


class StepFailed(Exception):
    """A step of the bench could not be done; what it said is above."""


@dataclass(frozen=True)
class Cost:
    """Of a program that has ended."""

    answer: Any
    seconds: float
    cpu: float


@dataclass(frozen=True)
class Running:
    """A program at work beside us."""

    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def cpu(self) -> float:
        return cpu_seconds(self.pid)


@dataclass(frozen=True)
class House:
    home: Path
    port: int = PORT

    @property
    def variables(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("VEZI_") and name not in NOT_OURS
        }
        own = {"VEZI_HOME": str(self.home), "VEZI_PORT": str(self.port), "VEZI_DEMO": "no", "PYTHONPATH": str(CODE)}
        return {**kept, **own, "PYTHONWARNINGS": "ignore::ResourceWarning"}

    @contextmanager
    def with_database(self) -> Iterator[Server]:
        self.home.mkdir(parents=True, exist_ok=True)
        with embedded.serving(self.home) as server:
            yield server

    def does(self, step: str, **given: Any) -> Cost:
        """Run a step of `bench.steps` in a process of its own. Raises StepFailed."""
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.steps", step, json.dumps(given, default=str)],
            env=self.variables, cwd=CODE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout
        said = process.stdout.read().decode()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise StepFailed(step)
        answer = json.loads(said.splitlines()[-1])
        return Cost(answer, time.perf_counter() - began, used.ru_utime + used.ru_stime)

    @contextmanager
    def running(self, *command: str, **variables: str) -> Iterator[Running]:
        """A program that works until the end of the block, then is told to end."""
        process = subprocess.Popen(
            [sys.executable, "-m", *command], env={**self.variables, **variables}, cwd=CODE, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            yield Running(process)
        finally:
            end(process)


def end(process: subprocess.Popen[bytes], *, grace: float = 15.0) -> None:
    """Politely, then by force, with all that it started; it has to lead a session of its own."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
