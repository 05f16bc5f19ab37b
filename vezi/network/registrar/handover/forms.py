"""How a file is handed over, and what somebody says who objects without a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.network.registrar.claiming.forms import WhoForm

SHORTEST, USUAL, LONGEST = 7, 30, 180  # days


class HoldForm(forms.Form):
    giver = forms.CharField(
        label=_("Who hands the records over"), max_length=200,
        help_text=_("As people will read it: “The student office of the Faculty of Economics”."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("Days to object"), min_value=SHORTEST, max_value=LONGEST, initial=USUAL,
        widget=forms.NumberInput(attrs={"type": "text", "inputmode": "numeric", "maxlength": 3, "autocomplete": "off"}),
        help_text=_("From the day each person is told; a letter by post has five more."),
        error_messages={"invalid": _("A number of days, such as 30.")},
    )  # fmt: skip


class ObjectionForm(WhoForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].label = _("Surname, as it was at graduation")
