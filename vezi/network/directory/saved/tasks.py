"""Looking in the background whether somebody new fits."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.directory.saved import services


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="look_for_new_people", pass_context=False)
def look_for_new_people(timestamp: int) -> None:
    """So long as some are left, one run asks for the next: nothing else has to wait for the end of all of them."""
    if services.look_at_all(now=timezone.now()):
        jobs.ask_for(look_for_new_people, timestamp=timestamp)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="clear_saved_searches", pass_context=False)
def clear_saved_searches(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.clear(now=timezone.now())
