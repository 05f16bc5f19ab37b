"""What was done, by whom, to whom, when; and who looked at what only officers may see.

Both are written in the same transaction as the deed. They hold numbers, not foreign keys: the log outlives
what it tells of.
"""

from datetime import datetime
from typing import Any, Protocol

from django.db import models

from vezi.core.models import AccessEntry, AuditEntry


class Actor(Protocol):
    pk: Any


def record(
    deed: str,
    *,
    by: Actor | None,
    at: datetime,
    subject: models.Model | None = None,
    club_id: int | None = None,
    person_id: int | None = None,
    **details: Any,
) -> AuditEntry:
    """Write that `deed` (area.verb) was done. `by` is an account, None the house itself."""
    return AuditEntry.objects.create(
        deed=deed,
        by_id=by.pk if by is not None else None,
        at=at,
        subject=subject._meta.label if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        club_id=club_id,
        person_id=person_id,
        details=details,
    )


def looked(*, by: Actor, at: datetime, person_ids: list[int], club_id: int | None, what: str) -> None:
    """Write that an officer saw what the person's audiences would not have shown; the person can read it."""
    AccessEntry.objects.bulk_create(
        AccessEntry(by_id=by.pk, at=at, person_id=person_id, club_id=club_id, what=what) for person_id in person_ids
    )
