"""The numbers of large clubs are counted before anybody asks."""

import time
from contextlib import suppress

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from vezi.network.clubs.models import Club
from vezi.network.memberships.queries import books, network

RECOUNT, LOCK = "vezi.network.memberships.tasks.recount_large_clubs", "recount_large_clubs"


@app.periodic(cron="*/5 * * * *")
@app.task(name=RECOUNT, queueing_lock=LOCK)
def recount_large_clubs(timestamp: int) -> None:  # noqa: ARG001
    books.recount(now=timezone.now())
    network.recount()


def recount_soon(club: Club) -> None:
    """After many people came or went at once: do not leave a large club's numbers as they were for five minutes.

    Call it outside of transactions.
    """
    if books.is_large(club):
        with suppress(AlreadyEnqueued):
            app.configure_task(RECOUNT, queueing_lock=LOCK).defer(timestamp=int(time.time()))
