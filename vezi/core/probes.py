"""What the core tells in `vezi status`."""

from django.db import models
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core import status


def queue() -> dict[str, object]:
    """`waiting` jobs have not begun, `failed` ones are not tried again."""
    found = dict(ProcrastinateJob.objects.values_list("status").annotate(count=models.Count("*")))
    return {"waiting": found.get("todo", 0), "doing": found.get("doing", 0), "failed": found.get("failed", 0)}


status.register("queue", queue)
