"""Money that moved: typed by organisers, or read from what the bank says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.forms.fields import DayField, MoneyField, in_currency
from vezi.activities.events.models import Way


class MovementForm(forms.Form):
    """Money that came, or went back."""

    amount = MoneyField(label=pgettext_lazy("money", "How much"))
    way = forms.ChoiceField(label=_("By which way"), choices=Way.choices)
    on = DayField(label=_("On"))

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, currency)


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
