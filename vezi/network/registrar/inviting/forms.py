"""Which graduates to invite, and by which rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.network.clubs.models import Club, Programme
from vezi.network.registrar.inviting import queries
from vezi.network.registrar.inviting.queries import Wanted
from vezi.network.registrar.models import InvitationRules

FIRST_CLASS, LAST_CLASS = 1850, 2150


def year_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=FIRST_CLASS, max_value=LAST_CLASS,
        widget=forms.NumberInput(attrs={"type": "text", "inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
        error_messages={"invalid": _("Four digits, such as 1999.")},
    )  # fmt: skip


class WantedForm(forms.Form):
    """The filter; it stands in the address."""

    first = year_field(pgettext_lazy("class years", "From the class of"))
    last = year_field(pgettext_lazy("class years", "To the class of"))
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), to_field_name="public_id", required=False,
        empty_label=pgettext_lazy("programmes", "All"),
    )  # fmt: skip

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "select select-sm w-full" if name == "programme" else "input input-sm w-full"
        self.fields["programme"].queryset = queries.programmes_of(club)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What was asked for; a part that cannot be read narrows nothing, and is said to be wrong at its field."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(said.get("first"), said.get("last"), said.get("programme"))


class RulesForm(forms.Form):
    asks_proof = forms.BooleanField(
        label=_("Ask for the birth date or student number before a link opens the record"), required=False
    )
    link_days = forms.IntegerField(label=_("Days a link by mail holds"), min_value=1, max_value=365)
    code_days = forms.IntegerField(label=_("Days a code by letter holds"), min_value=1, max_value=365)
    pause_days = forms.IntegerField(
        label=_("Days until the same person may be invited again"), min_value=0, max_value=365
    )

    @staticmethod
    def of(rules: InvitationRules) -> dict[str, object]:
        return {name: getattr(rules, name) for name in RulesForm.base_fields}
