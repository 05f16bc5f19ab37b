"""Who is erased, or turns out to be somebody who answered, too, frees seats: whoever waits moves up. What others wrote
of her goes with her; the books keep what was paid, without her name."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from vezi.activities.events import services
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge


@receiver(people.person_erasing)
def seats_for_others(traces: Traces, now: datetime, **_rest: Any) -> None:
    services.close_bills(person_ids=traces.ids)
    services.forget(traces=traces, now=now)


@receiver(people.person_merged)
def one_answer(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.follow_merge(merge=merge, now=now)


@receiver(people.merge_undone)
def two_answers_again(**_rest: Any) -> None:
    services.find_registrations_again()
