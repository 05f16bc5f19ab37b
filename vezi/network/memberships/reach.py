"""Whether a club can reach a person: the rule, said once. Every number of the office follows it.

What is looked at are the ways to her that the club holds: mail addresses, telephone numbers, postal addresses, and the
account of a member. A way that came back (a bounce, a returned letter, “this is not me”) is none. A way is *sure* for
`FRESH` after it was last heard of: somebody confirmed it, the member was here, or, of a mail address, it was written
down; post and telephone say nothing when they fail, so they are sure only once somebody has confirmed them.

*Reachable*: one way is sure. *Doubtful*: there are ways, none of them sure. *Lost*: there is none. The dead are none of
these: nobody looks for them.

Of contact details 5 to 10 in 100 go stale in a year, so after two years up to one in five is wrong; that is where
`FRESH` stands. Age alone never makes anybody lost: an old address is written to until it comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.network.people.models import ContactKind

FRESH = timedelta(days=2 * 365)
ACCOUNT = "account"  # a member who signs in: it is the club's page that reaches her
#: Kinds that are sure from the day they were written down, and those that wait for somebody to confirm them.
TAKEN_AT_WORD = (ContactKind.MAIL.value, ACCOUNT)
MUST_BE_CONFIRMED = (ContactKind.PHONE.value, ContactKind.POST.value)
KINDS = (*TAKEN_AT_WORD, *MUST_BE_CONFIRMED)


class Reach(TextChoices):
    REACHABLE = "reachable", pgettext_lazy("reach", "Reachable")
    DOUBTFUL = "doubtful", pgettext_lazy("reach", "Doubtful")
    LOST = "lost", pgettext_lazy("reach", "Lost")
    DECEASED = "deceased", pgettext_lazy("reach", "Deceased")


@dataclass(frozen=True)
class Way:
    """A way to reach somebody; `kind` is a ContactKind or ACCOUNT."""

    kind: str
    recorded_at: datetime
    confirmed_at: datetime | None = None
    returned_at: datetime | None = None

    def works(self) -> bool:
        return self.kind in KINDS and self.returned_at is None

    def heard_at(self) -> datetime:
        return max(self.recorded_at, self.confirmed_at or self.recorded_at)

    def is_sure(self, *, now: datetime) -> bool:
        heard = self.heard_at() if self.kind in TAKEN_AT_WORD else self.confirmed_at
        return self.works() and heard is not None and heard > now - FRESH


@dataclass(frozen=True)
class Judged:
    reach: Reach
    why: str | Promise


def judge(ways: Iterable[Way], *, is_deceased: bool = False, now: datetime) -> Judged:
    """How a person stands, and why, in words for an officer."""
    if is_deceased:
        return Judged(Reach.DECEASED, _("The record says that this person has died."))
    known = [way for way in ways if way.kind in KINDS]
    working = [way for way in known if way.works()]
    if any(way.is_sure(now=now) for way in working):
        return Judged(Reach.REACHABLE, _("A way to reach them was written down or confirmed in the last two years."))
    if any(way.kind in TAKEN_AT_WORD for way in working):
        return Judged(Reach.DOUBTFUL, _("Nothing was heard for two years."))
    if working:
        return Judged(Reach.DOUBTFUL, _("There is only a telephone number or postal address nobody confirmed lately."))
    if known:
        return Judged(Reach.LOST, _("Everything we know came back."))
    return Judged(Reach.LOST, _("No way to reach them is known."))
