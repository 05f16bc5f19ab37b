"""Notices in the background."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.network.notices import services


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="clear_notices", pass_context=False)
def clear_notices(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.clear(now=timezone.now())
