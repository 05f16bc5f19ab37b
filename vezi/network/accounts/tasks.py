"""What is forgotten of accounts by night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.network.accounts import services


@app.periodic(cron="31 3 * * *")
@app.task(queueing_lock="forget_ended_sessions", pass_context=False)
def forget_ended_sessions(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """The page on privacy says so."""
    services.forget_ended_sessions(now=timezone.now())
