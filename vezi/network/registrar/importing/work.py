"""One piece of work on an import, whole: its lock, its progress, its time, and what is said when it fails.

Safe to run twice: a second runner waits for the first and then finds nothing left to do. What a killed one had begun
is rolled back by the database, the import still stands in its state, and the next runner begins anew.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from vezi.network.registrar.importing.progress import Told, told_beside
from vezi.network.registrar.importing.runs import ImportIsElsewhere, Run, locked
from vezi.network.registrar.models import Import, ImportState
from vezi.network.registrar.reading.problems import REJECTED, Problem, Unreadable

logger = logging.getLogger(__name__)

#: What an import falls back to when the work in this state cannot be done.
AFTER_FAILURE = {
    ImportState.READING: ImportState.FAILED,
    ImportState.APPLYING: ImportState.FAILED,
    ImportState.UNDOING: ImportState.APPLIED,
}


def carry_out(
    *, import_id: int, state: ImportState, now: datetime, deed: Callable[[Run], Any], told: Told | None = None
) -> bool:
    """Do the work that waits in `state`; answers whether it was done here and well. `Import.failure` says why not."""
    began = time.perf_counter()
    try:
        with told_beside(import_id, told=told) as progress, locked(import_id, state=state) as found:
            deed(Run.of(found, now=now, progress=progress))
            found.seconds = round(found.seconds + time.perf_counter() - began, 3)
            found.failure = {}
            found.save(update_fields=["seconds", "failure"])
    except ImportIsElsewhere:
        return False
    except Unreadable as unreadable:
        fail(import_id, state, unreadable.problem)
        return False
    except IntegrityError as error:
        # Somebody wrote at the same moment what the import was about to write.
        logger.warning("Import %s met a change made meanwhile: %s", import_id, error)
        fail(import_id, state, Problem("changed_meanwhile", REJECTED))
        return False
    except BaseException:
        # Also when somebody presses Ctrl-C: only what is killed outright is taken up again.
        fail(import_id, state, Problem("unforeseen", REJECTED))
        raise
    return True


def fail(import_id: int, state: ImportState, problem: Problem) -> None:
    Import.objects.filter(pk=import_id, state=state).update(state=AFTER_FAILURE[state], failure=problem.as_json())
