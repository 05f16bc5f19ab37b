"""Whoever was told and did not object goes onto the club's books."""

from datetime import datetime

from django.db import transaction

from vezi.core import audit
from vezi.network.memberships import tasks as counting
from vezi.network.memberships.models import Membership, State
from vezi.network.registrar.handover import queries
from vezi.network.registrar.handover.models import HeldRecord
from vezi.network.registrar.handover.services.locking import locked

AT_ONCE = 1_000  # put on the books in one transaction


def activate_due(*, now: datetime) -> int:
    """Whoever was told and did not object in time goes onto the club's books; how many. Safe to run twice."""
    count = 0
    for handover in queries.with_people_due(now=now):
        done = 0
        while activated := _activate_some(handover.pk, now=now):
            done += activated
        if done:
            counting.recount_soon(handover.club)
        count += done
    return count


@transaction.atomic
def _activate_some(handover_id: int, *, now: datetime) -> int:
    handover = locked(handover_id)
    found = dict(queries.due(handover, now=now).values_list("pk", "person_id")[:AT_ONCE])
    if not found:
        return 0
    theirs = Membership.with_held.filter(person__in=found.values(), club=handover.club_id, state=State.HELD)
    theirs.update(state=State.RECORDED, since=now)
    HeldRecord.objects.filter(pk__in=found).update(activated_at=now)
    audit.record("registrar.activate", by=None, at=now, subject=handover, club_id=handover.club_id, people=len(found))
    return len(found)
