"""Which ticket each who comes takes, and at what price. The event is locked by then: nobody is sold what is gone."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models import Event, Seat, Ticket, TicketCode, Whom
from vezi.activities.events.queries import offers
from vezi.activities.events.queries.shop import Shop
from vezi.core.errors import Refused
from vezi.core.money import Money

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


def choose(shop: Shop, *, wants: Sequence[Ticket | None], code: str, agreed: int | None) -> list[Taken]:
    """For each seat, her own first. A kind she holds already keeps the price it had; None is the one there is to choose.

    Raises TicketMissing, NotForYou, SoldOut, CodeUnknown, CodeUsed; SumIsAnother where she agreed to another sum.
    """
    hand = _Hand(shop)
    taken = [hand.take(number, wanted, code if number == 0 else "") for number, wanted in enumerate(wants)]
    _refuse_sold_out(shop, taken)
    total = sum(one.price for one in taken)
    if agreed is not None and total != agreed:
        raise SumIsAnother(shop.money(total))
    return taken


class _Hand:
    """Takes one ticket after the other, those first that she holds and has not handed over yet."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.held = shop, list(shop.held)

    def take(self, number: int, wanted: Ticket | None, code: str) -> Taken:
        if code.strip():
            return self._by_code(code)
        if wanted is None:
            return self._as_before(number) or self._the_only_one(number)
        if (kept := self._kept(wanted, number)) is not None:
            return kept
        if all(one.ticket != wanted for one in self.shop.offers):
            raise SoldOut(wanted)
        offer = next((one for one in self.shop.open_to(number) if one.ticket == wanted), None)
        if offer is None:
            raise NotForYou(wanted)
        return Taken(offer.ticket, offer.price.minor)

    def _as_before(self, number: int) -> Taken | None:
        same = next((seat for seat in self.held if seat.number == number), None)
        return self._hand_over(same) if same is not None else None

    def _the_only_one(self, number: int) -> Taken:
        """Everything is free, or there is but one kind for everybody."""
        if not self.shop.offers:
            return Taken()
        open_here = self.shop.open_to(number)
        if len(open_here) != 1 or open_here[0].ticket.whom != Whom.ALL:
            raise TicketMissing
        return Taken(open_here[0].ticket, open_here[0].price.minor)

    def _kept(self, wanted: Ticket, number: int) -> Taken | None:
        """One she holds of the kind: of the same seat, else the cheapest."""
        same = [seat for seat in self.held if seat.ticket_id == wanted.pk]
        best = min(same, key=lambda seat: (seat.number != number, seat.price), default=None)
        return self._hand_over(best) if best is not None else None

    def _hand_over(self, seat: Seat) -> Taken:
        self.held.remove(seat)
        return Taken(seat.ticket, seat.price, seat.code)

    def _by_code(self, said: str) -> Taken:
        shop = self.shop
        found = TicketCode.objects.select_related("ticket").filter(digest=digest(shop.event, said)).first()
        if found is None:
            raise CodeUnknown
        for seat in self.held:
            if seat.code_id == found.pk:
                return self._hand_over(seat)
        if found.is_off or not found.ticket.is_on_sale or offers.used_of(found, besides=shop.mine) >= found.uses:
            raise CodeUsed
        return Taken(found.ticket, found.ticket.price_at(shop.now), found)


def _refuse_sold_out(shop: Shop, taken: Sequence[Taken]) -> None:
    """Who holds one keeps it, however few there are by now."""
    had, wanted = Counter(seat.ticket_id for seat in shop.held), Counter(one.ticket for one in taken if one.ticket)
    left = {one.ticket: one.left for one in shop.offers}
    for kind, count in wanted.items():
        there = left.get(kind, had[kind.pk])
        if there is not None and count > there and count > had[kind.pk]:
            raise SoldOut(kind)


def digest(event: Event, code: str) -> str:
    """Of a code as it was typed; the same code opens nothing in another event."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    key = hashlib.sha256(f"events.code:{event.public_id}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
