"""Letters that came back, and the rules of reaching."""

from urllib.parse import parse_qs, urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.network.registrar.inviting import keys


class ReturnedForm(forms.Form):
    """The code of a letter, typed or scanned: a scanner that types gives the whole address behind the picture."""

    code = forms.CharField(
        label=_("Code of the letter"), max_length=300,
        help_text=_("Such as K7MPX-3WQRT. A scanner may read the picture on the letter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"].strip()
        code = parse_qs(urlsplit(typed).query).get("code", [""])[0] if "://" in typed else typed
        if len(keys.plain(code)) != keys.CODE_LENGTH:
            raise forms.ValidationError(_("A code has ten letters and digits, such as K7MPX-3WQRT."))
        return code


class ReachRulesForm(forms.Form):
    asks_yearly = forms.BooleanField(required=False)
