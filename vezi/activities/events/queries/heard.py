"""When somebody heard that a seat is kept for her: her fair time is counted from then."""

from datetime import datetime

from vezi.activities.events.models import Registration
from vezi.core.models import MailState, OutgoingMail
from vezi.network.notices.models import Notice

KEPT = "events.kept"


def heard_at(mine: Registration) -> datetime | None:
    """None where the letter that says so has not left yet. Where none goes, as she chose, she reads it in the page."""
    since = mine.changed_at
    letter = OutgoingMail.objects.filter(
        person_id=mine.person_id, kind=KEPT, club_id=mine.event.club_id, written_at__gte=since
    )
    if (written := letter.order_by("written_at").first()) is not None:
        return None if written.state == MailState.WAITING else max(since, written.sent_at or since)
    to_be_written = Notice.objects.filter(
        person=mine.person_id, kind=KEPT, club=mine.event.club_id, at__gte=since, due_at__isnull=False, alone=True
    )
    return None if to_be_written.filter(read_at=None).exists() else since
