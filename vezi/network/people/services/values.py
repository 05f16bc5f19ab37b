"""What is common to all values: who says so now, and when it was last found right."""

from datetime import datetime
from typing import Any

from vezi.core import audit
from vezi.network.accounts.models import Account
from vezi.network.people.models import ContactValue, Sourced


def say_so(value: Sourced, *, source: str, now: datetime) -> None:
    """From now on the value is the word of `source`; call it before saving a changed value."""
    value.source, value.club, value.batch = source, None, None
    value.recorded_at = value.confirmed_at = now


def confirm(value: Sourced, *, by: Account | None, now: datetime) -> Sourced:
    """“Still right.” The source stays, the day is new."""
    value.confirmed_at = now
    if isinstance(value, ContactValue):
        value.bounced_at = None  # whoever says that it is right knows better than a letter that came back before
    value.save(update_fields=["confirmed_at", "bounced_at"] if isinstance(value, ContactValue) else ["confirmed_at"])
    note("confirm", value, by=by, now=now)
    return value


def note(deed: str, value: Sourced, *, by: Account | None, now: datetime, **details: Any) -> None:
    """Write the deed into the audit log: which value, never what it says."""
    person_id = getattr(value, "person_id", None) or value.pk
    audit.record(f"people.{deed}", by=by, at=now, subject=value, person_id=person_id, **details)
