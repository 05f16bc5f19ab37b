"""In the background: what is no news any more goes."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.network.news import services


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="clear_news", pass_context=False)
def clear_news(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.clear(now=timezone.now())
