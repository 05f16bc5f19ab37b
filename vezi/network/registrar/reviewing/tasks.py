"""Looking for records of one person in the background; each job is safe to run twice."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.registrar.reviewing import finding, services

QUEUE = "imports"


@app.task(queue=QUEUE, pass_context=False)
def look(club_id: int, import_id: int | None = None) -> None:
    finding.look_through(club=Club.objects.get(pk=club_id), now=timezone.now(), import_id=import_id)


@app.task(queue=QUEUE, pass_context=False)
def merge_sure(club_id: int, by_id: int | None = None) -> None:
    """A chunk a job, then the next one."""
    by = Account.objects.filter(pk=by_id).first() if by_id else None
    if services.merge_sure(club=Club.objects.get(pk=club_id), by=by, now=timezone.now()):
        jobs.ask_for(merge_sure, club_id=club_id, by_id=by_id)
