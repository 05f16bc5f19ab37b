"""Every letter asks here whether it may go, and takes along the ways to stop. Of two records that become one the
stricter word holds."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from vezi.core.mail import gate
from vezi.network.consent import queries, services, stopping
from vezi.network.people import signals as people
from vezi.network.people.models import Merge

gate.asks(queries.reason_against_mail)
gate.offers(stopping.ways_to_stop)


@receiver(people.person_merged)
def hold_to_the_stricter(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.hold_to_the_stricter(merge=merge, now=now)
