"""Segments: people of a club under a name, found anew each time. Areas that write to people or invite them ask here."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.access import rights_of
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.memberships.models import KeptView, MembershipQuerySet
from vezi.network.memberships.queries import books, ledger
from vezi.network.memberships.queries.ledger import Wanted


class NotYourSegment(Refused):
    status = 403
    sentence = _("This segment is not open to you.")


def wanted_from(kept: dict[str, Any]) -> Wanted:
    """What was asked for; words of another version of the house ask for nothing."""
    known = Wanted.__dataclass_fields__
    return Wanted(**{name: value for name, value in kept.items() if name in known})


def may_use(segment: KeptView, *, by: Account, now: datetime) -> bool:
    """Officers of the club who may see records now, of their own segments and of those that are shared."""
    if not (segment.is_shared or segment.by_id == by.pk):
        return False
    return SEE_RECORDS in rights_of(by, segment.club, today=timezone.localdate(now))


def people_in(segment: KeptView, *, by: Account, now: datetime) -> MembershipQuerySet:
    """The memberships of everybody who is in the segment at this moment, in no order; of its club alone.

    Raises NotYourSegment for an account that may not use it any more.
    """
    if not may_use(segment, by=by, now=now):
        raise NotYourSegment
    return ledger.wanted_of(segment.club, wanted_from(segment.wanted), now=now)


def count(segment: KeptView, *, now: datetime) -> int:
    """How many they are; of a large club as the ledger says it, counted a while ago."""
    return ledger.LedgerPages(segment.club, wanted_from(segment.wanted), now=now, per_page=1).count


def is_counted_at_once(club: Club) -> bool:
    """Whether a page may count many segments; else each is counted when it is looked at."""
    return not books.is_large(club)
