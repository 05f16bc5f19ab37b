"""How often an event comes again, and until when."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.forms.fields import DayField
from vezi.activities.events.models import Event, Every


class SeriesForm(forms.Form):
    every = forms.ChoiceField(
        label=_("How often"), choices=Every.choices, widget=forms.RadioSelect, initial=Every.FORTNIGHT
    )
    until = DayField(label=_("Until"))

    def __init__(self, given: Any = None, *, event: Event) -> None:
        super().__init__(given, initial={"until": event.first_day + timedelta(weeks=26)})
        self.event = event

    def clean_until(self) -> date:
        said: date = self.cleaned_data["until"]
        if said <= self.event.first_day:
            raise forms.ValidationError(_("Choose a day after the first one."))
        return said
