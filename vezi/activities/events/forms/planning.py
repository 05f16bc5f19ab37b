"""An event as its organisers write it. Whatever is wrong, what was typed stays in the form."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.forms import clocks, programme
from vezi.activities.events.forms.circles import ForWhomForm, as_chosen
from vezi.activities.events.forms.fields import SeatsField, StoryField
from vezi.activities.events.forms.when import WhenForm, as_clocked
from vezi.activities.events.models import Event, Place, Template
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.services.programming import Line
from vezi.core.cities import known
from vezi.core.cities.field import CityInput
from vezi.core.viewer import Viewer
from vezi.core.wording import clean
from vezi.network.clubs.models import Club


class PlanForm(WhenForm, ForWhomForm):
    """An event in all it says; its words in each language of the club, of which the first is needed."""

    template = forms.ChoiceField(label=_("Kind of event"), choices=Template.choices)
    place = forms.ChoiceField(label=_("Where"), choices=Place.choices, widget=forms.RadioSelect)
    venue = forms.CharField(label=_("Venue"), max_length=140, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    town = forms.CharField(label=_("City"), max_length=100, required=False, widget=CityInput())
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https",
        validators=[URLValidator(["https"], message=_("Write a link that begins with https://."))],
        help_text=_("Those who come see it, and nobody else."),
    )  # fmt: skip
    capacity = SeatsField(label=_("Seats"), help_text=_("Empty: as many as come."))
    most_companions = forms.IntegerField(label=_("Companions each may bring"), min_value=0, max_value=20, initial=0)
    has_waiting_list = forms.BooleanField(label=_("Keep a waiting list when it is full"), required=False, initial=True)
    asks_meal = forms.BooleanField(label=_("Ask what people do not eat, and what they need"), required=False)
    programme = forms.CharField(
        label=pgettext_lazy("of an event", "Programme"), required=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("A line each: 18.00 Doors open. On another day: 9. 6. 10.00 A walk."),
    )  # fmt: skip
    cover = forms.FileField(label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))

    def __init__(self, *args: Any, club: Club, viewer: Viewer, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, club=club, viewer=viewer, event=event, **kwargs)
        self.languages: list[str] = list(club.languages)
        clocks.follow(self.fields["zone"], self["town"].value(), club)
        if event is not None and programme.has_rows(event):
            del self.fields["programme"]  # it says more than a line holds; it has a page of its own
        for number, language in enumerate(self.languages):
            self.fields[f"title_{language}"] = forms.CharField(
                label=pgettext_lazy("event", "Title"),
                max_length=140,
                required=number == 0,
                widget=forms.TextInput(attrs={"dir": "auto"}),
                error_messages={"required": _("Give it a title: people see it in their calendar.")},
            )
            self.fields[f"lede_{language}"] = forms.CharField(
                label=_("In a sentence or two"), max_length=400, required=False,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )  # fmt: skip
            self.fields[f"story_{language}"] = StoryField(label=_("Story"))
            self.fields[f"way_there_{language}"] = forms.CharField(
                label=_("The way there"), max_length=300, required=False
            )

    @property
    def words(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For each language its fields."""
        names = ("title", "lede", "story", "way_there")
        return [(one, [self[f"{name}_{one}"] for name in names]) for one in self.languages]

    def clean_town(self) -> int | None:
        said = self.cleaned_data["town"]
        city = known.typed(said) if said else None
        if said and city is None:
            raise forms.ValidationError(_("No city is known by that name. Write it as on a map, such as Ljubljana."))
        return city.id if city else None

    def clean_cover(self) -> Any:
        return self.cleaned_data["cover"] or None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("zone") == clocks.AS_THERE:
            given["zone"] = clocks.there(known.by_id(given["town"]) if given.get("town") else None, self.club)
        self.read_moments(given)
        first = self.languages[0]
        if given.get(f"title_{first}") and clean.is_blank(given[f"title_{first}"]):
            self.add_error(f"title_{first}", _("Write something that can be read."))
        if given.get("place") in (Place.HERE, Place.BOTH) and not (given.get("venue") or given.get("town")):
            self.add_error("venue", _("Say where, or choose “online”."))
        if not self.errors:
            given["lines"] = self._lines(given)
        return given

    def _lines(self, given: dict[str, Any]) -> list[Line] | None:
        """None where the programme has a page of its own."""
        if "programme" not in self.fields:
            return None
        there = programme.known_in(self.event)
        try:
            return programme.read(given["programme"], day=given["day"], zone=given["zone"], known=there)
        except forms.ValidationError as wrong:
            self.add_error("programme", wrong)
            return []

    def plan(self) -> Plan:
        given = self.cleaned_data
        facts = {
            "template": given["template"], "openness": given["openness"], "starts_at": given["starts_at"],
            "ends_at": given["ends_at"], "zone": given["zone"], "place": given["place"], "venue": clean.line(given["venue"]),
            "address": clean.line(given["address"]), "city": given["town"], "link": given["link"],
            "capacity": given["capacity"], "most_companions": given["most_companions"], "asks_meal": given["asks_meal"],
            "answers_until": given.get("answers_until"), "has_waiting_list": given["has_waiting_list"],
            "keeps_guests": given["keeps_guests"],
        }  # fmt: skip
        words = {
            one: Words(given[f"title_{one}"], given[f"lede_{one}"], given[f"story_{one}"], given[f"way_there_{one}"])
            for one in self.languages
        }
        return Plan(facts=facts, words=words, circles=self.circles, programme=given["lines"], cover=given["cover"])


def as_written(event: Event) -> dict[str, Any]:
    """What the form begins with."""
    said = {
        name: getattr(event, name)
        for name in ("template", "place", "venue", "address", "link", "capacity", "most_companions",
                     "asks_meal", "has_waiting_list", "keeps_guests")
    }  # fmt: skip
    said |= {"town": event.town.in_full if event.town else "", "programme": programme.written(event)}
    said |= as_clocked(event) | as_chosen(event)
    for words in event.written.all():
        for name in ("title", "lede", "story", "way_there"):
            said[f"{name}_{words.language}"] = getattr(words, name)
    return said


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everybody who answered reads it."),
    )  # fmt: skip
