"""Who keeps the door."""

from datetime import datetime

from django.db import transaction

from vezi.activities.events import telling
from vezi.activities.events.models import DoorHelper, Event
from vezi.activities.events.services.planning import NotAMember
from vezi.core import audit
from vezi.network.accounts.models import Account
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person


@transaction.atomic
def add_helper(*, event: Event, person: Person, by: Account | None, now: datetime) -> DoorHelper:
    """Raises NotAMember."""
    if not Membership.objects.active().filter(person=person, club=event.club_id).exists():
        raise NotAMember
    found, made = DoorHelper.objects.get_or_create(event=event, person=person, defaults={"since": now})
    if made:
        audit.record("events.add_helper", by=by, at=now, subject=event, club_id=event.club_id, person_id=person.pk)
        telling.helps(event, person, now=now)
    return found


@transaction.atomic
def remove_helper(*, helper: DoorHelper, by: Account | None, now: datetime) -> None:
    audit.record(
        "events.remove_helper", by=by, at=now, subject=helper.event, club_id=helper.event.club_id,
        person_id=helper.person_id,
    )  # fmt: skip
    helper.delete()
