"""Memory and time of programs, by the kernel's word (Linux: /proc)."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def peak_memory(pid: int | str = "self") -> int:
    """The most the program ever held, in bytes; what it shares with others is counted in."""
    return _status(pid, "VmHWM")


def memory_now(pid: int | str) -> int:
    """What it holds at this moment, in bytes; what it shares with others is counted in."""
    return _status(pid, "VmRSS")


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
    with _watching(lambda: max(map(private_memory, children(pid)), default=0), every=every) as seen:
        yield seen


@contextmanager
def watching_together(pid: int, *, every: float = 0.1) -> Iterator[Watched]:
    """The most that the program and those this one starts meanwhile held at one moment, shared memory counted in."""
    before = set(children(os.getpid()))

    def held() -> int:
        return sum(map(memory_now, {pid, *children(os.getpid())} - (before - {pid})))

    with _watching(held, every=every) as seen:
        yield seen


@contextmanager
def _watching(held: Callable[[], int], *, every: float) -> Iterator[Watched]:
    seen, ended = Watched(), threading.Event()

    def look() -> None:
        while not ended.wait(every):
            seen.most = max(seen.most, held())

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()
