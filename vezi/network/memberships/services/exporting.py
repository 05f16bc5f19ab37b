"""Taking a list out of the house: why is written down, and who was on it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.models import AuditEntry
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import MembershipQuerySet

AT_ONCE = 5_000  # people


class ExportReasonMissing(Refused):
    sentence = _("Say what it is for: it is written down.")


@transaction.atomic
def note_export(
    *, club: Club, people: MembershipQuerySet, wanted: dict[str, Any], reason: str, by: Account, now: datetime
) -> AuditEntry:
    """Write down that the list of these people leaves the house; each of them can read it.

    Raises ExportReasonMissing.
    """
    if not reason.strip():
        raise ExportReasonMissing
    ids = list(people.order_by("person_id").values_list("person_id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        audit.looked(by=by, at=now, person_ids=some, club_id=club.pk, what="memberships.export")
    return audit.record(
        "memberships.export", by=by, at=now, subject=club, club_id=club.pk,
        people=len(ids), wanted=wanted, reason=reason.strip(),
    )  # fmt: skip
