"""What organisers write of tickets, of codes, and of money that moved: rows of a form, added and removed without a script."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events import cards, moments
from vezi.activities.events.models import Event, Ticket, Till, Way, Whom
from vezi.activities.events.services.ticketing import MOST_KINDS, MOST_USES, Kind, Ways
from vezi.core import money
from vezi.core.money import Money, NotMoney
from vezi.core.wording import clean


class MoneyField(forms.CharField):
    """An amount as people type it; minor units of the form's currency come out of it."""

    def __init__(self, *, currency: str = "EUR", **more: Any) -> None:
        self.currency = currency
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **more)

    def prepare_value(self, value: Any) -> Any:
        return Money(value, self.currency).typed if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            return money.read(said, self.currency).minor
        except NotMoney as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class DayField(forms.DateField):
    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


class Tick(forms.CheckboxInput):
    """Of a row that is to go."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "checkbox checkbox-primary checkbox-sm"})


class KindForm(forms.Form):
    """A row: one kind of ticket. One at the end that nobody wrote in is none."""

    use_required_attribute = False

    public_id = forms.CharField(required=False, max_length=13, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Ticket"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto"}))
    price = MoneyField(label=_("Price"), error_messages={"required": _("Say what it costs; 0 for what is free.")})
    early_price = MoneyField(label=_("Early price"), required=False)
    early_day = DayField(label=_("until the end of"), required=False)
    whom = forms.ChoiceField(label=_("For whom"), choices=Whom.choices, initial=Whom.ALL)
    capacity = forms.IntegerField(label=_("How many"), required=False, min_value=1, max_value=100_000)

    def __init__(self, *args: Any, event: Event, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        for name in ("price", "early_price"):
            field = self.fields[name]
            assert isinstance(field, MoneyField)
            field.currency = currency

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
        until = None
        if given["early_day"]:
            until = moments.read(given["early_day"], time(23, 59), self.event.zone, second=True)
        return Kind(
            given["title"], given["price"], given["early_price"], until, given["whom"], given["capacity"],
            public_id=given["public_id"],
        )  # fmt: skip


class KindRows(forms.BaseFormSet):
    deletion_widget = Tick

    def kinds(self) -> list[Kind]:
        """Those with a name that were not removed."""
        return [one.kind() for one in self.forms if not one.is_empty and one not in self.deleted_forms]


KindFormSet = forms.formset_factory(
    KindForm,
    formset=KindRows,
    extra=1,
    can_delete=True,
    max_num=MOST_KINDS,
    validate_max=True,
    absolute_max=MOST_KINDS + 5,
)


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


class MovementForm(forms.Form):
    """Money that came, or went back."""

    amount = MoneyField(label=pgettext_lazy("money", "How much"))
    way = forms.ChoiceField(label=_("By which way"), choices=Way.choices)
    on = DayField(label=_("On"))

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["amount"]
        assert isinstance(amount, MoneyField)
        amount.currency = currency


class StatementForm(forms.Form):
    """What came in: a file of the bank's, or lines of it."""

    file = forms.FileField(
        label=_("A file of your bank’s (camt.053)"), required=False, widget=forms.FileInput(attrs={"accept": ".xml"})
    )
    lines = forms.CharField(
        label=_("Or lines with references and amounts"), required=False, strip=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("As they are copied from the bank’s page. Lines without a reference of this event are passed over."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not str(given.get("lines") or "").strip():
            raise forms.ValidationError(_("Choose a file, or paste some lines."))
        return given
