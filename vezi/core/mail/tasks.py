"""The postman: one job a letter, or for some of many at once; safe to run twice."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core.mail import delivery
from vezi.core.models import MailState, OutgoingMail

LEFT_BEHIND = timedelta(minutes=15)  # a waiting letter that no job took up for so long has lost its job


@app.task(queue="mail", pass_context=False)
def deliver(mail_id: int) -> None:
    delivery.deliver(mail_id=mail_id, now=timezone.now())


@app.task(queue="mail", pass_context=False)
def deliver_some(mail_ids: list[int]) -> None:
    """Of many at once, some: a job and a line to the carrier for each letter would cost more than the letter."""
    delivery.deliver_some(mail_ids=mail_ids, now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="mail", queueing_lock="deliver_left_behind", pass_context=False)
def deliver_left_behind(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Whatever happened to its job, a written letter leaves."""
    long_ago = timezone.now() - LEFT_BEHIND
    is_due = Q(try_at__lt=long_ago) | Q(try_at__isnull=True, written_at__lt=long_ago)
    waiting = OutgoingMail.objects.filter(is_due, state=MailState.WAITING).order_by("written_at", "pk")
    for mail_id in waiting.values_list("pk", flat=True)[:1000]:
        delivery.deliver(mail_id=mail_id, now=timezone.now())
