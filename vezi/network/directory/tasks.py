"""The change table is cleared of what every node has read, and stays that are over are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.network.directory.index import changes
from vezi.network.directory.stays import services


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="directory_clear_changes")
def clear_changes(timestamp: int) -> None:  # noqa: ARG001 - given by the schedule
    changes.clear()


@app.periodic(cron="52 3 * * *")
@app.task(queueing_lock="directory_forget_stays")
def forget_stays(timestamp: int) -> None:  # noqa: ARG001 - given by the schedule
    """Stays that ended a week ago go."""
    services.forget_those_over(today=timezone.localdate())
