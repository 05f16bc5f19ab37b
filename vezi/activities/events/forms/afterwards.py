"""What is said of an event that is over, and the photographs of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.core.enclosing import SeveralFiles


class PhotographsForm(forms.Form):
    says = forms.CharField(
        label=_("What they show"), max_length=200, required=False, help_text=_("For those who cannot see them.")
    )
    brought = forms.FileField(
        label=_("Photographs"), required=False, widget=SeveralFiles(attrs={"multiple": True, "accept": "image/*"}),
        help_text=_("Twenty at once, each up to 12 MB. Nothing but the picture is kept of the file."),
    )  # fmt: skip


class TakeDownForm(forms.Form):
    words = forms.CharField(
        label=_("A word to the organisers"), max_length=300, required=False, help_text=_("You need not say why.")
    )


class OpinionForm(forms.Form):
    liked = forms.TypedChoiceField(
        label=_("How was it?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("Wonderful")), (4, _("Good")), (3, _("All right")), (2, _("Not so good")), (1, _("A pity"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("What should stay, what should change?"), max_length=1000, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}), help_text=_("The organisers read it without your name."),
    )  # fmt: skip
