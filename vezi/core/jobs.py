"""Background work asked for within a deed: it is there when the deed is committed, and not a moment before.
What a killed worker left is taken up again.

Procrastinate's own `defer` writes through the connection of whoever calls it. In a web request that is Django's, and
the job belongs to the transaction; inside a worker it is the worker's own, and a job could start before the row it is
about can be seen. Asked for here, it belongs to the transaction in both.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from procrastinate import App, JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import JobDeferrer, Status
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

log = logging.getLogger(__name__)

BEHIND = -10  # the usual priority is 0, the highest goes first
LOST = (
    OperationalError,
    InterfaceError,
)  # the database went away in the middle, or two deeds stood in each other's way
PAUSES = (1, 5, 15, 30)  # seconds; it comes back within a few
_within_transaction = JobManager(DjangoConnector())


def ask_for(task: Task | str, *, after: timedelta = timedelta(0), **arguments: int | str | None) -> None:
    """One job of the task, or of the task of that name, with these arguments; not begun before `after` has gone by."""
    found = app.tasks[task] if isinstance(task, str) else task
    job = found.configure(schedule_in={"seconds": int(after.total_seconds())} if after else None).job
    # Where one job of a kind may wait at a time, the one that waits already will do; of others nothing can stand in the way.
    with suppress(AlreadyEnqueued), transaction.atomic(savepoint=job.queueing_lock is not None):
        JobDeferrer(job_manager=_within_transaction, job=job).defer(**arguments)


def ask_for_each(task: Task, arguments: Sequence[Mapping[str, int | str | list[int]]], *, behind: bool = False) -> None:
    """A job for each of the arguments, in one query; for tasks of which any number may wait.

    `behind`: all that is asked for meanwhile goes first.
    """
    each: list[Any] = [dict(one) for one in arguments]
    if each:
        with transaction.atomic():
            job = task.configure(priority=BEHIND if behind else None).job
            JobDeferrer(job_manager=_within_transaction, job=job).batch_defer(*each)


async def take_up_again(jobs: JobManager, *, silent_for: float) -> None:
    """The jobs at hand of workers that gave no sign of life for so many seconds wait for a worker again."""
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=silent_for):
        try:
            await jobs.retry_job(job)
        except UniqueViolation:  # where one job of a kind may wait at a time, the one that waits already will do
            await jobs.finish_job(job, status=Status.ABORTED, delete_job=True)


def prepare(found: App) -> None:
    """Called by Procrastinate when its app is ready."""
    found.worker_defaults["worker_middleware"] = [begin_again]


async def begin_again(job: Callable[[], Awaitable[Any]], context: JobContext, _worker: object) -> Any:
    """A job from which the database was taken begins again by itself, by the same hands: every job may run twice."""
    for pause in PAUSES:
        try:
            return await job()
        except LOST as lost:
            log.warning("%s begins again in %s s: %s", context.job.task_name, pause, lost)
            await asyncio.sleep(pause)
    return await job()
