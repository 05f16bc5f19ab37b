"""What a graduate says of herself when a classmate passed an invitation on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.core.days import DayField
from vezi.network.registrar.passing.queries import Said


class SealedForm(forms.Form):
    given = forms.CharField(
        label=_("Given names"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family = forms.CharField(
        label=_("Surname"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    former_family = forms.CharField(label=_("Surname at graduation, if another"), max_length=200, required=False)
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

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)
