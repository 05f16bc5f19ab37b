"""Who is erased, or turns out to be somebody who answered, too, frees seats: whoever waits moves up. What others wrote
of her goes with her; the books keep what was paid, without her name."""

from datetime import datetime
from typing import Any

from django.db.models.functions import Lower
from django.dispatch import receiver

from vezi.activities.events import services
from vezi.activities.events.models import WalkIn
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge


@receiver(people.person_erasing)
def seats_for_others(traces: Traces, now: datetime, **_rest: Any) -> None:
    services.close_bills(person_ids=traces.ids)
    services.forget(traces=traces, now=now)


@receiver(people.person_erasing)
def forget_who_walked_in(traces: Traces, **_rest: Any) -> None:
    """Who came without a ticket and left a mail address is found by it, where nobody said whose record she has."""
    addresses = {address.lower() for address in traces.addresses}
    WalkIn.objects.annotate(address=Lower("mail")).filter(address__in=addresses, person=None).delete()


@receiver(people.person_merged)
def one_answer(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.follow_merge(merge=merge, now=now)


@receiver(people.merge_undone)
def two_answers_again(**_rest: Any) -> None:
    services.find_registrations_again()
