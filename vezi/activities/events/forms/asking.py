"""What is asked and answered on the page of an event, and why something of it is out of place."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("What you would like to say"), max_length=2000, strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("What is wrong with it"), max_length=300)
