"""A list that leaves the house: written down, and each who stands on it can read that."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vezi.activities.events.models import Event
from vezi.core import audit
from vezi.network.accounts.models import Account


@transaction.atomic
def note_list(*, event: Event, kind: str, person_ids: Iterable[int], by: Account, now: datetime) -> None:
    """`kind` is "spreadsheet" or "badges"."""
    ids = sorted(set(person_ids))
    audit.looked(by=by, at=now, person_ids=ids, club_id=event.club_id, what="events.list")
    audit.record(
        "events.list", by=by, at=now, subject=event, club_id=event.club_id, kind=kind, people=len(ids)
    )  # fmt: skip
