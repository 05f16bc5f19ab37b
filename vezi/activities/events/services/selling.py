"""Which ticket each who comes takes, and at what price. The event is locked by then: nobody is sold what is gone."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models import PROMISED, Event, Registration, Seat, Ticket, TicketCode, Whom
from vezi.activities.events.queries import offers
from vezi.core.errors import Refused
from vezi.core.money import Money
from vezi.network.people.models import Person

#: Of codes; without letters that are taken for one another.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class TicketMissing(Refused):
    status = 422
    sentence = _("Choose a ticket for each who comes.")


class NotForYou(Refused):
    status = 422

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(str(_("“%(ticket)s” is not for everybody. Choose another.") % {"ticket": ticket.title}))


class SoldOut(Refused):
    def __init__(self, ticket: Ticket) -> None:
        super().__init__(str(_("“%(ticket)s” is sold out. Choose another.") % {"ticket": ticket.title}))


class CodeUnknown(Refused):
    status = 422
    sentence = _("This code opens nothing here. Look at each letter once more.")


class CodeUsed(Refused):
    sentence = _("This code has been used, or is not valid any more.")


class SumIsAnother(Refused):
    """What she agreed to is not what it costs: a price changed, or she has not seen it."""

    status = 422

    def __init__(self, total: Money) -> None:
        self.total = total
        super().__init__(str(_("It comes to %(sum)s. Press once more if that is right.") % {"sum": total}))


@dataclass(frozen=True)
class Taken:
    """Of one seat. `price` in minor units."""

    ticket: Ticket | None = None
    price: int = 0
    code: TicketCode | None = None


def choose(
    *, event: Event, mine: Registration | None, person: Person, wants: Sequence[Ticket | None], code: str,
    agreed: int | None, now: datetime,
) -> list[Taken]:  # fmt: skip
    """For each seat, her own first. A kind she holds already keeps the price it had; None is the one there is to choose.

    Raises TicketMissing, NotForYou, SoldOut, CodeUnknown, CodeUsed; SumIsAnother where she agreed to another sum.
    """
    shop = _Shop(event, mine, person, now)
    taken = [shop.take(number, wanted, code if number == 0 else "") for number, wanted in enumerate(wants)]
    shop.refuse_sold_out(taken)
    total = sum(one.price for one in taken)
    if agreed is not None and total != agreed:
        raise SumIsAnother(shop.money(total))
    return taken


class _Shop:
    """What is on sale, and what she has in her hand."""

    def __init__(self, event: Event, mine: Registration | None, person: Person, now: datetime) -> None:
        self.event, self.mine, self.person, self.now = event, mine, person, now
        self.offers = {one.ticket.pk: one for one in offers.offers(event, now=now, besides=mine)}
        has_some = mine is not None and mine.pk and mine.standing in PROMISED
        self.held = list(mine.people.select_related("ticket", "code")) if mine is not None and has_some else []
        self._is_student: bool | None = None

    def money(self, minor: int) -> Money:
        till = offers.till_of(self.event)
        return till.money(minor) if till is not None else Money(minor, "EUR")

    @property
    def is_student(self) -> bool:
        if self._is_student is None:
            self._is_student = offers.is_student(self.person, now=self.now)
        return self._is_student

    def take(self, number: int, wanted: Ticket | None, code: str) -> Taken:
        if code.strip():
            return self._by_code(code)
        if wanted is None:
            return self._as_before(number) or self._the_only_one(number)
        if (kept := self._kept(wanted, number)) is not None:
            return kept
        offer = self.offers.get(wanted.pk)
        if offer is None:
            raise SoldOut(wanted)
        if not offers.open_to(offer, number=number, is_student=self._may_be_student(offer)):
            raise NotForYou(wanted)
        return Taken(offer.ticket, offer.price.minor)

    def _may_be_student(self, offer: offers.Offer) -> bool:
        return offer.ticket.whom == Whom.STUDENTS and self.is_student

    def _as_before(self, number: int) -> Taken | None:
        same = next((seat for seat in self.held if seat.number == number), None)
        return self._hand_over(same) if same is not None else None

    def _the_only_one(self, number: int) -> Taken:
        """Everything is free, or there is but one kind for everybody."""
        for_all = [one for one in self.offers.values() if one.ticket.whom == Whom.ALL]
        if not self.offers:
            return Taken()
        if len(for_all) != 1 or any(offers.open_to(one, number=number, is_student=self._may_be_student(one))
                                    for one in self.offers.values() if one is not for_all[0]):  # fmt: skip
            raise TicketMissing
        return Taken(for_all[0].ticket, for_all[0].price.minor)

    def _kept(self, wanted: Ticket, number: int) -> Taken | None:
        """One she holds of the kind: of the same seat, else the cheapest."""
        same = [seat for seat in self.held if seat.ticket_id == wanted.pk]
        best = min(same, key=lambda seat: (seat.number != number, seat.price), default=None)
        return self._hand_over(best) if best is not None else None

    def _hand_over(self, seat: Seat) -> Taken:
        self.held.remove(seat)
        return Taken(seat.ticket, seat.price, seat.code)

    def _by_code(self, said: str) -> Taken:
        found = TicketCode.objects.select_related("ticket").filter(digest=digest(self.event, said)).first()
        if found is None:
            raise CodeUnknown
        for seat in self.held:
            if seat.code_id == found.pk:
                return self._hand_over(seat)
        if found.is_off or not found.ticket.is_on_sale or offers.used_of(found, besides=self.mine) >= found.uses:
            raise CodeUsed
        return Taken(found.ticket, found.ticket.price_at(self.now), found)

    def refuse_sold_out(self, taken: Sequence[Taken]) -> None:
        """Who holds one keeps it, however few there are by now."""
        had = [seat.ticket_id for seat in self.mine.people.all()] if self.mine is not None and self.mine.pk else []
        for kind in {one.ticket.pk: one.ticket for one in taken if one.ticket is not None}.values():
            wanted = sum(one.ticket == kind for one in taken)
            offer = self.offers.get(kind.pk)
            left = offer.left if offer is not None else had.count(kind.pk)
            if left is not None and wanted > left and wanted > had.count(kind.pk):
                raise SoldOut(kind)


def digest(event: Event, code: str) -> str:
    """Of a code as it was typed; the same code opens nothing in another event."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    key = hashlib.sha256(f"events.code:{event.public_id}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
