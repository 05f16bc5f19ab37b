"""Events in the background: kept seats that nobody took go to the next."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.activities.events import services


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="close_overdue_seats", pass_context=False)
def close_overdue(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.close_overdue(now=timezone.now())
