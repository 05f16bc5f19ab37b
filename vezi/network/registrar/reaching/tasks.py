"""Counting each week whom the clubs reach."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.clubs.models import Club
from vezi.network.registrar.reaching import services


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="count_reach", pass_context=False)
def count_reach(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Each day, so that a week is counted even if the house was down on its Monday; a week is counted once."""
    for club_id in Club.objects.values_list("pk", flat=True):
        jobs.ask_for(count_week, club_id=club_id)


@app.task(pass_context=False)
def count_week(club_id: int) -> None:
    club = Club.objects.filter(pk=club_id).first()
    if club is not None:
        services.count_week(club=club, now=timezone.now())
