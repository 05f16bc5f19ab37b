"""Merging: two records become one."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, features
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people import ledgers, signals
from vezi.network.people.merging import fields, steps
from vezi.network.people.merging.steps import Since
from vezi.network.people.models import Merge, OtherName, Person


class CannotMerge(Refused):
    sentence = _("These two records cannot become one: both are claimed, or they are one already.")


@transaction.atomic
def merge(
    *,
    kept: Person,
    gone: Person,
    by: Account | None,
    now: datetime,
    carry: Collection[str] = (),
    club: Club | None = None,
    because: Mapping[str, Any] | None = None,
) -> Merge:
    """All that belongs to `gone` belongs to `kept` from now on.

    *carry*: of `CARRIED`, what the record shall say as `gone` does; of a claimed record its owner's word stands.
    *club*: in whose office; *because*: what was known, kept with the merge. Raises CannotMerge unless both are
    records of their own and `gone` is not claimed.
    """
    records = {record.pk: record for record in locked([kept.pk, gone.pk])}
    if len(records) < 2:
        raise CannotMerge
    kept, gone = records[kept.pk], records[gone.pk]
    if gone.account_id or any(one.merged_into_id or one.erased_at for one in (kept, gone)):
        raise CannotMerge
    carried = [] if kept.account_id else sorted(carry)
    merge = Merge.objects.create(
        kept=kept, gone=gone, by=by, at=now, club=club, because=dict(because or {}), carried=carried
    )
    bring_together(merge)
    audit.record("people.merge", by=by, at=now, subject=gone, person_id=kept.pk, gone=gone.pk, merge=merge.pk)
    return merge


def bring_together(merge: Merge, *, since: Since | None = None) -> None:
    """Every step of a merge that is written down; `since`, when it is done once more."""
    since = since or Since()
    with ledgers.opened("merging"):
        fields.carry(merge, but=since.said)
        fields.keep_primary_contacts(merge)
        for tie in features.person_ties():
            steps.follow(merge, tie, ended=since.ended)
        fields.fill_in(merge, but=since.said)
        if OtherName._meta.label not in since.unmade:
            fields.keep_the_name(merge)
        merge.gone.merged_into = merge.kept
        merge.gone.save(update_fields=["merged_into"])
        signals.person_merged.send(
            Person, kept=merge.kept, gone=merge.gone, merge=merge, now=merge.at, ended=since.ended
        )


def locked(pks: Collection[int]) -> list[Person]:
    """The records, in one order for everybody, so that two officers never wait for each other."""
    return list(Person.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
