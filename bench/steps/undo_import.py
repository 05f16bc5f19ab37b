"""An applied import taken back as a whole, as the worker does it."""

import time
from typing import Any

from django.utils import timezone

from bench.processes import peak_memory
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.services import imports


def run(import_id: int) -> dict[str, Any]:
    began = time.perf_counter()
    stored = Import.objects.get(pk=import_id)
    imports.begin(registrar_import=stored, since=(ImportState.APPLIED,), state=ImportState.UNDOING, now=timezone.now())
    imports.do_undoing(import_id=import_id, by_id=None, now=timezone.now())
    stored.refresh_from_db()
    return {
        "seconds": time.perf_counter() - began,
        "state": stored.state,
        "undone": stored.undone,
        "peak": peak_memory(),
    }
