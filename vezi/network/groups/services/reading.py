"""How much a member wants to hear of a group, and when she last looked."""

from datetime import datetime

from django.db import transaction

from vezi.core import audit
from vezi.network.accounts.models import Account
from vezi.network.groups.models import Follow, Member


@transaction.atomic
def follow(*, member: Member, how: Follow, by: Account | None, now: datetime) -> None:
    member.follow = how
    member.save(update_fields=["follow"])
    audit.record("groups.follow", by=by, at=now, subject=member, person_id=member.person_id, how=str(how))


def mark_read(*, member: Member, now: datetime) -> None:
    Member.objects.filter(pk=member.pk).update(read_at=now)
