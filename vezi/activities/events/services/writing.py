"""A word of the organisers to all who come, by each one's own choices of how she is told."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import Event, State
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.models import AuditEntry
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person

FEW, A_DAY = 3, timedelta(days=1)


class NothingSaid(Refused):
    status = 422
    sentence = _("Write something that can be read.")


class EnoughToday(Refused):
    sentence = _("Three words a day are enough. Go on tomorrow.")


@transaction.atomic
def write_to_all(*, event: Event, text: str, person: Person | None, by: Account | None, now: datetime) -> int:
    """To all who come, wait or may come; how many. A reply reaches the club. Raises NothingSaid, EnoughToday."""
    event = locked(event.pk)
    if clean.is_blank(text) or event.state == State.DRAFT:
        raise NothingSaid
    lately = AuditEntry.objects.filter(
        club_id=event.club_id, at__gt=now - A_DAY, deed="events.write_to_all", subject_id=event.pk
    )
    if lately.count() >= FEW:
        raise EnoughToday
    audit.record("events.write_to_all", by=by, at=now, subject=event, club_id=event.club_id)
    return telling.word(event, clean.text(text), by=person, now=now)
