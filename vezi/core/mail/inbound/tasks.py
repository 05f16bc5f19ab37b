"""Answers by mail are taken one by one; each job is safe to run twice."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core.mail.inbound import taking


@app.task(queue="mail", pass_context=False)
def take(incoming_id: int) -> None:
    taking.take(incoming_id=incoming_id, now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="mail", queueing_lock="take_answers_left_behind", pass_context=False)
def take_left_behind(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    taking.take_left_behind(now=timezone.now())
