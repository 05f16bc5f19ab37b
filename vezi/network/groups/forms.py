"""What is written into groups. Whatever is wrong, what was typed stays in the form."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core.cities import known
from vezi.core.enclosing import Files
from vezi.core.viewer import Viewer
from vezi.core.wording import clean
from vezi.network.groups.access import KEEP_GROUPS
from vezi.network.groups.models import Follow, Group, Joining, Kind, Rank
from vezi.network.groups.services.writing import Said
from vezi.network.people import trades

MOST_OPTIONS = 10
NETWORK = "network"


class Words(forms.CharField):
    """Several lines. Too long is an error beside the field, never a text cut short: no `maxlength` is set."""

    def __init__(self, *, longest: int, rows: int = 4, **more: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **more)
        self.longest = longest

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.required and clean.is_blank(value[: clean.LONGEST_TEXT]):
            raise forms.ValidationError(_("Write something that can be read."), code="required")
        if len(value) > self.longest:
            said = gettext(
                "That is %(count)s characters; there is room for %(longest)s. Nothing of it is lost: shorten it here."
            )
            raise forms.ValidationError(said % {"count": len(value), "longest": self.longest})


class Title(forms.CharField):
    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=clean.LONGEST_TITLE, widget=forms.TextInput(attrs={"dir": "auto"}), **more)
        self.widget.attrs.pop("maxlength", None)


class AnswerForm(forms.Form):
    text = Words(label=_("Your answer"), longest=clean.LONGEST_TEXT)
    attached = Files(label=_("Pictures and files"), help_text=_("Six at most, each up to 15 MB."))
    shows = forms.CharField(
        label=_("What the pictures show"), max_length=200, required=False,
        help_text=_("For those who cannot see them."),
    )  # fmt: skip

    def said(self, **more: Any) -> Said:
        given = self.cleaned_data
        return Said(text=given["text"], files=given["attached"], shows=given["shows"], **more)


class DiscussionForm(AnswerForm):
    title = Title(label=pgettext_lazy("discussion", "Title"))
    is_question = forms.BooleanField(
        label=_("This is a question"),
        required=False,
        help_text=_("The answer that helped can be marked, and is found again."),
    )
    options = forms.CharField(
        label=_("Poll"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("One answer a line, two to ten. Leave it empty for none."),
    )  # fmt: skip
    is_several = forms.BooleanField(label=_("Several answers may be chosen"), required=False)
    closes_on = forms.DateField(
        label=_("Open until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["title", "text", "is_question", "attached", "shows", "options", "is_several", "closes_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What would you like to say or ask?")
        self.fields["text"].widget.attrs["rows"] = 8

    def clean_title(self) -> str:
        if clean.is_blank(self.cleaned_data["title"]):
            raise forms.ValidationError(_("Write something that can be read."))
        return str(self.cleaned_data["title"])

    def clean_options(self) -> list[str]:
        options = [line for one in self.cleaned_data["options"].splitlines() if (line := clean.line(one))]
        options = list(dict.fromkeys(options))
        if len(options) == 1 or len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("A poll has two to ten different answers, each on a line of its own."))
        if any(len(one) > 120 for one in options):
            raise forms.ValidationError(_("An answer of a poll has at most 120 characters."))
        return options

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("That day is over."))
        return day

    def said(self, **more: Any) -> Said:
        names = ("title", "is_question", "options", "is_several", "closes_on")
        return super().said(**{name: self.cleaned_data[name] for name in names}, **more)


class ChangeForm(forms.Form):
    title = Title(label=pgettext_lazy("discussion", "Title"))
    text = Words(label=_("Text"), longest=clean.LONGEST_TEXT, rows=8)


class AboutForm(forms.Form):
    """What a group says of itself."""

    name = forms.CharField(label=_("Name"), max_length=100)
    about = Words(label=_("What it is about"), longest=4000, required=False, rows=6)
    joining = forms.ChoiceField(label=_("Who comes in"), choices=Joining.choices, widget=forms.RadioSelect)


class FoundForm(AboutForm):
    """A new group. Chapters are made by officers who look after the groups of the club."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    club = forms.ChoiceField(label=_("For whom"))
    trade = forms.ChoiceField(
        label=_("Trade"), required=False, choices=[("", pgettext_lazy("no trade", "None")), *trades.CHOICES]
    )
    place = forms.CharField(
        label=_("City or country of the chapter"),
        max_length=100,
        required=False,
        help_text=_("Such as Vienna, or Austria."),
    )
    field_order = ["name", "kind", "club", "trade", "place", "joining", "about"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clubs = {club.slug: club for club in viewer.clubs}
        self.kept = {club.slug for club in viewer.clubs_where(KEEP_GROUPS)}
        kinds = [Kind.INTEREST, Kind.TRADE] + ([Kind.CHAPTER] if self.kept & self.clubs.keys() else [])
        self.chooser("kind").choices = [(kind.value, kind.label) for kind in kinds]
        clubs = [(slug, gettext("Members of %(club)s") % {"club": club}) for slug, club in self.clubs.items()]
        self.chooser("club").choices = [*clubs, (NETWORK, gettext("Everyone in the network"))]
        if len(kinds) == 2:
            del self.fields["place"]

    def chooser(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["city"], given["country"] = None, ""
        if given.get("kind") == Kind.TRADE and not given.get("trade"):
            self.add_error("trade", _("Say of which trade."))
        if given.get("kind") == Kind.CHAPTER:
            if given.get("club") not in self.kept:
                self.add_error("club", _("A chapter belongs to a club whose groups you look after."))
            self._find_place(given)
        return given

    def _find_place(self, given: dict[str, Any]) -> None:
        said = given.get("place", "")
        country = known.country(said) if said else ""
        city = None if country else known.typed(said) if said else None
        if city is None and not country:
            self.add_error("place", _("Write a city or a country, such as Vienna or Austria."))
            return
        given["city"], given["country"] = (city.id, city.country) if city else (None, country)

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        kind = given["kind"]
        return {
            "kind": kind, "name": given["name"], "about": given["about"], "joining": given["joining"],
            "club": self.clubs.get(given["club"]), "trade": given["trade"] if kind == Kind.TRADE else "",
            "city": given["city"], "country": given["country"],
        }  # fmt: skip


class FollowForm(forms.Form):
    follow = forms.ChoiceField(label=_("Tell me of"), choices=Follow.choices, required=False)


class RankForm(forms.Form):
    rank = forms.TypedChoiceField(label=_("Role"), choices=Rank.choices, coerce=int)


class AskForm(forms.Form):
    words = forms.CharField(
        label=_("A few words to those who decide"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, read_by: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = read_by


def about_of(group: Group) -> dict[str, Any]:
    return {"name": group.name, "about": group.about, "joining": group.joining}
