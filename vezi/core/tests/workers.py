"""Workers for tests: one that can be killed, and one that takes whatever is left."""

import os
import signal
import time
from collections.abc import Callable

from asgiref.sync import async_to_sync
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from vezi.core import jobs

PATIENCE = 120.0
JOB_TABLES = "procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers"


def kill_worker_once(true: Callable[[], bool]) -> None:
    """Let a worker of its own take jobs until this is true, and kill it there and then (SIGKILL)."""
    connections.close_all()
    number = os.fork()
    if not number:
        try:
            _run_worker(wait=True)
        finally:
            os._exit(1)
    try:
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"not in {PATIENCE:.0f} s of a worker's work"
            assert os.waitpid(number, os.WNOHANG) == (0, 0), "the worker stopped by itself"
            time.sleep(0.002)
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        _take_up_all_jobs()


def work_off_all_jobs() -> None:
    """Take every job that is due, those of killed workers too."""
    end = time.monotonic() + PATIENCE
    while _take_up_all_jobs():
        assert time.monotonic() < end, f"jobs are left after {PATIENCE:.0f} s"
        _run_worker(wait=False)


def forget_all_jobs() -> None:
    """Procrastinate's tables are not Django's own: nobody else clears them after a test."""
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {JOB_TABLES} restart identity")


def take_up_jobs(*, silent_for: float) -> None:
    """Those at hand of workers that gave no sign of life for so many seconds."""
    async_to_sync(jobs.take_up_again)(JobManager(DjangoConnector()), silent_for=silent_for)


def _take_up_all_jobs() -> int:
    """What core.tasks.rescue_stalled_jobs does, without waiting for the sign of life to run out; answers what is due."""
    take_up_jobs(silent_for=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where status = 'todo' and coalesce(scheduled_at, now()) <= now()"
        )
        return int(cursor.fetchone()[0])


def _run_worker(*, wait: bool) -> None:
    # Without `wait` a worker leaves when it finds no job for a free hand, though those at work may bring new ones.
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            wait=wait,
            install_signal_handlers=False,
            listen_notify=False,
            concurrency=2,
            fetch_job_polling_interval=0.05,
        )
