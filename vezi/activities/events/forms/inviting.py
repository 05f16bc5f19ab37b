"""When the house reminds by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models import Event


class RemindersForm(forms.Form):
    before = forms.IntegerField(
        label=_("Days before answers end on which those are asked who have not said yes or no"), required=False, min_value=1,
        max_value=60, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), help_text=_("Empty for never."),
    )  # fmt: skip
    on_the_eve = forms.BooleanField(label=_("Remind those who come, the day before"), required=False)

    @staticmethod
    def of(event: Event) -> dict[str, Any]:
        return {"before": event.reminds_before, "on_the_eve": event.reminds_on_the_eve}

    def said(self) -> dict[str, Any]:
        return {"before": self.cleaned_data["before"], "on_the_eve": self.cleaned_data["on_the_eve"]}
