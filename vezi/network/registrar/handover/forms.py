"""How a file is handed over, and what somebody says who objects without a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.core.days import DayField

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


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the letter"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class ObjectionForm(forms.Form):
    given = forms.CharField(
        label=_("Given names"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family = forms.CharField(
        label=_("Surname, as it was at graduation"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )  # fmt: skip
    born_on = DayField(
        label=_("Your date of birth"), past=True, required=False,
        help_text=_("Such as 14. 5. 1976. One of the two is enough: this, or the student number."),
    )  # fmt: skip
    student_number = forms.CharField(
        label=_("or your student number"), max_length=60, required=False, help_text=_("On your old index or diploma."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("born_on") and not cleaned.get("student_number"):
            self.add_error("born_on", _("Give one of the two."))
        return cleaned
