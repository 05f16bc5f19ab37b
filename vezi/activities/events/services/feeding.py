"""The address of somebody's own calendar: made once, made anew when it came into wrong hands."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from vezi.activities.events.models import CalendarAddress
from vezi.core import audit
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person


@transaction.atomic
def open_feed(*, person: Person, by: Account | None, now: datetime) -> CalendarAddress:
    """The one there is, or a first."""
    found, made = CalendarAddress.objects.get_or_create(person=person, defaults={"made_at": now})
    if made:
        audit.record("events.open_feed", by=by, at=now, person_id=person.pk)
    return found


@transaction.atomic
def renew_feed(*, person: Person, by: Account | None, now: datetime) -> CalendarAddress:
    """The old address leads nowhere from now on."""
    CalendarAddress.objects.filter(person=person).update(version=F("version") + 1, made_at=now)
    audit.record("events.renew_feed", by=by, at=now, person_id=person.pk)
    return open_feed(person=person, by=by, now=now)
