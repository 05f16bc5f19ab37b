"""The yearly question goes out a few at a time, by day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.registrar.asking import services


@app.periodic(cron="10 8 * * *")
@app.task(queue="inviting", queueing_lock="ask_yearly", pass_context=False)
def ask_yearly(timestamp: int, behind: int = 0) -> None:
    """Ask some, then ask for the job once more until nobody is left or the day's letters are out."""
    last = services.ask_some(behind=behind, now=timezone.now())
    if last is not None:
        jobs.ask_for(ask_yearly, timestamp=timestamp, behind=last)
