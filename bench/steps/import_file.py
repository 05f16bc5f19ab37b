"""A registrar's file read, compared and applied as the worker does it; with the time of each phase."""

import time
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import timezone

from bench.processes import peak_memory
from vezi.network.clubs.models import Club
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.services import imports


class Phases:
    """Seconds of each phase, as the import itself tells them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.phase, self.since = "", time.perf_counter()

    def __call__(self, phase: str, _done: int = 0, _of: int = 0) -> None:
        if phase != self.phase:
            now = time.perf_counter()
            if self.phase:
                self.seconds[self.phase] = self.seconds.get(self.phase, 0.0) + now - self.since
            self.phase, self.since = phase, now


def run(file: str, slug: str, applies: bool = True) -> dict[str, Any]:
    club, phases = Club.objects.get(slug=slug), Phases()
    began = time.perf_counter()
    phases("opening")
    with Path(file).open("rb") as opened:
        stored = imports.upload(club=club, file=File(opened), filename=Path(file).name, by=None, now=timezone.now())
    imports.propose(registrar_import=stored, now=timezone.now())
    imports.begin(registrar_import=stored, since=imports.OPEN_STATES, state=ImportState.READING, now=timezone.now())
    done = imports.do_reading(import_id=stored.pk, now=timezone.now(), told=phases)
    phases("")
    checked = time.perf_counter()
    stored.refresh_from_db()
    if done and applies:
        imports.begin(
            registrar_import=stored, since=(ImportState.READY,), state=ImportState.APPLYING, now=timezone.now()
        )
        imports.do_applying(import_id=stored.pk, by_id=None, now=timezone.now(), told=phases)
        phases("")
    return {
        **account_of(stored), "checked": checked - began, "recorded": time.perf_counter() - checked,
        "phases": phases.seconds, "peak": peak_memory(),
    }  # fmt: skip


def account_of(registrar_import: Import) -> dict[str, Any]:
    registrar_import.refresh_from_db()
    names = ("pk", "state", "rows", "people", "new", "changed", "unchanged", "rejected", "failure")
    return {name: getattr(registrar_import, name) for name in names}
