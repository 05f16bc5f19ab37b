"""What `vezi status` tells beyond processes and versions: each area adds its own probe.

    status.register("search index", lambda: {"documents": 320_000, "waiting changes": 0})

in a module `probes.py` of the area. A probe reads, is quick, and needs the database. What it raises is shown as its
answer, so that one broken part does not hide the others.
"""

from collections.abc import Callable, Mapping

Answer = Mapping[str, object]
Probe = Callable[[], Answer]

_probes: dict[str, Probe] = {}


def register(name: str, probe: Probe) -> None:
    """The later one of the same name replaces the earlier."""
    _probes[name] = probe


def ask_all() -> dict[str, Answer]:
    return {name: _ask(probe) for name, probe in _probes.items()}


def _ask(probe: Probe) -> Answer:
    try:
        return probe()
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
