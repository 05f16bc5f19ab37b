"""What one writes to join a club, and what officers look for and correct."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language_info, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core import features, geo
from vezi.core.days import DayField
from vezi.network.clubs.models import Club, JoiningRule
from vezi.network.consent.models import Basis, Notice
from vezi.network.memberships.models import Role, State
from vezi.network.memberships.queries import narrowing
from vezi.network.memberships.queries.ledger import DEAD, Wanted
from vezi.network.memberships.reach import Reach
from vezi.network.people import help as helping
from vezi.network.people import trades
from vezi.network.people.models import ContactKind, Person

FIRST_CLASS = 1900
OLDEST = 120  # years
YOUNGEST = 14  # years, at graduation


def latest_class() -> int:
    return timezone.localdate().year + 8


def year_field(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=FIRST_CLASS, max_value=latest_class,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
        error_messages={"invalid": _("Four digits, such as 1999.")}, **more,
    )  # fmt: skip


class BirthField(DayField):
    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Date of birth"), past=True, **more)
        self.widget.attrs["autocomplete"] = "bday"

    def clean(self, value: Any) -> date | None:
        born = super().clean(value)
        if born is not None and born.year < timezone.localdate().year - OLDEST:
            raise forms.ValidationError(_("That is too long ago for a date of birth."))
        return born


class JoinForm(forms.Form):
    """What somebody who asks to join says of themselves; what the club's rule needs must be filled in."""

    given = forms.CharField(label=_("Given names"), max_length=200)
    family = forms.CharField(label=_("Surname"), max_length=200)
    former_family = forms.CharField(label=_("Surname at graduation, if another"), max_length=200, required=False)
    class_year = year_field(_("Class year"), help_text=_("The year you graduated, or should have."))
    programme = forms.CharField(label=_("Programme"), max_length=200, required=False)
    born_on = BirthField(required=False)
    student_number = forms.CharField(
        label=_("Student number"), max_length=60, required=False, help_text=_("If you still know it.")
    )
    note = forms.CharField(
        label=_("A few words to the officers"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.club = club
        if club.joining == JoiningRule.PROOF:
            self.fields["born_on"].required = True
        if club.joining == JoiningRule.OPEN:
            for name in ("student_number", "note", "born_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        says_when = cleaned.get("class_year") or cleaned.get("student_number")
        if self.club.joining == JoiningRule.PROOF and not self.errors and not says_when:
            missing = _("Give your class year or your student number: without one nothing fits.")
            self.add_error("class_year", missing)
        return cleaned

    @staticmethod
    def of(person: Person | None) -> dict[str, Any]:
        """What is known of somebody who is a member elsewhere."""
        if person is None:
            return {}
        return {"given": person.given, "family": person.family, "born_on": person.born_on}


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it."), error_messages={"required": _("Say why: the person reads it.")},
    )  # fmt: skip


PAGE_SIZES = (20, 50, 100)
COLUMNS = {
    "programme": _("Programme"),
    "state": _("State"),
    "reach": _("Reach"),
    "seen": _("Last seen"),
    "city": _("City"),
    "mail": _("Mail"),
    "number": _("Student number"),
}
USUAL_COLUMNS = ("programme", "state", "reach", "seen")
LOOKED_AT_COLUMNS = frozenset({"city", "mail", "number"})  # shown to nobody else: each look is written down
SORTS = ("name", "-name", "class", "-class", "seen", "-seen")
STATES = (
    ("", _("On the books")),
    (State.RECORDED, pgettext_lazy("membership", "On record")),
    (State.MEMBER, pgettext_lazy("membership", "Member")),
    (State.LEFT, pgettext_lazy("membership", "Left")),
    (DEAD, pgettext_lazy("membership", "Deceased")),
)
REACHES = (("", _("Any reach")), *((one.value, one.label) for one in Reach if one is not Reach.DECEASED))
HAS_MAIL = (("", _("With or without")), ("yes", _("With a working mail address")), ("no", _("Without one")))
CLAIMED = (("", _("Taken up or not")), ("yes", _("Taken up by the person")), ("no", _("Not taken up yet")))
MOST_VALUES, LONGEST_VALUE = 50, 200  # of one kind; letters


def as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] if value not in (None, "") else []


class SeveralTexts(forms.TextInput):
    """Several values in one line, parted by semicolons; in an address each may also stand for itself."""

    def value_from_datadict(self, given: Any, _files: Any, name: str) -> list[str]:
        parts = (part for value in given.getlist(name) for part in value.split(";"))
        return [part for part in dict.fromkeys(" ".join(part.replace("\0", "").split()) for part in parts) if part]

    def format_value(self, value: Any) -> str:
        return "; ".join(as_list(value))


class SeveralField(forms.Field):
    """What is too long or too much is left out, never an error: it stands in an address."""

    widget = SeveralTexts

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(one for one in as_list(value) if len(one) <= LONGEST_VALUE)[:MOST_VALUES]


class SeveralChoices(forms.MultipleChoiceField):
    """The same of given values: those that are none are left out alone."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(one for one in dict.fromkeys(as_list(value)) if self.valid_value(one))


class DaySince(forms.DateField):
    def clean(self, value: Any) -> str:
        day = super().clean(value)
        return day.isoformat() if day is not None else ""


def many(kind: str, label: Any) -> forms.Field:
    """A field for several values of one kind (see queries.narrowing)."""
    if kind in CHOSEN_FROM:
        return SeveralChoices(label=label, choices=CHOSEN_FROM[kind], required=False)
    widget = SeveralTexts(attrs={"autocomplete": "off", "maxlength": 1000})
    return SeveralField(label=label, required=False, widget=widget)


CHOSEN_FROM: dict[str, Any] = {
    narrowing.COUNTRY: geo.countries,
    narrowing.TRADE: trades.CHOICES,
    narrowing.HELP: helping.CHOICES,
}


class LedgerForm(forms.Form):
    """The state of the ledger, as it stands in the address. What makes no sense there is left out, never an error."""

    q = forms.CharField(label=_("Find in this table"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    reach = forms.ChoiceField(label=_("Reach"), choices=REACHES, required=False)
    year_from = year_field(_("From the class of"))
    year_to = year_field(_("To the class of"))
    mail = forms.ChoiceField(label=_("Mail address"), choices=HAS_MAIL, required=False)
    claimed = forms.ChoiceField(label=_("Record"), choices=CLAIMED, required=False)
    joined_since = DaySince(
        label=_("Members since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    programme = many(narrowing.PROGRAMME, _("Programme"))
    degree = many(narrowing.DEGREE, _("Degree"))
    city = many(narrowing.CITY, _("City"))
    employer = many(narrowing.EMPLOYER, _("Employer"))
    country = many(narrowing.COUNTRY, _("Country"))
    trade = many(narrowing.TRADE, _("Trade"))
    help = many(narrowing.HELP, _("Will help with"))
    not_programme = many(narrowing.PROGRAMME, _("Not of the programme"))
    not_degree = many(narrowing.DEGREE, _("Not with the degree"))
    not_city = many(narrowing.CITY, _("Not in the city"))
    not_employer = many(narrowing.EMPLOYER, _("Not at the employer"))
    not_country = many(narrowing.COUNTRY, _("Not in the country"))
    not_trade = many(narrowing.TRADE, _("Not in the trade"))
    not_help = many(narrowing.HELP, _("Does not help with"))
    sort = forms.ChoiceField(choices=[(one, one) for one in SORTS], required=False, widget=forms.HiddenInput)
    size = forms.TypedChoiceField(
        label=_("A page holds"), choices=[(one, str(one)) for one in PAGE_SIZES], coerce=int, required=False
    )
    column = forms.MultipleChoiceField(
        label=_("Columns"), choices=tuple(COLUMNS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.full_clean()

    def said(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    def offer_countries(self, codes: set[str]) -> None:
        """Only those where somebody is stand on the page; any may stand in the address."""
        for name in (narrowing.COUNTRY, f"not_{narrowing.COUNTRY}"):
            offered = codes | {*(self.said(name) or ())}
            self.fields[name].widget.choices = [(code, word) for code, word in geo.countries() if code in offered]

    @property
    def narrows_further(self) -> bool:
        """Whether one of the filters is on that stand below the first ones."""
        wanted = self.wanted
        return any(getattr(wanted, name) for kind in narrowing.MANY for name in (kind, f"not_{kind}"))

    @property
    def excludes(self) -> bool:
        return any(getattr(self.wanted, f"not_{kind}") for kind in narrowing.MANY)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            find=self.said("q") or "",
            state=self.said("state") or "",
            reach=self.said("reach") or "",
            year_from=self.said("year_from"),
            year_to=self.said("year_to"),
            mail=self.said("mail") or "",
            claimed=self.said("claimed") or "",
            joined_since=self.said("joined_since") or "",
            sort=self.said("sort") or "name",
            **{name: self.said(name) or () for kind in narrowing.MANY for name in (kind, f"not_{kind}")},
        )

    @property
    def kept(self) -> str:
        """What is asked for, the same words for the same thing: an address without page and choice."""
        said = [(name, value) for name in self.base_fields for value in as_list(self.said(name))]
        return urlencode(said)

    @property
    def page_size(self) -> int:
        return self.said("size") or PAGE_SIZES[0]

    @property
    def columns(self) -> list[str]:
        chosen = self.said("column") or USUAL_COLUMNS
        return [name for name in COLUMNS if name in chosen]


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=_("What is the list for?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is written down with your name, and each person on the list can read that they were on it."),
        error_messages={"required": _("Say what it is for: it is written down.")},
    )  # fmt: skip


class ViewForm(forms.Form):
    """The name under which an officer keeps the people whom the ledger shows."""

    name = forms.CharField(
        label=_("Name of the segment"), max_length=60, error_messages={"required": _("Give it a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    is_shared = forms.BooleanField(label=_("For all officers of the club"), required=False)


class AddForm(forms.Form):
    """One graduate written down by hand."""

    given = forms.CharField(label=_("Given names"), max_length=200)
    family = forms.CharField(label=_("Surname"), max_length=200)
    former_family = forms.CharField(label=_("Surname at graduation, if another"), max_length=200, required=False)
    born_on = BirthField(required=False, help_text=_("It proves who somebody is when they claim the record."))
    class_year = year_field(_("Class year"))
    programme = forms.CharField(
        label=_("Programme"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "programmes", "autocomplete": "off"}),
    )  # fmt: skip
    degree = forms.CharField(
        label=_("Degree"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    mail = forms.EmailField(
        label=_("Mail address"), max_length=320, required=False, help_text=_("An invitation can go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("A mail address has an @ in it, such as ada@example.org.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        born, year = cleaned.get("born_on"), cleaned.get("class_year")
        if born and year and year - born.year < YOUNGEST:
            self.add_error("class_year", _("That would be a graduate of less than %(age)s years.") % {"age": YOUNGEST})
        return cleaned


class NameForm(forms.Form):
    given = forms.CharField(label=_("Given names"), max_length=200, required=False)
    family = forms.CharField(label=_("Surname"), max_length=200, required=False)
    preferred = forms.CharField(label=_("Called"), max_length=200, required=False)
    title = forms.CharField(label=_("Title"), max_length=60, required=False)


class DatesForm(forms.Form):
    """A birthday that the club does not hold is neither shown nor asked for."""

    born_on = BirthField(required=False)

    def __init__(self, *args: Any, with_birth: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_birth:
            del self.fields["born_on"]


class DeathForm(forms.Form):
    """The day may be unknown. What the family wishes to be read is asked for with who wished it."""

    deceased_on = DayField(label=_("Died on"), past=True, required=False, help_text=_("Leave it empty if unknown."))
    told_by = forms.CharField(
        label=_("How the club knows"), max_length=200, required=False,
        help_text=_("For officers alone: a notice in the paper, a letter of the family …"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Words of remembrance"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only if the family wishes. Whoever sees the name reads them on the person’s page."),
    )  # fmt: skip
    wished_by = forms.CharField(
        label=_("Who wished it"), max_length=200, required=False, help_text=_("Kept for officers alone.")
    )


class EraseForm(forms.Form):
    why = forms.CharField(
        label=_("How the person asked for it"), max_length=200,
        help_text=_("Such as “a letter of 3 May”. This is kept: write no name."),
    )  # fmt: skip
    is_sure = forms.BooleanField(
        label=_("I have read what goes and what stays."),
        error_messages={"required": _("Tick this first: nobody can take it back.")},
    )


class StudyForm(forms.Form):
    class_year = year_field(_("Class year"))
    degree = forms.CharField(label=_("Degree"), max_length=120, required=False)
    programme = forms.CharField(label=_("Programme"), max_length=200, required=False)


class TownForm(forms.Form):
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *geo.countries()]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label=_("Way"), choices=ContactKind.choices)
    value = forms.CharField(label=_("Address or number"), max_length=500)


class NoticeForm(forms.Form):
    """What the club tells of one purpose; the text once for each language of the house, as `text_sl`."""

    basis = forms.ChoiceField(label=_("On the basis of"), choices=Basis.choices)

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _title in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=gettext("What is used, why, for how long (%(language)s)")
                % {"language": get_language_info(code)["name_translated"]},
                required=code == club.language, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": _("Write it at least in the club’s own language.")},
            )  # fmt: skip

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code, _title in settings.LANGUAGES]

    @staticmethod
    def of(notice: Notice) -> dict[str, Any]:
        """What the form starts with."""
        return {"basis": notice.basis, **{f"text_{code}": text for code, text in notice.text.items()}}

    def facts(self) -> dict[str, Any]:
        said = {code: self.cleaned_data[f"text_{code}"].strip() for code, _title in settings.LANGUAGES}
        return {"basis": self.cleaned_data["basis"], "text": {code: text for code, text in said.items() if text}}


class RoleForm(forms.Form):
    """A role and its rights; rights the officer does not hold cannot be given, but those that are there may stay."""

    name = forms.CharField(label=_("Name of the role"), max_length=80)
    capabilities = forms.MultipleChoiceField(label=_("Rights"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, givable: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in features.capabilities() if one.code in givable]
        self.fields["capabilities"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.title}. {one.hint}." if one.hint else str(one.title)) for one in offered
        ]


class AppointForm(forms.Form):
    role = forms.ModelChoiceField(label=_("As"), queryset=Role.objects.none(), empty_label=None)
    is_listed = forms.BooleanField(label=_("Named on the club’s page"), required=False, initial=True)

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]
