"""How far the work is, told on a connection of its own, so that it can be seen before the work commits."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

SECONDS_BETWEEN = 0.25

Told = Callable[[str, int, int], None]


class Progress:
    """Tells phase, done and of: to the import's progress row, and to whoever listens (the command line)."""

    def __init__(self, import_id: int, *, own: BaseDatabaseWrapper | None = None, told: Told | None = None) -> None:
        self.import_id = import_id
        self.own = own
        self.told = told
        self.phase = ""
        self.last = 0.0

    def __call__(self, phase: str, done: int = 0, of: int = 0) -> None:
        """Cheap to call often: a phase's begin and end are written always, what lies between four times a second."""
        now = time.monotonic()
        if phase == self.phase and done != of and now - self.last < SECONDS_BETWEEN:
            return
        self.phase, self.last = phase, now
        if self.own is not None:
            with self.own.cursor() as cursor:
                # Only an update: a new row would wait for the lock the work holds on the import.
                cursor.execute(
                    "update registrar_importprogress set phase = %s, done = %s, of = %s, at = %s"
                    " where registrar_import_id = %s",
                    [phase, done, of, timezone.now(), self.import_id],
                )
        if self.told is not None:
            self.told(phase, done, of)


@contextmanager
def told_beside(import_id: int, *, told: Told | None = None) -> Iterator[Progress]:
    own = connection.copy()
    try:
        yield Progress(import_id, own=own, told=told)
    finally:
        own.close()
