"""What an officer sets up of the club."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core.audience import Audience
from vezi.core.bank import iban
from vezi.core.components.marks import CRESTS
from vezi.network.clubs.models import Club, JoiningRule

FIRST_YEAR = 1088  # Bologna
CREST_SHAPES = {
    "shield": pgettext_lazy("crest", "Shield"),
    "swiss": pgettext_lazy("crest", "Shield with a point"),
    "lozenge": pgettext_lazy("crest", "Lozenge"),
    "round": pgettext_lazy("crest", "Round"),
    "gate": pgettext_lazy("crest", "Gate"),
    "book": pgettext_lazy("crest", "Book"),
}
#: Fields that stand in the form as they stand in the club.
PLAIN = (
    *("name", "short_name", "founded_year", "city", "time_zone", "colour", "crest_shape", "crest_letters", "joining"),
    *("default_audience", "shows_unclaimed", "unclaimed_basis", "legal_name", "postal_address", "contact_mail"),
    *("payee_name", "payee_street", "payee_town", "iban", "bic"),
)
#: What each rule and audience means, written out beside the choice.
JOINING = (
    (JoiningRule.OPEN, _("Open. Whoever asks is a member at once, with a record of their own.")),
    (JoiningRule.APPROVAL, _("By approval. An officer decides on each request.")),
    (
        JoiningRule.PROOF,
        _(
            "By proof. Student number and date of birth, or name, date of birth and class year, are compared with the "
            "registrar’s records; what fits exactly one is in at once, everything else goes to an officer."
        ),
    ),
)
APPEAR = (
    (Audience.CLUB, _("Members of the club. Other clubs and strangers do not see who is in it.")),
    (Audience.NETWORK, _("Everyone in the network: members of all clubs. Strangers do not see who is in it.")),
    (Audience.PUBLIC, _("Everyone, strangers and search engines too.")),
)


class ClassForm(forms.Form):
    """The year field of the front page."""

    year = forms.IntegerField(
        label=_("Your class year"), min_value=1850, max_value=2150,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Four digits, such as 1999.")
        ),
    )  # fmt: skip


class ClubForm(forms.Form):
    """Name, colour, texts and rules. Texts come once for each language of the house, as `lede_sl`, `about_sl`."""

    name = forms.CharField(label=_("Name of the club"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=40,
        required=False,
        help_text=_("Stands beside the sign at the head of pages."),
    )
    founded_year = forms.IntegerField(label=_("Founded in"), required=False, min_value=FIRST_YEAR)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    language = forms.ChoiceField(
        label=_("The club’s own language"), help_text=_("Letters are written in it where a person chose none.")
    )
    also_in = forms.MultipleChoiceField(
        label=_("Languages of the club"), required=False, widget=forms.CheckboxSelectMultiple
    )

    colour = forms.CharField(label=_("Colour"), max_length=7, widget=forms.TextInput(attrs={"type": "color"}))
    crest_shape = forms.ChoiceField(label=_("Shape of the crest"), required=False)
    crest_letters = forms.CharField(
        label=_("Letters on the crest"), max_length=3, required=False, help_text=_("One to three.")
    )

    joining = forms.ChoiceField(label=_("Who may join"), choices=JOINING, widget=forms.RadioSelect)
    default_audience = forms.TypedChoiceField(
        label=_("To whom members appear who made no choice"),
        coerce=int,
        choices=APPEAR,
        widget=forms.RadioSelect,
        help_text=_("Name, class year and programme. Addresses, work and home town stay hidden until one shows them."),
    )
    shows_unclaimed = forms.BooleanField(
        label=_("Members see name and class year of unclaimed graduates"), required=False,
        help_text=_("Without this an unclaimed record is seen by officers alone."),
    )  # fmt: skip
    unclaimed_basis = forms.CharField(
        label=_("On which basis"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as a legitimate interest, with the weighing of it and the day it was decided. It is kept."),
    )  # fmt: skip

    legal_name = forms.CharField(label=_("Who answers for the data"), max_length=200, required=False)
    postal_address = forms.CharField(
        label=_("Postal address"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact_mail = forms.EmailField(label=_("Mail address of the club"), required=False)

    payee_name = forms.CharField(label=_("Holder of the account"), max_length=70, required=False)
    payee_street = forms.CharField(label=_("Street and number"), max_length=33, required=False)
    payee_town = forms.CharField(label=_("Postcode and town"), max_length=33, required=False)
    iban = forms.CharField(label=_("Account number (IBAN)"), max_length=50, required=False)
    bic = forms.CharField(
        label=_("Code of the bank (BIC)"), max_length=15, required=False,
        help_text=_("Only banks outside the European Economic Area still ask for it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, get_language_info(code)["name_translated"]) for code, _title in settings.LANGUAGES]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["also_in"].choices = languages  # type: ignore[attr-defined]
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        self.fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in zones]  # type: ignore[attr-defined]
        shapes = [(shape, CREST_SHAPES.get(shape, shape)) for shape in CRESTS]
        self.fields["crest_shape"].choices = [("", _("As it comes")), *shapes]  # type: ignore[attr-defined]
        for code, title in languages:
            self._add_texts(code, title)

    def _add_texts(self, code: str, title: str) -> None:
        self.fields[f"name_{code}"] = forms.CharField(
            label=_("Name (%(language)s), if it differs") % {"language": title}, max_length=120, required=False
        )
        self.fields[f"lede_{code}"] = forms.CharField(
            label=_("In one sentence (%(language)s)") % {"language": title}, max_length=300, required=False
        )
        self.fields[f"about_{code}"] = forms.CharField(
            label=_("About the club (%(language)s)") % {"language": title}, required=False, max_length=5000,
            widget=forms.Textarea(attrs={"rows": 5}),
        )  # fmt: skip

    @property
    def texts(self) -> list[dict[str, Any]]:
        """The text fields of each language, in order."""
        return [
            {"name": self[f"name_{code}"], "lede": self[f"lede_{code}"], "about": self[f"about_{code}"]}
            for code, _title in settings.LANGUAGES
        ]

    def clean_founded_year(self) -> int | None:
        year = self.cleaned_data["founded_year"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError(_("That year has not come yet."))
        return year

    def clean_colour(self) -> str:
        return self.cleaned_data["colour"].lower()

    def clean_iban(self) -> str:
        typed = self.cleaned_data["iban"].strip()
        if typed and iban.read(typed) is None:
            raise forms.ValidationError(_("That is no account number: compare each group of four with the bank’s."))
        return iban.read(typed) or ""

    def clean_bic(self) -> str:
        typed = self.cleaned_data["bic"].strip()
        if typed and iban.read_bic(typed) is None:
            raise forms.ValidationError(_("A BIC has 8 or 11 letters and digits, such as LJBASI2X."))
        return iban.read_bic(typed) or ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("iban") and not cleaned.get("payee_name", "").strip():
            self.add_error("payee_name", _("Say whose account it is, as the bank knows the holder."))
        if cleaned.get("shows_unclaimed") and not cleaned.get("unclaimed_basis", "").strip():
            self.add_error("unclaimed_basis", _("Write down the basis; without one they are not shown."))
        return cleaned

    @staticmethod
    def of(club: Club) -> dict[str, Any]:
        """What the form starts with."""
        initial = {field: getattr(club, field) for field in PLAIN}
        initial |= {"language": club.language, "also_in": club.languages, "iban": iban.shown(club.iban)}
        for code, _title in settings.LANGUAGES:
            for kind, said in (("name", club.names), ("lede", club.lede), ("about", club.about)):
                initial[f"{kind}_{code}"] = said.get(code, "")
        return initial

    def facts(self) -> dict[str, Any]:
        """What was said, as fields of `Club`."""
        said = {name: self.cleaned_data[name] for name in PLAIN}
        own = self.cleaned_data["language"]
        said["languages"] = [own, *(code for code in self.cleaned_data["also_in"] if code != own)]
        for kind, field in (("name", "names"), ("lede", "lede"), ("about", "about")):
            texts = {code: self.cleaned_data[f"{kind}_{code}"].strip() for code, _title in settings.LANGUAGES}
            said[field] = {code: text for code, text in texts.items() if text}
        return said
