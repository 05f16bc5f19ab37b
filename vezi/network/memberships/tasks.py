"""The numbers of large clubs are counted before anybody asks."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.network.memberships.queries import books, network


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="recount_large_clubs")
def recount_large_clubs(timestamp: int) -> None:  # noqa: ARG001
    books.recount(now=timezone.now())
    network.recount()
