"""Tickets in the form of an answer: which may be chosen for whom, and what the button says it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vezi.activities.events.models import Seat, Ticket, Whom
from vezi.activities.events.queries.offers import Offer
from vezi.activities.events.queries.shop import Shop
from vezi.activities.events.services import selling
from vezi.core.errors import Refused
from vezi.core.money import Money


@dataclass(frozen=True)
class Button:
    """What pressing does: `total` is what the seats come to, and what she agrees to."""

    words: str
    total: Money | None = None
    is_change: bool = False  # of an answer that stands as it is, all the same

    @property
    def agreed(self) -> str:
        return str(self.total.minor) if self.total is not None else ""


def price_of(offer: Offer) -> str:
    """“€40 until 1 May, then €45”."""
    if not offer.price:
        return _("free of charge")
    if not offer.is_early or offer.ticket.last_early_there is None:
        return str(offer.price)
    said = _("%(early)s until %(day)s, then %(full)s")
    day = date_format(offer.ticket.last_early_there, "MONTH_DAY_FORMAT")
    return said % {"early": offer.price, "day": day, "full": offer.full_price}


def named(offer: Offer) -> str:
    """A kind as one chooses it."""
    said = f"{offer.ticket.title}, {price_of(offer)}"
    if offer.left is None or offer.left > 10:
        return said
    if not offer.left:
        return f"{said} ({_('sold out')})"
    return f"{said} ({ngettext('%(count)d left', '%(count)d left', offer.left) % {'count': offer.left}})"


class Choice:
    """Of one answer: what it may be, out of what the shop has."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    @cached_property
    def held(self) -> dict[int, Seat]:
        return {seat.number: seat for seat in self.shop.held}

    @property
    def takes_codes(self) -> bool:
        return any(one.ticket.whom == Whom.CODE for one in self.shop.offers)

    def options(self, number: int) -> list[tuple[str, str]]:
        """For the seat of that number: what is open to it, and what it is already."""
        open_here = self.shop.open_to(number)
        found = [(one.ticket.public_id, named(one)) for one in open_here]
        has = self.held.get(number)
        if has is not None and has.ticket is not None and has.ticket not in [one.ticket for one in open_here]:
            found.insert(0, (has.ticket.public_id, has.ticket.title))
        return found

    def add_to(self, form: forms.Form, *, companions: int) -> None:
        """A field for each seat that has something to choose, and one for a code."""
        for number in range(companions + 1):
            options = self.options(number)
            if len(options) > 1:
                form.fields[f"ticket_{number}"] = forms.ChoiceField(
                    label=_("Ticket") if number == 0 else _("Their ticket"), required=False, choices=options,
                    initial=self._first(number, options),
                    widget=forms.RadioSelect() if number == 0 else forms.Select(),
                )  # fmt: skip
        if self.takes_codes:
            form.fields["code"] = forms.CharField(
                label=gettext_lazy("A code, if you were given one"), max_length=30, required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
            )  # fmt: skip

    def _first(self, number: int, options: Sequence[tuple[str, str]]) -> str:
        has = self.held.get(number)
        if has is not None and has.ticket is not None:
            return has.ticket.public_id
        left = [one.ticket.public_id for one in self.shop.offers if one.left != 0]
        return next((name for name, _words in options if name in left), options[0][0])

    def ticket(self, name: str | None) -> Ticket | None:
        known = [one.ticket for one in self.shop.offers] + [seat.ticket for seat in self.held.values() if seat.ticket]
        return next((one for one in known if one.public_id == name), None)

    def total(self, wants: Sequence[Ticket | None], code: str) -> Money | None:
        """What they come to; None where something is amiss, of which the answer itself will tell."""
        if self.shop.person is None:
            return None
        try:
            taken = selling.choose(self.shop, wants=wants, code=code, agreed=None)
        except Refused:
            return None
        return self.shop.money(sum(one.price for one in taken))

    def button(self, *, says_yes: bool, wants: Sequence[Ticket | None], code: str) -> Button:
        total = self.total(wants, code) if says_yes and self.shop.sells else None
        if total is None:
            return Button(_("Change my answer") if self.shop.mine is not None else _("Answer the invitation"))
        was = sum(seat.price for seat in self.held.values())
        if self.held and total.minor == was and len(wants) == len(self.held):
            return Button(_("Change my answer"), total, is_change=True)
        free, count = self.shop.free, len(wants)
        is_full = free is not None and (count - len(self.held) > free or (not self.held and self.shop.somebody_waits))
        if is_full and not self.held:
            said = ngettext("Wait for a ticket, %(sum)s", "Wait for %(count)d tickets, %(sum)s", count)
        elif total:
            said = ngettext("Take a ticket, %(sum)s", "Take %(count)d tickets, %(sum)s", count)
        else:
            said = ngettext("Take a ticket, free of charge", "Take %(count)d tickets, free of charge", count)
        return Button(said % {"count": count, "sum": total}, total)
