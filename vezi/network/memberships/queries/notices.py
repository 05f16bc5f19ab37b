"""What a club tells people about the use of their data."""

from dataclasses import dataclass

from vezi.network.clubs.models import Club
from vezi.network.consent.models import Basis, Notice, Purpose


@dataclass(frozen=True)
class Told:
    """One purpose: what is used, on which basis, since when it reads so."""

    notice: Notice
    text: str

    @property
    def can_be_withdrawn(self) -> bool:
        return self.notice.basis == Basis.CONSENT

    @property
    def can_be_objected_to(self) -> bool:
        return self.notice.basis in (Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK)


def notices(club: Club) -> list[Told]:
    """The newest notice of each purpose, in the order of `Purpose`."""
    newest = Notice.objects.filter(club=club).order_by("purpose", "-version").distinct("purpose")
    order = {purpose: place for place, purpose in enumerate(Purpose.values)}
    told = [Told(notice, club.in_language(notice.text)) for notice in newest]
    return sorted(told, key=lambda one: order.get(one.notice.purpose, len(order)))
