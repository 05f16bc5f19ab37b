"""What an officer says of a pair."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.network.people import merging
from vezi.network.registrar.reviewing.queries import ONE, OTHER

SAME, DIFFERENT, ASK, LATER = "same", "different", "ask", "later"
#: How sure a club may want to be, in words an officer understands.
SURE = ((100, _("1 in 100")), (1000, _("1 in 1,000")), (10_000, _("1 in 10,000")))


class VerdictForm(forms.Form):
    """One person, two, her own word, or later; of what differs, whose word the record shall carry."""

    verdict = forms.ChoiceField(choices=[(one, one) for one in (SAME, DIFFERENT, ASK, LATER)])
    seen = forms.CharField(required=False)  # which two records the page showed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in merging.CARRIED:
            self.fields[name] = forms.ChoiceField(choices=[(ONE, ONE), (OTHER, OTHER)], required=False)

    @property
    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in merging.CARRIED if self.cleaned_data[name]}


class RulesForm(forms.Form):
    wrong_in = forms.TypedChoiceField(
        label=_("At most so many of them may be wrong"),
        choices=SURE,
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "radio radio-sm radio-primary"}),
    )
