"""`vezi link` on two files, from reading them to the pairs in a file."""

import time
from pathlib import Path
from typing import Any

from django.core.management import call_command

from bench.processes import peak_memory
from bench.second_lists import SAME, pairs_of


def run(left: str, right: str, out: str, people: int) -> dict[str, Any]:
    began = time.perf_counter()
    call_command("link", left, right, "--one-to-one", "--out", out)
    seconds = time.perf_counter() - began
    found = list(pairs_of(Path(out), band="match"))
    correct = sum(other == SAME + one for one, other in found)
    return {
        "seconds": seconds,
        "peak": peak_memory(),
        "precision": correct / len(found),
        "recall": correct / (people // 2),
    }
