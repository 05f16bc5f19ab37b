"""Memory and time of programs, by the kernel's word (Linux: /proc)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def peak_memory(pid: int | str = "self") -> int:
    """The most the program ever held, in bytes; what it shares with others is counted in."""
    return _status(pid, "VmHWM")


def private_memory(pid: int | str) -> int:
    """What nobody else holds, in bytes; 0 if the program has ended."""
    return _status(pid, "RssAnon")


def _status(pid: int | str, name: str) -> int:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def cpu_seconds(pid: int) -> float:
    """User and system time of a program, of its children, and of children that have ended."""
    own = sum(_times(pid))
    return own / TICKS + sum(cpu_seconds(child) for child in children(pid))


def _times(pid: int) -> list[int]:
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return [0]
    return [int(ticks) for ticks in fields[11:15]]  # utime, stime, cutime, cstime


def children(pid: int) -> list[int]:
    try:
        return [int(child) for task in (PROC / str(pid) / "task").iterdir() for child in _children_of(task)]
    except OSError:
        return []


def _children_of(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except OSError:
        return []


@dataclass
class Watched:
    most: int = 0  # bytes


@contextmanager
def watching_children(pid: int, *, every: float = 0.1) -> Iterator[Watched]:
    """The most that any one child of the program held for itself meanwhile."""
    seen, ended = Watched(), threading.Event()

    def look() -> None:
        while not ended.wait(every):
            seen.most = max([seen.most, *map(private_memory, children(pid))])

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()
