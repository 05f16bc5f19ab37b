"""The numbers of large clubs are counted before anybody asks; long lists are written in parts, each safe to run twice."""

import time
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.models import Export
from vezi.network.memberships.queries import books, network

LEFT_BEHIND = timedelta(minutes=15)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="recount_large_clubs")
def recount_large_clubs(timestamp: int) -> None:  # noqa: ARG001
    books.recount(now=timezone.now())
    network.recount()


def recount_soon(club: Club) -> None:
    """After many people came or went at once: do not leave a large club's numbers as they were for five minutes."""
    if books.is_large(club):
        jobs.ask_for(recount_large_clubs, timestamp=int(time.time()))


@app.task(pass_context=False)
def carry_on_export(export_id: int) -> None:
    """Write the next part of a long list, then ask for the part after."""
    if services.write_next_part(export_id=export_id, now=timezone.now()):
        jobs.ask_for(carry_on_export, export_id=export_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="look_after_exports", pass_context=False)
def look_after_exports(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """A list that lost its job goes on; one that nobody took in a day is gone."""
    now = timezone.now()
    services.clear_exports(now=now)
    waiting = Export.objects.filter(ended_at__isnull=True, asked_at__lt=now - LEFT_BEHIND)
    for export_id in waiting.values_list("pk", flat=True):
        jobs.ask_for(carry_on_export, export_id=export_id)
