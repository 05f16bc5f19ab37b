"""The registrar's work in the background; each job is safe to run twice."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.network.registrar.services import imports

QUEUE = "imports"


@app.task(queue=QUEUE)
def read_import(import_id: int, by_id: int | None = None) -> None:  # noqa: ARG001 - who asked; every job says so
    imports.do_reading(import_id=import_id, now=timezone.now())


@app.task(queue=QUEUE)
def apply_import(import_id: int, by_id: int | None = None) -> None:
    imports.do_applying(import_id=import_id, by_id=by_id, now=timezone.now())


@app.task(queue=QUEUE)
def undo_import(import_id: int, by_id: int | None = None) -> None:
    imports.do_undoing(import_id=import_id, by_id=by_id, now=timezone.now())


@app.periodic(cron="37 3 * * *")
@app.task(queue=QUEUE, queueing_lock="clear_files_away", pass_context=False)
def clear_files_away(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    imports.clear_files_away(now=timezone.now())
