"""What a graduate says of herself when a classmate passed an invitation on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.network.registrar.claiming.forms import WhoForm
from vezi.network.registrar.passing.queries import Said


class SealedForm(WhoForm):
    former_family = forms.CharField(label=_("Surname at graduation, if another"), max_length=200, required=False)
    field_order = ("given", "family", "former_family", "born_on", "student_number")

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)
