"""Fields that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from vezi.core import money
from vezi.core.money import Money, NotMoney

LONGEST_STORY = 10_000
MOST_SEATS = 100_000


class DayField(forms.DateField):
    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


class HourField(forms.TimeField):
    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **more)


class SeatsField(forms.IntegerField):
    """How many there are; empty for as many as one likes."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, min_value=1, max_value=MOST_SEATS, **more)


class StoryField(forms.CharField):
    """Several lines. Too long is an error beside the field, never a text cut short."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
        super().__init__(required=False, strip=False, widget=widget, **more)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > LONGEST_STORY:
            said = gettext(
                "That is %(count)s letters; there is room for %(longest)s. Nothing of it is lost: shorten it here."
            )
            raise forms.ValidationError(said % {"count": len(value), "longest": LONGEST_STORY})


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


def in_currency(form: forms.Form, currency: str) -> None:
    """Its amounts are of that money."""
    for field in form.fields.values():
        if isinstance(field, MoneyField):
            field.currency = currency
