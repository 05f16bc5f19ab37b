"""One person after the other: whoever has letters due."""

import logging
import time
from datetime import datetime, timedelta

from vezi.network.notices import letters
from vezi.network.notices.models import Notice

log = logging.getLogger(__name__)

BUDGET = 60.0  # seconds of one run
AT_ONCE = 500  # people looked up in one query
AGAIN_AFTER = timedelta(hours=1)  # what went wrong is tried again


def write_all(*, now: datetime, alone: bool, seconds: float = BUDGET) -> bool:
    """Write what is due, the longest waiting first, for so long at most. Whether some are left."""
    until = time.monotonic() + seconds
    while people := next_people(now=now, alone=alone):
        for person_id in people:
            if time.monotonic() > until:
                return True
            try:
                letters.write_due(person_id=person_id, now=now, alone=alone)
            except Exception:
                # One letter that cannot be written must not keep the others from it.
                log.exception("The letters of person %s could not be written.", person_id)
                waiting = Notice.objects.filter(person=person_id, due_at__lte=now, alone=alone)
                waiting.update(due_at=now + AGAIN_AFTER)
    return False


def next_people(*, now: datetime, alone: bool) -> list[int]:
    due = Notice.objects.filter(due_at__lte=now, alone=alone).order_by("due_at", "person_id")
    return list(dict.fromkeys(due.values_list("person_id", flat=True)[:AT_ONCE]))
