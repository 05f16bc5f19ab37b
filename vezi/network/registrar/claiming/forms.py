"""What is typed on the way to a record, and what its owner puts right in it."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.core import geo
from vezi.core.days import DayField
from vezi.network.people.models import ContactKind


class LetterForm(forms.Form):
    """From a letter."""

    code = forms.CharField(
        label=_("Code from the letter"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class CodeForm(LetterForm):
    born_on = DayField(
        label=_("Your date of birth"), past=True, required=False,
        help_text=_("Such as 14. 5. 1976. Leave it empty only if the club does not know it."),
    )  # fmt: skip


class ProofForm(forms.Form):
    """One thing only the owner would know; of two, either."""

    born_on = DayField(label=_("Your date of birth"), past=True, required=False)
    student_number = forms.CharField(
        label=_("or your student number"), max_length=60, required=False, help_text=_("On your old index or diploma."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = set(asked)
        for name in set(self.fields) - self.asked:
            del self.fields[name]
        if len(self.asked) == 1:
            self.fields[next(iter(self.asked))].required = True
        if "born_on" not in self.asked and "student_number" in self.fields:
            self.fields["student_number"].label = _("Your student number")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.asked):
            self.add_error(next(iter(self.fields)), _("Give one of the two."))
        return cleaned


class EraseForm(ProofForm):
    """Proof of whose record it is, where something is known to prove it by."""

    is_sure = forms.BooleanField(
        label=_("Erase my record. I know that nobody can take this back."),
        error_messages={"required": _("Tick this first: nobody can take it back.")},
    )

    def __init__(self, *args: Any, asked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, asked={*asked, "is_sure"}, **kwargs)
        self.asked = set(asked)
        if len(self.asked) == 1:
            self.fields[next(iter(self.asked))].required = True

    def clean(self) -> dict[str, Any]:
        return super().clean() if self.asked else self.cleaned_data


class NameForm(forms.Form):
    given = forms.CharField(label=_("Given names"), max_length=200, required=False)
    family = forms.CharField(label=_("Surname"), max_length=200, required=False)
    preferred = forms.CharField(label=_("What people call you"), max_length=200, required=False)


class BirthForm(forms.Form):
    born_on = DayField(label=_("Date of birth"), past=True, required=False)


class TownForm(forms.Form):
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = forms.TypedChoiceField(label=_("Country"), required=False, choices=lambda: [("", "–"), *geo.countries()])


class WorkForm(forms.Form):
    title = forms.CharField(label=_("What you do"), max_length=200, required=False)
    employer = forms.CharField(label=_("Where"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("title") and not cleaned.get("employer"):
            self.add_error("title", _("Say what you do, or where."))
        return cleaned


class ContactForm(forms.Form):
    value = forms.CharField(label=_("Value"), max_length=500)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = ContactKind(kind).label
        if kind == ContactKind.POST:
            self.fields["value"].widget = forms.Textarea(attrs={"rows": 3})


class WrongStudyForm(forms.Form):
    """Degrees come from the registrar: what is wrong with one is said to the club."""

    words = forms.CharField(
        label=_("What is wrong with it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The registrar reads it and puts it right."),
    )  # fmt: skip


class WhoForm(forms.Form):
    """Name, and one thing only the person knows: the birth date or the student number."""

    given = forms.CharField(
        label=_("Given names"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family = forms.CharField(
        label=_("Surname"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    born_on = DayField(
        label=_("Your date of birth"), past=True, required=False,
        help_text=_("Such as 14. 5. 1976. One of the two is enough: this, or the student number."),
    )  # fmt: skip
    student_number = forms.CharField(
        label=_("or your student number"), max_length=60, required=False, help_text=_("On your old index or diploma."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("born_on") and not cleaned.get("student_number"):
            self.add_error("born_on", _("Give one of the two."))
        return cleaned
