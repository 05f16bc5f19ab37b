"""What the machine has to give."""

import os
from pathlib import Path

LIMIT = Path("/sys/fs/cgroup/memory.max")  # of a container


def memory() -> int:
    """Bytes this program and its neighbours may use together."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(there, int(LIMIT.read_text()))
    except (OSError, ValueError):  # none, or "max"
        return there
