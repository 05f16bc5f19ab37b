"""What one writes of a stay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.days import DayField
from vezi.core.errors import Refused
from vezi.network.directory.stays import services
from vezi.network.directory.stays.services import AUDIENCES

EXAMPLE = _("Such as 14. 5. 2027.")


class StayForm(forms.Form):
    city = forms.CharField(
        label=_("City"), max_length=80, help_text=_("Its country may help: “Vienna, Austria”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    starts_on = DayField(label=_("First day"), help_text=EXAMPLE)
    ends_on = DayField(label=_("Last day"), help_text=EXAMPLE)
    line = forms.CharField(
        label=_("A line for those who see it"), max_length=200, required=False,
        help_text=_("What brings you there, when you have time."),
    )  # fmt: skip
    audience = forms.TypedChoiceField(
        label=_("Who sees it"), coerce=int, choices=[(one.value, one.label) for one in reversed(AUDIENCES)],
        initial=Audience.CLUB, widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_city(self) -> City:
        said = self.cleaned_data["city"]
        city = known.typed(" ".join(said.split()))
        if city is None:
            raise forms.ValidationError(_("We know no city called “%(said)s”."), params={"said": said})
        return city

    def clean_line(self) -> str:
        return " ".join(self.cleaned_data["line"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            services.check(
                starts_on=cleaned["starts_on"],
                ends_on=cleaned["ends_on"],
                audience=cleaned["audience"],
                today=self.today,
            )
        except services.TooFar as refused:
            self.add_error("starts_on", str(refused))
        except Refused as refused:
            self.add_error("ends_on", str(refused))
        return cleaned
