"""What one writes to somebody one would like to know."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LineForm(forms.Form):
    words = forms.CharField(
        label=_("A line of your own"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        help_text=_("Such as where you know each other from, or why you ask. Most people answer a line."),
    )  # fmt: skip


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 4, "maxlength": 400}),
        help_text=_("If it is passed on, the person you want to meet reads it, too."),
        error_messages={"required": _("Say it in a sentence or two: nobody can pass on what is not said.")},
    )  # fmt: skip


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("A word of your own"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 400}),
        help_text=_("Both read it."),
        error_messages={"required": _("Say it in a sentence or two: nobody can pass on what is not said.")},
    )  # fmt: skip


class ChoiceForm(forms.Form):
    takes_requests = forms.BooleanField(
        label=_("Others may ask me to connect"), required=False,
        help_text=_("Without it nobody can; people who know you both may still introduce somebody."),
    )  # fmt: skip
