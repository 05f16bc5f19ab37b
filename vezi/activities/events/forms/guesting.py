"""What somebody without an account says of herself to come to a public event."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.services.guesting import Name


class GuestForm(forms.Form):
    given = forms.CharField(
        label=_("Given name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )
    family = forms.CharField(
        label=_("Surname"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "dir": "auto"}),
    )  # fmt: skip
    mail = forms.EmailField(
        label=_("Mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    )

    def name(self) -> Name:
        return Name(self.cleaned_data["given"], self.cleaned_data["family"])
