"""What organisers write to all who come."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WordForm(forms.Form):
    text = forms.CharField(
        label=_("What you would like to say"), max_length=4000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )  # fmt: skip
