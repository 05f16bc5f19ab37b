"""Notices in the background. Whoever is killed in between, nothing is told twice and nothing is lost.

A run that finds more than it can do in its time asks for the next one, so that nothing else waits for the end of all.
"""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.notices import pushing, rounds, runs, services


@app.task(queueing_lock="tell_many", pass_context=False)
def tell_many() -> None:
    """Tell those whose turn it is in notices to many."""
    if rounds.tell_all(now=timezone.now()):
        jobs.ask_for(tell_many)


@app.task(queueing_lock="write_letters", pass_context=False)
def write_letters() -> None:
    """Letters by themselves, of notices to many."""
    if runs.write_all(now=timezone.now(), alone=True):
        jobs.ask_for(write_letters)


@app.task(queueing_lock="push", lock="push", pass_context=False)
def push() -> None:
    """To the devices of those who like to be told there."""
    if pushing.push_all(now=timezone.now()):
        jobs.ask_for(push)


@app.task(queueing_lock="write_digests", pass_context=False)
def write_digests() -> None:
    if runs.write_all(now=timezone.now(), alone=False):
        jobs.ask_for(write_digests)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="look_after_notices", pass_context=False)
def look_after_notices(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Digests whose hour has come, what a push service could not take, and whatever lost its job."""
    for task in (tell_many, write_letters, push, write_digests):
        jobs.ask_for(task)


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="clear_notices", pass_context=False)
def clear_notices(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.clear(now=timezone.now())
