"""Inviting in the background: a chunk a job, safe to run twice."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.registrar.inviting import services
from vezi.network.registrar.models import InvitationChannel, InvitationRun, WrongTry

LETTERS_KEPT = timedelta(days=30)
TRIES_KEPT = timedelta(days=30)


@app.task(queue="inviting", pass_context=False)
def carry_on(run_id: int) -> None:
    """Write the next invitations of a run, then ask for the chunk after; at the end, print the letters."""
    if services.next_chunk(run_id=run_id, now=timezone.now()):
        jobs.ask_for(carry_on, run_id=run_id)
    elif InvitationRun.objects.filter(pk=run_id, channel=InvitationChannel.LETTER, ended_at__isnull=True).exists():
        services.print_letters(run_id=run_id, now=timezone.now())


@app.periodic(cron="23 3 * * *")
@app.task(queue="inviting", queueing_lock="clear_invitations", pass_context=False)
def clear_away(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Letters hold names, addresses and codes: they lie here for a month and no longer; so do wrong tries."""
    now = timezone.now()
    WrongTry.objects.filter(at__lt=now - TRIES_KEPT).delete()
    for run in InvitationRun.objects.filter(ended_at__lt=now - LETTERS_KEPT).exclude(file=""):
        run.file.delete(save=True)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="inviting", queueing_lock="carry_on_left_behind", pass_context=False)
def carry_on_left_behind(timestamp: int) -> None:  # noqa: ARG001
    """A run that lost its job goes on."""
    long_ago = timezone.now() - timedelta(minutes=15)
    for run_id in InvitationRun.objects.filter(ended_at__isnull=True, asked_at__lt=long_ago).values_list(
        "pk", flat=True
    ):
        jobs.ask_for(carry_on, run_id=run_id)
