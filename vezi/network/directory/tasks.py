"""The change table is cleared of what every node has read."""

from procrastinate.contrib.django import app

from vezi.network.directory.index import changes


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="directory_clear_changes")
def clear_changes(timestamp: int) -> None:  # noqa: ARG001 - given by the schedule
    changes.clear()
