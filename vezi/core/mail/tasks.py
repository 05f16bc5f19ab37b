"""The postman: one job a letter, safe to run twice."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vezi.core.mail import delivery


@app.task(queue="mail", retry=RetryStrategy(max_attempts=6, exponential_wait=5), pass_context=False)
def deliver(mail_id: int) -> None:
    delivery.deliver(mail_id=mail_id, now=timezone.now())
