"""What the core tells in `vezi status`."""

from django.db import models
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core import status
from vezi.core.models import IncomingMail


def queue() -> dict[str, object]:
    """`waiting` jobs have not begun, `failed` ones are not tried again."""
    found = dict(ProcrastinateJob.objects.values_list("status").annotate(count=models.Count("*")))
    return {"waiting": found.get("todo", 0), "doing": found.get("doing", 0), "failed": found.get("failed", 0)}


status.register("queue", queue)


def answers_by_mail() -> dict[str, object]:
    """What became of those of the last 90 days: taken, refused with a letter, dropped without a word."""
    return dict(IncomingMail.objects.order_by().values_list("state").annotate(count=models.Count("*")))


status.register("answers by mail", answers_by_mail)
