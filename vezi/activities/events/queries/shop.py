"""What one person finds on sale, and what she holds of it already."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from vezi.activities.events.models import PROMISED, Event, Registration, Seat, Whom
from vezi.activities.events.queries import offers, seats
from vezi.activities.events.queries.offers import Offer
from vezi.core.money import Money
from vezi.network.people.models import Person


class Shop:
    """Of one event, for one answer to it. Each thing is asked once, as it is needed; under a lock it stays true."""

    def __init__(self, event: Event, mine: Registration | None, person: Person | None, *, now: datetime) -> None:
        self.event, self.mine, self.person, self.now = event, mine, person, now

    @cached_property
    def offers(self) -> Sequence[Offer]:
        return offers.offers(self.event, now=self.now, besides=self.mine)

    @cached_property
    def held(self) -> Sequence[Seat]:
        if self.mine is None or not self.mine.pk or self.mine.standing not in PROMISED:
            return ()
        return list(self.mine.people.select_related("ticket", "code"))

    @cached_property
    def is_student(self) -> bool:
        """Asked only where it makes a difference. Who has no record yet is none."""
        if self.person is None or self.person.pk is None:
            return False
        asked = any(one.ticket.whom == Whom.STUDENTS for one in self.offers)
        return asked and offers.is_student(self.person, now=self.now)

    @cached_property
    def free(self) -> int | None:
        """Seats, whoever asks for them."""
        return seats.free(self.event)

    @cached_property
    def somebody_waits(self) -> bool:
        return seats.somebody_waits(self.event)

    @property
    def sells(self) -> bool:
        return bool(self.offers) or any(seat.ticket_id for seat in self.held)

    def money(self, minor: int) -> Money:
        till = offers.till_of(self.event)
        return till.money(minor) if till is not None else Money(minor, "EUR")

    def open_to(self, number: int) -> list[Offer]:
        """What the seat of that number may be."""
        return [one for one in self.offers if offers.open_to(one, number=number, is_student=self.is_student)]
