"""What events do when something happened elsewhere."""

from datetime import datetime
from typing import Any

from django.db.models.functions import Lower
from django.dispatch import receiver

from vezi.activities.events.models import WalkIn
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces


@receiver(people.person_erasing)
def forget_who_walked_in(sender: object, traces: Traces, now: datetime, **more: Any) -> None:  # noqa: ARG001
    """Who came without a ticket and left a mail address is found by it, where nobody said whose record she has."""
    addresses = {address.lower() for address in traces.addresses}
    WalkIn.objects.annotate(address=Lower("mail")).filter(address__in=addresses, person=None).delete()
