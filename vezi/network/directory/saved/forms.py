from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.network.directory.saved.models import Every


class SavedForm(forms.Form):
    """The name of a search, and how often its owner wants to hear of it."""

    name = forms.CharField(
        label=_("Name of the search"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Give it a name."), "max_length": _("At most %(limit_value)d letters, please.")
        },
    )  # fmt: skip
    every = forms.ChoiceField(label=_("Write to me when somebody new fits"), choices=Every.choices)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["every"].widget.attrs["class"] = ""
