"""A whole house with the demo network, on a home of its own: real processes, real letters, real index."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vezi.core.tests.processes import until

LONGEST_START = 240.0


@dataclass(frozen=True)
class House:
    address: str
    home: Path

    def vezi(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """What the shell answers to `vezi …`; whether it went well is for the caller to judge."""
        command = [sys.executable, "-m", "vezi", *map(str, arguments)]
        port = self.address.rpartition(":")[2]
        return subprocess.run(command, env=variables(self.home, port), capture_output=True, text=True, check=False)

    def told(self, *arguments: str | Path) -> dict[str, Any]:
        """The object on the last line of standard output, as `--json` promises it."""
        answer = self.vezi(*arguments, "--json")
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout.strip().splitlines()[-1])


@contextmanager
def standing(home: Path) -> Iterator[House]:
    """From `vezi up` until its end; the demo network is loaded first, which takes most of the time."""
    port = free_port()
    said = home.with_suffix(".log")
    with said.open("w") as log:
        up = subprocess.Popen(
            [sys.executable, "-m", "vezi", "up"], env=variables(home, port), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_for(up, said)
            until((home / "index" / "current").exists, seconds=60, what="the index of people")
            yield House(f"http://localhost:{port}", home)
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(timeout=60)


def wait_for(up: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while "Vezi stands at" not in said.read_text():
        assert up.poll() is None, f"The house did not open:\n{said.read_text()}"
        assert time.monotonic() < end, f"The house is not open after {LONGEST_START:.0f} s:\n{said.read_text()}"
        time.sleep(0.1)


def running(home: Path) -> House:
    """One that somebody else started: quick while journeys are being written."""
    return House(json.loads((home / "up.json").read_text())["address"], home)


def variables(home: Path, port: str | int) -> dict[str, str]:
    """The shell's, without what the tests' settings or somebody's real network put there."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("VEZI_") or name == "VEZI_PG_BIN"}
    ours.pop("DATABASE_URL", None)
    return ours | {
        "DJANGO_SETTINGS_MODULE": "vezi.config.settings",
        "VEZI_HOME": str(home),
        "VEZI_PORT": str(port),
        "VEZI_DEMO": "yes",
    }


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
