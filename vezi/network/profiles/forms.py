"""What one may write on one's own page."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core import geo
from vezi.core.audience import Audience
from vezi.network.clubs.models import AffiliationKind, StudyMode
from vezi.network.people import help as helping
from vezi.network.people import trades
from vezi.network.people.models import ContactKind

FIRST_YEAR = 1900


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        # A planned year, such as the end of one's studies, may lie ahead.
        super().__init__(min_value=FIRST_YEAR, max_value=timezone.localdate().year + 10, required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "class": "max-w-28"}
        self.error_messages["invalid"] = _("Four digits, such as 1999.")


def country_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Country"), required=False, choices=countries_to_choose)


def countries_to_choose() -> list[tuple[str, str]]:
    return [("", "–"), *geo.countries()]


class NameForm(forms.Form):
    given = forms.CharField(label=_("Given names"), max_length=200, required=False)
    family = forms.CharField(label=_("Surname"), max_length=200, required=False)
    preferred = forms.CharField(
        label=_("What people call you"),
        max_length=200,
        required=False,
        help_text=_("If it is not your first given name."),
    )
    title = forms.CharField(label=_("Title"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("given") and not cleaned.get("family"):
            self.add_error("family", _("A person needs at least one name."))
        return cleaned


class AboutForm(forms.Form):
    ask_about = forms.CharField(
        label=_("Ask me about"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you know from the inside, in your own words."),
    )  # fmt: skip


class HelpForm(forms.Form):
    helps_with = forms.MultipleChoiceField(
        label=_("I can help with"), choices=helping.CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )


class LanguagesForm(forms.Form):
    speaks = forms.MultipleChoiceField(
        label=_("I speak"), choices=geo.spoken_languages, required=False, widget=forms.CheckboxSelectMultiple
    )


class HomeTownForm(forms.Form):
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = country_field()


class PositionForm(forms.Form):
    title = forms.CharField(label=_("What you do"), max_length=200, required=False)
    employer = forms.CharField(label=_("Where"), max_length=200, required=False)
    trade = forms.ChoiceField(label=_("Trade"), required=False, choices=[("", "–"), *trades.CHOICES])
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = country_field()
    started_year = YearField(label=_("Since"))
    ended_year = YearField(label=_("Until"), help_text=_("Leave it empty if you work there now."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("title") and not cleaned.get("employer"):
            self.add_error("title", _("Say what you do, or where."))
        hold_the_order(self, cleaned)
        cleaned["is_current"] = cleaned.get("ended_year") is None
        return cleaned


class StudyForm(forms.Form):
    kind = forms.ChoiceField(label=_("You were there as"), choices=AffiliationKind.choices)
    institution = forms.CharField(label=_("School or faculty"), max_length=200)
    programme = forms.CharField(label=_("Programme"), max_length=200, required=False)
    degree = forms.CharField(label=_("Degree"), max_length=120, required=False)
    mode = forms.ChoiceField(label=_("Mode of study"), required=False, choices=[("", "–"), *StudyMode.choices])
    started_year = YearField(label=_("From"))
    ended_year = YearField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        hold_the_order(self, cleaned)
        return cleaned


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=ContactKind.choices)
    value = forms.CharField(label=_("Value"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ContactValueForm(forms.Form):
    value = forms.CharField(label=_("Value"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class BirthForm(forms.Form):
    born_on = forms.DateField(label=_("Date of birth"), required=False)

    def clean_born_on(self) -> date | None:
        born_on = self.cleaned_data["born_on"]
        if born_on and not FIRST_YEAR <= born_on.year <= timezone.localdate().year - 10:
            raise forms.ValidationError(_("This cannot be a date of birth."))
        return born_on


#: Who may see a list of connections, the narrowest last.
LISTED = (Audience.NETWORK, Audience.CLUB, Audience.CONNECTIONS, Audience.NOBODY)


class TiesForm(forms.Form):
    list_audience = forms.ChoiceField(
        label=_("Who sees whom I am connected with"), widget=forms.RadioSelect,
        choices=[(int(one), one.label) for one in LISTED],
        help_text=_(
            "Beside people you know, they read that you know them, and ways that lead through you are shown. With “Only me”"
            " nobody reads it."
        ),
    )  # fmt: skip
    is_suggested = forms.BooleanField(
        label=_("Suggest me to people who may want to know me"), required=False,
        help_text=_("Only to people who may see me anyway."),
    )  # fmt: skip


def hold_the_order(form: forms.Form, cleaned: dict[str, Any]) -> None:
    started, ended = cleaned.get("started_year"), cleaned.get("ended_year")
    if started and ended and ended < started:
        form.add_error("ended_year", _("This lies before the beginning."))
