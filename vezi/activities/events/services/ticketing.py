"""Which tickets an event has, what they cost, how they are paid, and the codes that open some of them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.activities.events.models import Event, Ticket, TicketCode, Till, Whom
from vezi.activities.events.queries import offers
from vezi.activities.events.services import selling
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.money import is_known
from vezi.core.wording import clean
from vezi.network.accounts.models import Account

MOST_KINDS, MOST_USES = 20, 500


class TitleOfTicketMissing(Refused):
    status = 422
    sentence = _("Give each ticket a name that can be read.")


class EarlyIsNotLess(Refused):
    status = 422
    sentence = _("An early price is less than the other, and has a last day.")


class FewerThanSold(Refused):
    status = 422

    def __init__(self, ticket: Ticket, count: int) -> None:
        said = ngettext(
            "%(count)d of “%(ticket)s” is taken already. Leave at least that many.",
            "%(count)d of “%(ticket)s” are taken already. Leave at least that many.", count,
        )  # fmt: skip
        super().__init__(said % {"count": count, "ticket": ticket.title})


class CurrencyStays(Refused):
    status = 422
    sentence = _("Something was sold in this currency: it stays.")


class NoWayToPay(Refused):
    status = 422
    sentence = _("Say how people pay.")


class AccountMissing(Refused):
    status = 422
    sentence = _("The club has given no account yet. An officer writes it under “Rules”.")


class NoCardsHere(Refused):
    status = 422
    sentence = _("Nobody takes cards for this house yet.")


class NotByCode(Refused):
    status = 422
    sentence = _("This ticket is there for others, too; it needs no code.")


@dataclass(frozen=True)
class Ways:
    """How an event takes money."""

    currency: str = "EUR"
    at_door: bool = True
    by_transfer: bool = False
    by_card: bool = False
    pay_within: int = 14


@dataclass(frozen=True)
class Kind:
    """A kind of ticket as it shall be. `public_id` names one that is there; prices in minor units."""

    title: str
    price: int
    early_price: int | None = None
    early_until: datetime | None = None
    whom: str = Whom.ALL
    capacity: int | None = None
    public_id: str = ""


@transaction.atomic
def set_tickets(*, event: Event, ways: Ways, kinds: Sequence[Kind], by: Account | None, now: datetime) -> Till:
    """The kinds in their order; what is no longer said is taken off sale. What was sold keeps its price.

    Raises TitleOfTicketMissing, EarlyIsNotLess, FewerThanSold, CurrencyStays, NoWayToPay, AccountMissing, NoCardsHere.
    """
    event = locked(event.pk)
    till = _set_ways(event, ways, is_free=not any(kind.price for kind in kinds))
    there = {one.public_id: one for one in event.tickets.all()}
    sold = offers.sold_of(list(there.values()))
    said = [kind.public_id for kind in kinds]
    for gone in (one for name, one in there.items() if name not in said):
        if gone.seats.exists():
            gone.is_on_sale = False
            gone.save(update_fields=["is_on_sale"])
        else:
            gone.delete()
    was = {name: one.price for name, one in there.items()}
    for place, kind in enumerate(kinds):
        ticket = there.get(kind.public_id) or Ticket(event=event)
        _write(ticket, kind, place=place, sold=sold[ticket.pk])
    audit.record(
        "events.set_tickets", by=by, at=now, subject=event, club_id=event.club_id, was=was,
        prices=[kind.price for kind in kinds],
    )  # fmt: skip
    return till


def _set_ways(event: Event, ways: Ways, *, is_free: bool) -> Till:
    from vezi.activities.events import cards

    till = offers.till_of(event) or Till(event=event)
    if not is_known(ways.currency) or (till.pk and till.currency != ways.currency and event.bills.exists()):
        raise CurrencyStays
    if not (ways.at_door or ways.by_transfer or ways.by_card):
        raise NoWayToPay
    if ways.by_transfer and event.club.payee is None and not is_free:
        raise AccountMissing
    if ways.by_card and cards.provider() is None:
        raise NoCardsHere
    for name in ("currency", "at_door", "by_transfer", "by_card", "pay_within"):
        setattr(till, name, getattr(ways, name))
    till.save()
    return till


def _write(ticket: Ticket, kind: Kind, *, place: int, sold: int) -> None:
    if clean.is_blank(kind.title):
        raise TitleOfTicketMissing
    if (kind.early_price is None) != (kind.early_until is None) or (
        kind.early_price is not None and kind.early_price >= kind.price
    ):
        raise EarlyIsNotLess
    if kind.capacity is not None and kind.capacity < sold and kind.capacity != ticket.capacity:
        raise FewerThanSold(ticket, sold)
    ticket.title, ticket.place, ticket.price = clean.line(kind.title)[:80], place, kind.price
    ticket.early_price, ticket.early_until = kind.early_price, kind.early_until
    ticket.whom, ticket.capacity, ticket.is_on_sale = kind.whom, kind.capacity, True
    ticket.save()


@transaction.atomic
def make_code(*, ticket: Ticket, uses: int, note: str, by: Account | None, now: datetime) -> tuple[TicketCode, str]:
    """A code that opens the ticket so many times, and its letters: they are said this once. Raises NotByCode."""
    if ticket.whom != Whom.CODE:
        raise NotByCode
    letters = "".join(secrets.choice(selling.LETTERS) for _place in range(10))
    code = TicketCode.objects.create(
        ticket=ticket, digest=selling.digest(ticket.event, letters), end=letters[-3:], note=clean.line(note)[:80],
        uses=max(1, min(uses, MOST_USES)), made_at=now,
    )  # fmt: skip
    audit.record("events.make_code", by=by, at=now, subject=code, club_id=ticket.event.club_id)
    return code, f"{letters[:5]}-{letters[5:]}"


@transaction.atomic
def end_code(*, code: TicketCode, by: Account | None, now: datetime) -> None:
    """Nobody takes a ticket by it any more; who has one keeps it."""
    code.is_off = True
    code.save(update_fields=["is_off"])
    audit.record("events.end_code", by=by, at=now, subject=code, club_id=code.ticket.event.club_id)


def copied(event: Event, *, later: Any) -> list[Kind]:
    """The kinds on sale, for next year: `later` moves a moment as the event was moved."""
    return [
        Kind(one.title, one.price, one.early_price, later(one.early_until), one.whom, one.capacity)
        for one in event.tickets.filter(is_on_sale=True)
    ]
