"""Which tickets there are, for whom, at what price by now, and how many are left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from vezi.activities.events.models import PROMISED, Event, Registration, Seat, Ticket, TicketCode, Till, Whom
from vezi.core.money import Money
from vezi.network.clubs.models import AffiliationKind
from vezi.network.people.models import Affiliation, Person


@dataclass(frozen=True)
class Offer:
    """A kind on sale. `left` is None where there are as many as are wanted."""

    ticket: Ticket
    price: Money
    left: int | None

    @property
    def is_early(self) -> bool:
        return self.price.minor != self.ticket.price

    @property
    def full_price(self) -> Money:
        return Money(self.ticket.price, self.price.currency)


def till_of(event: Event) -> Till | None:
    """Asked once of each event that was loaded."""
    return getattr(event, "till", None)


def offers(event: Event, *, now: datetime, besides: Registration | None = None) -> list[Offer]:
    """All kinds on sale, in order; what `besides` holds of them counts as left. Three queries, one where it is free."""
    kinds = list(event.tickets.filter(is_on_sale=True))
    if not kinds:
        return []
    money = (till_of(event) or Till()).money
    sold = sold_of(kinds, besides=besides)
    return [
        Offer(one, money(one.price_at(now)), None if one.capacity is None else max(0, one.capacity - sold[one.pk]))
        for one in kinds
    ]


def sold_of(kinds: Sequence[Ticket], *, besides: Registration | None = None) -> Counter[int]:
    """How many of each are promised: to those who come, and to those who wait."""
    held = Seat.objects.filter(ticket__in=kinds, registration__standing__in=PROMISED)
    if besides is not None and besides.pk:
        held = held.exclude(registration=besides)
    return Counter(
        {row["ticket"]: row["count"] for row in held.values("ticket").annotate(count=Count("pk")).order_by()}
    )


def open_to(offer: Offer, *, number: int, is_student: bool) -> bool:
    """Whether the seat of that number may be of this kind: the reduced one is for a student's own seat."""
    if offer.ticket.whom == Whom.STUDENTS:
        return number == 0 and is_student
    return offer.ticket.whom == Whom.ALL


def is_student(person: Person, *, now: datetime) -> bool:
    """By her affiliations, of whatever institution."""
    studies = Affiliation.objects.filter(person=person, kind=AffiliationKind.STUDENT)
    return studies.filter(Q(ended_year=None) | Q(ended_year__gte=now.year)).exists()


def used_of(code: TicketCode, *, besides: Registration | None = None) -> int:
    held = code.seats.filter(registration__standing__in=PROMISED)
    if besides is not None and besides.pk:
        held = held.exclude(registration=besides)
    return held.count()
