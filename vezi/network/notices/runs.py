"""Whoever has letters due, some hundreds of people at a time."""

import logging
import time
from datetime import datetime, timedelta

from vezi.network.notices import letters
from vezi.network.notices.models import Notice

log = logging.getLogger(__name__)

BUDGET = 60.0  # seconds of one run
AT_ONCE = 200  # people in one transaction
AGAIN_AFTER = timedelta(hours=1)  # what went wrong is tried again


def write_all(*, now: datetime, alone: bool, seconds: float = BUDGET) -> bool:
    """Write what is due, the longest waiting first, for so long at most. Whether some are left."""
    until = time.monotonic() + seconds
    while people := next_people(now=now, alone=alone):
        if time.monotonic() > until:
            return True
        try:
            letters.write_due(person_ids=people, now=now, alone=alone)
        except Exception:
            log.exception("The letters of %s people could not be written together.", len(people))
            one_by_one(people, now=now, alone=alone)
    return False


def one_by_one(people: list[int], *, now: datetime, alone: bool) -> None:
    """One letter that cannot be written must not keep the others from it."""
    for person_id in people:
        try:
            letters.write_due(person_ids=[person_id], now=now, alone=alone)
        except Exception:
            log.exception("The letters of person %s could not be written.", person_id)
            waiting = Notice.objects.filter(person=person_id, due_at__lte=now, alone=alone)
            waiting.update(due_at=now + AGAIN_AFTER)


def next_people(*, now: datetime, alone: bool) -> list[int]:
    due = Notice.objects.filter(due_at__lte=now, alone=alone).order_by("due_at", "person_id")
    return list(dict.fromkeys(due.values_list("person_id", flat=True)[: AT_ONCE * 10]))[:AT_ONCE]
