"""The numbers of large clubs are counted before anybody asks."""

import time

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.clubs.models import Club
from vezi.network.memberships.queries import books, network


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="recount_large_clubs")
def recount_large_clubs(timestamp: int) -> None:  # noqa: ARG001
    books.recount(now=timezone.now())
    network.recount()


def recount_soon(club: Club) -> None:
    """After many people came or went at once: do not leave a large club's numbers as they were for five minutes."""
    if books.is_large(club):
        jobs.ask_for(recount_large_clubs, timestamp=int(time.time()))
