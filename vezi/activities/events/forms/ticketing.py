"""What organisers write of tickets, of how they are paid, and of codes for some of them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events import cards, moments
from vezi.activities.events.forms.fields import DayField, MoneyField, SeatsField, in_currency
from vezi.activities.events.forms.rows import Row, Rows, rows_made_of
from vezi.activities.events.models import Event, Ticket, Till, Whom
from vezi.activities.events.services.ticketing import MOST_KINDS, MOST_USES, Kind, Ways
from vezi.core import money
from vezi.core.wording import clean


class KindForm(Row):
    """One kind of ticket."""

    title = forms.CharField(label=_("Ticket"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto"}))
    price = MoneyField(label=_("Price"), error_messages={"required": _("Say what it costs; 0 for what is free.")})
    early_price = MoneyField(label=_("Early price"), required=False)
    early_day = DayField(label=_("until the end of"), required=False)
    whom = forms.ChoiceField(label=_("For whom"), choices=Whom.choices, initial=Whom.ALL)
    capacity = SeatsField(label=_("How many"))

    def __init__(self, *args: Any, event: Event, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        in_currency(self, currency)

    @property
    def is_empty(self) -> bool:
        return not any(str(self.cleaned_data.get(name) or "") for name in ("title", "price", "early_price", "capacity"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors or self.is_empty:
            return given
        if clean.is_blank(given.get("title", "")):
            self.add_error("title", _("Give each ticket a name that can be read."))
        early, day = given.get("early_price"), given.get("early_day")
        if (early is None) != (day is None):
            self.add_error("early_day" if day is None else "early_price", _("An early price has a last day."))
        elif early is not None and given.get("price") is not None and early >= given["price"]:
            self.add_error("early_price", _("That is not less than the price."))
        return given

    def kind(self) -> Kind:
        given = self.cleaned_data
        until = moments.end_of(given["early_day"], self.event.zone) if given["early_day"] else None
        return Kind(
            given["title"], given["price"], given["early_price"], until, given["whom"], given["capacity"],
            public_id=given["public_id"],
        )  # fmt: skip


class KindRows(Rows):
    def kinds(self) -> list[Kind]:
        return [one.kind() for one in self.kept if not one.is_empty]


KindFormSet = rows_made_of(KindForm, KindRows, most=MOST_KINDS)


def rows_of(tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """What the rows begin with."""
    return [
        {
            "public_id": one.public_id, "title": one.title, "price": one.price, "early_price": one.early_price,
            "early_day": one.last_early_there.date() if one.last_early_there else None, "whom": one.whom,
            "capacity": one.capacity,
        }
        for one in tickets
    ]  # fmt: skip


class WaysForm(forms.Form):
    """How people pay."""

    currency = forms.ChoiceField(label=_("Currency"))
    at_door = forms.BooleanField(label=pgettext_lazy("paid", "At the door"), required=False, initial=True)
    by_transfer = forms.BooleanField(label=_("By bank transfer, with a picture their bank reads"), required=False)
    by_card = forms.BooleanField(label=_("By card"), required=False)
    pay_within = forms.IntegerField(label=_("Days to pay by transfer"), min_value=1, max_value=365, initial=14)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency = self.fields["currency"]
        assert isinstance(currency, forms.ChoiceField)
        currency.choices = [(one, f"{one}, {money.name_of(one)}") for one in money.currencies()]
        if cards.provider() is None:
            del self.fields["by_card"]

    @staticmethod
    def of(till: Till | None) -> dict[str, Any]:
        till = till or Till()
        return {name: getattr(till, name) for name in ("currency", "at_door", "by_transfer", "by_card", "pay_within")}

    def ways(self) -> Ways:
        given = self.cleaned_data
        return Ways(
            given["currency"], given["at_door"], given["by_transfer"], given.get("by_card", False), given["pay_within"]
        )


class CodeForm(forms.Form):
    note = forms.CharField(
        label=_("For whom"), max_length=80, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    uses = forms.IntegerField(label=_("How often it may be used"), min_value=1, max_value=MOST_USES, initial=1)
