"""Telling people of a handover, and putting them on the books, in the background; each job is safe to run twice."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.registrar.handover import services
from vezi.network.registrar.handover.models import Handover


@app.task(queue="inviting", pass_context=False)
def tell(handover_id: int, behind: int = 0) -> None:
    """Write the next notices by mail, then ask for those after them."""
    last = services.next_chunk(handover_id=handover_id, behind=behind, now=timezone.now())
    if last is not None:
        jobs.ask_for(tell, handover_id=handover_id, behind=last)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="inviting", queueing_lock="tell_left_behind", pass_context=False)
def tell_left_behind(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """A handover that lost its job goes on."""
    long_ago = timezone.now() - timedelta(minutes=15)
    for handover_id in Handover.objects.filter(telling_since__lt=long_ago).values_list("pk", flat=True):
        jobs.ask_for(tell, handover_id=handover_id)


@app.periodic(cron="7 * * * *")
@app.task(queue="inviting", queueing_lock="activate_handed_over", pass_context=False)
def activate(timestamp: int) -> None:  # noqa: ARG001
    """Who did not object in time goes onto the books."""
    services.activate_due(now=timezone.now())
