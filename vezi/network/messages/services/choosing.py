"""Who may write to me, and what I show of my reading and typing."""

from datetime import datetime
from typing import Any

from django.db import transaction

from vezi.core import audit
from vezi.network.messages.models import WritingChoice
from vezi.network.people.models import Person


@transaction.atomic
def choose(*, person: Person, writers: str, shows_reading: bool, shows_typing: bool, now: datetime) -> WritingChoice:
    """Conversations that go on already go on."""
    said: dict[str, Any] = {"writers": writers, "shows_reading": shows_reading, "shows_typing": shows_typing}
    found, _made = WritingChoice.objects.update_or_create(person=person, defaults=said)
    audit.record("messages.choose", by=person.account, at=now, subject=found, person_id=person.pk, **said)
    return found
