"""What time alone brings about."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.connections import telling
from vezi.network.connections.services import asking, introducing

AT_MOST = 500


@app.periodic(cron="13 4 * * *")
@app.task(queueing_lock="close_what_nobody_answered", pass_context=False)
def close_what_nobody_answered(timestamp: int) -> None:
    """So long as some are left, one run asks for the next."""
    now = timezone.now()
    closed = (asking.close_overdue(now=now, at_most=AT_MOST), introducing.close_overdue(now=now, at_most=AT_MOST))
    if max(closed) == AT_MOST:
        jobs.ask_for(close_what_nobody_answered, timestamp=timestamp)


@app.periodic(cron="13 9 * * *")
@app.task(queueing_lock="ask_whether_it_helped", pass_context=False)
def ask_whether_it_helped(timestamp: int) -> None:
    telling.no_more_asked(now=timezone.now())
    if introducing.look_back(now=timezone.now(), at_most=AT_MOST) == AT_MOST:
        jobs.ask_for(ask_whether_it_helped, timestamp=timestamp)
