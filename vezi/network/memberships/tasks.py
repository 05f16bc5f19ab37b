"""The numbers of large clubs are counted before anybody asks."""

import time
from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

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
        # One that waits already will do; being refused must not spoil the transaction around it.
        with suppress(AlreadyEnqueued), transaction.atomic():
            jobs.ask_for(recount_large_clubs, timestamp=int(time.time()))
