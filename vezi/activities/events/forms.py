"""What is written of events, and what is answered. Whatever is wrong, what was typed stays in the form."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import moments, room_forms
from vezi.activities.events.choosing import Button, Choice
from vezi.activities.events.for_whom import ForWhomForm, as_chosen
from vezi.activities.events.models import (
    PROMISED,
    Event,
    Part,
    Place,
    Registration,
    Template,
    Ticket,
)
from vezi.activities.events.queries import doubles
from vezi.activities.events.queries.shop import Shop
from vezi.activities.events.services.answering import MAYBE, NO, YES, Comer, Said
from vezi.activities.events.services.planning import Line, Plan, Words
from vezi.core.cities import known
from vezi.core.cities.field import CityInput
from vezi.core.enclosing import SeveralFiles
from vezi.core.viewer import Viewer
from vezi.core.wording import clean
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person

MOST_LINES = 40
LONGEST_STORY = 10_000
FIRST, SECOND = "first", "second"
_LINE = re.compile(r"(?:(\d{1,2})\.\s?(\d{1,2})\.\s+)?(\d{1,2})[.:](\d{2})\s+(\S.*)")


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class TimeInput(forms.TimeInput):
    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"type": "time"})


class StoryField(forms.CharField):
    """Several lines. Too long is an error beside the field, never a text cut short."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
        super().__init__(required=False, strip=False, widget=widget, **more)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > LONGEST_STORY:
            said = gettext(
                "That is %(count)s letters; there is room for %(longest)s. Nothing of it is lost: shorten it here."
            )
            raise forms.ValidationError(said % {"count": len(value), "longest": LONGEST_STORY})


class PlanForm(ForWhomForm):
    """An event in all it says; its words in each language of the club, of which the first is needed."""

    template = forms.ChoiceField(label=_("Kind of event"), choices=Template.choices)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    begins = forms.TimeField(label=_("Begins"), widget=TimeInput())
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput(),
        help_text=_("Leave it empty where it ends the same night."),
    )
    ends = forms.TimeField(label=_("Ends"), widget=TimeInput())
    zone = forms.ChoiceField(label=_("Clock of the place"))
    which = forms.ChoiceField(
        label=_("Which of the two?"), required=False, widget=forms.RadioSelect,
        choices=[(FIRST, _("Before the clocks go back")), (SECOND, _("After the clocks have gone back"))],
        help_text=_("The clocks go back that night, and this hour comes twice."),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Where"), choices=Place.choices, widget=forms.RadioSelect)
    venue = forms.CharField(label=_("Venue"), max_length=140, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    town = forms.CharField(label=_("City"), max_length=100, required=False, widget=CityInput())
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Those who come see it, and nobody else."),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Seats"), required=False, min_value=1, max_value=100_000, help_text=_("Empty: as many as come.")
    )
    most_companions = forms.IntegerField(label=_("Companions each may bring"), min_value=0, max_value=20, initial=0)
    has_waiting_list = forms.BooleanField(label=_("Keep a waiting list when it is full"), required=False, initial=True)
    asks_meal = forms.BooleanField(label=_("Ask what people do not eat"), required=False)
    answers_day = forms.DateField(
        label=_("Answers until the end of"), required=False, widget=DayInput(), help_text=_("Empty: until it begins.")
    )
    programme = forms.CharField(
        label=pgettext_lazy("of an event", "Programme"), required=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("A line each: 18.00 Doors open. On another day: 9. 6. 10.00 A walk."),
    )  # fmt: skip
    cover = forms.FileField(label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))

    def __init__(self, *args: Any, club: Club, viewer: Viewer, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, club=club, viewer=viewer, event=event, **kwargs)
        self.languages: list[str] = list(club.languages)
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(one, one.replace("_", " ")) for one in moments.zones()]
        if event is not None and has_rows(event):
            del self.fields["programme"]  # it says more than a line holds; it has a page of its own
        for number, language in enumerate(self.languages):
            self.fields[f"title_{language}"] = forms.CharField(
                label=pgettext_lazy("event", "Title"),
                max_length=140,
                required=number == 0,
                widget=forms.TextInput(attrs={"dir": "auto"}),
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

    @property
    def asks_which(self) -> bool:
        return "which" in self.errors or bool(self["which"].value())

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
        first = self.languages[0]
        if given.get(f"title_{first}") and clean.is_blank(given[f"title_{first}"]):
            self.add_error(f"title_{first}", _("Write something that can be read."))
        self._read_moments(given)
        if given.get("place") in (Place.HERE, Place.BOTH) and not (given.get("venue") or given.get("town")):
            self.add_error("venue", _("Say where, or choose “online”."))
        if not self.errors:
            given["lines"] = self._programme(given) if "programme" in self.fields else None
        return given

    def _read_moments(self, given: dict[str, Any]) -> None:
        if not all(given.get(name) for name in ("day", "begins", "ends", "zone")):
            return
        said = dict(given)  # a field in which something is wrong is taken out of what is given
        last = said.get("last_day") or said["day"]
        if not said.get("last_day") and said["ends"] <= said["begins"]:
            last += timedelta(days=1)  # past midnight
        begins = self._moment("begins", said["day"], said["begins"], said)
        ends = self._moment("ends", last, said["ends"], said)
        if begins is not None and ends is not None and ends <= begins:
            self.add_error("last_day" if said.get("last_day") else "ends", _("It ends before it begins."))
        given["starts_at"], given["ends_at"] = begins, ends
        if until := said.get("answers_day"):
            given["answers_until"] = self._moment("answers_day", until, time(23, 59), said)
            if until > said["day"]:
                self.add_error("answers_day", _("That is after it begins."))

    def _moment(self, name: str, day: date, at: time, given: dict[str, Any]) -> datetime | None:
        which = given.get("which")
        try:
            return moments.read(day, at, given["zone"], second=which == SECOND if which else None)
        except moments.NoSuchTime as wrong:
            said = gettext("The clocks go forward that night, and this hour is left out. Say {then} instead.")
            self.add_error(name, said.format(then=f"{wrong.then:%H.%M}"))
        except moments.ComesTwice:
            self.add_error("which", _("Say which of the two."))
        return None

    def _programme(self, given: dict[str, Any]) -> list[Line]:
        """Each line by its hour; one that is earlier than the one before it is on the next day."""
        lines: list[Line] = []
        self._there = (
            {(one.starts_at, one.title): one.public_id for one in self.event.parts.all()} if self.event else {}
        )
        day = given["day"]
        said = [line.strip() for line in given["programme"].splitlines() if line.strip()]
        if len(said) > MOST_LINES:
            self.add_error("programme", _("That is more than forty lines."))
        for number, text in enumerate(said[:MOST_LINES], start=1):
            try:
                line = self._line(text, day, given["zone"], after=lines[-1].starts_at if lines else None)
            except ValueError:
                wrong = gettext("Line {number} begins with no hour: write it as “18.00 Doors open”.")
                self.add_error("programme", wrong.format(number=number))
                return []
            lines.append(line)
            day = line.starts_at.astimezone(moments.ZoneInfo(given["zone"])).date()
        return lines

    def _line(self, text: str, day: date, zone: str, *, after: datetime | None) -> Line:
        """Raises ValueError."""
        read = _LINE.fullmatch(text)
        if read is None:
            raise ValueError(text)
        if read[1]:
            day = date(day.year, int(read[2]), int(read[1]))
        at = time(int(read[3]), int(read[4]))
        begins = moments.read(day, at, zone, second=False)
        if after is not None and begins < after and not read[1]:
            begins = moments.read(day + timedelta(days=1), at, zone, second=False)
        return Line(title=read[5], starts_at=begins, public_id=self._there.pop((begins, read[5]), ""))

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
    begins, ends = event.starts_there, event.ends_there
    same_night = ends.date() == begins.date() or (
        ends.date() - begins.date() == timedelta(days=1) and ends.time() <= begins.time()
    )
    until = event.there(event.answers_until).date() if event.answers_until else None
    said = {
        name: getattr(event, name)
        for name in ("template", "zone", "place", "venue", "address", "link", "capacity", "most_companions",
                     "asks_meal", "has_waiting_list", "keeps_guests")
    }  # fmt: skip
    said |= {
        "day": begins.date(), "begins": begins.time(), "ends": ends.time(), "last_day": None if same_night else ends.date(),
        "town": event.town.in_full if event.town else "", "answers_day": until, "which": SECOND if begins.fold else "",
        "programme": "\n".join(_written(part, event) for part in event.parts.all()),
    }  # fmt: skip
    said |= as_chosen(event)
    for words in event.written.all():
        for name in ("title", "lede", "story", "way_there"):
            said[f"{name}_{words.language}"] = getattr(words, name)
    return said


def has_rows(event: Event) -> bool:
    """Whether its programme says what lines cannot: ends, what is chosen, seats."""
    return any(part.is_chosen or part.ends_at for part in event.parts.all())


def _written(part: Part, event: Event) -> str:
    there = part.starts_there
    day = f"{there.day}. {there.month}. " if there.date() != event.starts_there.date() else ""
    return f"{day}{there:%H.%M} {part.title}"


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everybody who answered reads it."),
    )  # fmt: skip


class WordForm(forms.Form):
    text = forms.CharField(
        label=_("What you would like to say"), max_length=4000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )  # fmt: skip


class PhotographsForm(forms.Form):
    says = forms.CharField(
        label=_("What they show"), max_length=200, required=False, help_text=_("For those who cannot see them.")
    )
    brought = forms.FileField(
        label=_("Photographs"), required=False, widget=SeveralFiles(attrs={"multiple": True, "accept": "image/*"}),
        help_text=_("Twenty at once, each up to 12 MB. Nothing but the picture is kept of the file."),
    )  # fmt: skip


class TakeDownForm(forms.Form):
    words = forms.CharField(
        label=_("A word to the organisers"), max_length=300, required=False, help_text=_("You need not say why.")
    )


class OpinionForm(forms.Form):
    liked = forms.TypedChoiceField(
        label=_("How was it?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("Wonderful")), (4, _("Good")), (3, _("All right")), (2, _("Not so good")), (1, _("A pity"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("What should stay, what should change?"), max_length=1000, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}), help_text=_("The organisers read it without your name."),
    )  # fmt: skip


OWN, WITH_THEM, SOMEBODY_ELSE = "own", "with_them", "else"
DOUBLE = [
    (OWN, _("Keep one, my own; the other is free again, and its guest is told")),
    (WITH_THEM, _("Keep one: I come with them")),
    (SOMEBODY_ELSE, _("That is somebody else of my name")),
]


class AnswerForm(forms.Form):
    """Yes, perhaps or no; with a yes who comes along, what they do not eat, and what they choose."""

    answer = forms.ChoiceField(
        label=_("Will you come?"), widget=forms.RadioSelect,
        choices=[
            (YES, pgettext_lazy("answer to an event", "I’m coming")),
            (MAYBE, pgettext_lazy("answer to an event", "Perhaps")),
            (NO, pgettext_lazy("answer to an event", "I can’t this time")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )  # fmt: skip
    meal = forms.CharField(label=_("What you don’t eat"), max_length=140, required=False)
    is_shown = forms.BooleanField(label=_("Show my face among those who are coming"), required=False, initial=True)
    words = forms.CharField(label=_("A word to the organisers"), max_length=300, required=False)
    ask_on = forms.DateField(
        label=_("If perhaps: ask me again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )  # fmt: skip

    def __init__(
        self, given: Any = None, *, event: Event, mine: Registration | None = None, person: Person | None = None,
        say: str = "", is_guest: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(given, initial=_answered(mine) | ({"answer": say} if say in (YES, MAYBE, NO) else {}))
        self.event = event
        self.shop = Shop(event, mine, person, now=timezone.now())
        self.choice = Choice(self.shop)
        if not event.asks_meal:
            del self.fields["meal"]
        if is_guest:
            del self.fields["is_shown"]  # no member sees her by name
        self.programme = list(event.parts.all())  # not called as the field is: a template finds what there is
        self.chosen_parts = [part for part in self.programme if part.is_chosen]
        if self.chosen_parts:
            self.fields["parts"] = forms.MultipleChoiceField(
                label=_("What you come to"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(part.public_id, part.title) for part in self.chosen_parts],
            )  # fmt: skip
        for number in range(1, event.most_companions + 1):
            self.fields[f"companion_{number}"] = forms.CharField(label=_("Name"), max_length=100, required=False)
            if event.asks_meal:
                self.fields[f"meal_{number}"] = forms.CharField(
                    label=_("What they don’t eat"), max_length=140, required=False
                )
        self.fields["double"] = forms.ChoiceField(
            label=_("One of the guests brings somebody of your name. Keep one seat?"), required=False,
            widget=forms.RadioSelect, choices=DOUBLE,
        )  # fmt: skip
        self.is_guest, self.asks_double = is_guest, False
        self.choice.add_to(self, companions=event.most_companions)
        room_forms.add_to(self, event=event, mine=mine)

    @property
    def button(self) -> Button:
        """What it says now, by what was chosen so far."""
        says_yes = self["answer"].value() == YES
        number_of = range(1, self.event.most_companions + 1)
        there = [0, *(one for one in number_of if clean.line(str(self[f"companion_{one}"].value() or "")))]
        code = str(self["code"].value() or "") if "code" in self.fields else ""
        return self.choice.button(says_yes=says_yes, wants=[self._ticket(one) for one in there], code=code)

    def _ticket(self, number: int) -> Ticket | None:
        name = f"ticket_{number}"
        return self.choice.ticket(self[name].value()) if name in self.fields else None

    @property
    def agreed(self) -> int | None:
        """The sum the button said as it was pressed; what is free needs no agreement."""
        said = str(self.data.get("agreed", ""))
        if not self.shop.sells:
            return None
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else 0

    @property
    def companions(self) -> list[list[forms.BoundField]]:
        return [
            [
                self[name]
                for name in (f"companion_{number}", f"ticket_{number}", f"meal_{number}")
                if name in self.fields
            ]
            for number in range(1, self.event.most_companions + 1)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(1, self.event.most_companions + 1):
            name = given.get(f"companion_{number}", "")
            if name and clean.is_blank(name):
                self.add_error(f"companion_{number}", _("Write a name that can be read."))
            elif given.get(f"meal_{number}") and not name:
                self.add_error(f"companion_{number}", _("Write who that is."))
        if given.get("answer") == YES and self._is_brought() and not given.get("double"):
            self.asks_double = True
            self.add_error("double", _("Choose one of the three."))
        if given.get("answer") == MAYBE and (day := given.get("ask_on")) is not None:
            last = self.event.last_answer_there.date()
            if not timezone.localdate(timezone=self.event.clock) < day <= last:
                said = _("Choose a day from tomorrow until %(day)s, when answers end.")
                self.add_error("ask_on", said % {"day": date_format(last, "DATE_FORMAT")})
        return given

    def _is_brought(self) -> bool:
        """By somebody else, as she is about to take a seat of her own. A guest is never told: anybody can say to be called
        so."""
        mine, person = self.shop.mine, self.shop.person
        has_one = mine is not None and mine.standing in PROMISED
        if self.is_guest or has_one or person is None or person.pk is None or not self.event.most_companions:
            return False
        return doubles.brought(self.event, person) is not None

    def said(self) -> Said:
        given = self.cleaned_data
        if given["answer"] == YES and given.get("double") == WITH_THEM:
            return Said(answer=NO, words=gettext("Comes with another guest."))
        companions = [
            Comer(name=name, meal=given.get(f"meal_{number}", ""), ticket=self._ticket(number))
            for number in range(1, self.event.most_companions + 1)
            if (name := clean.line(given[f"companion_{number}"]))
        ]
        wanted: Sequence[str] = given.get("parts", ())
        return Said(
            answer=given["answer"], me=Comer(meal=given.get("meal", ""), ticket=self._ticket(0)), companions=companions,
            code=given.get("code", ""), agreed=self.agreed,
            parts=[part for part in self.chosen_parts if part.public_id in wanted],
            is_shown=given.get("is_shown", False), words=given["words"], ask_on=given.get("ask_on"), sleeps=given.get("sleeps", ""),
            sleeps_with=given.get("sleeps_with", ""),
            is_instead=given["answer"] == YES and given.get("double") == OWN and self._is_brought(),
        )  # fmt: skip


def _answered(mine: Registration | None) -> dict[str, Any]:
    if mine is None:
        return {}
    said: dict[str, Any] = {"is_shown": mine.is_shown, "words": mine.words, "ask_on": mine.ask_on}
    said["answer"] = {"no": NO, "maybe": MAYBE}.get(mine.standing, YES)
    for seat in mine.people.prefetch_related("parts"):
        if seat.number == 0:
            said |= {"meal": seat.meal, "parts": [part.public_id for part in seat.parts.all()]}
        else:
            said |= {f"companion_{seat.number}": seat.name, f"meal_{seat.number}": seat.meal}
    return said


class RemindersForm(forms.Form):
    """When the house reminds by itself."""

    before = forms.IntegerField(
        label=_("Days before answers end on which those are asked who have not said yes or no"), required=False, min_value=1,
        max_value=60, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), help_text=_("Empty for never."),
    )  # fmt: skip
    on_the_eve = forms.BooleanField(label=_("Remind those who come, the day before"), required=False)

    @staticmethod
    def of(event: Event) -> dict[str, Any]:
        return {"before": event.reminds_before, "on_the_eve": event.reminds_on_the_eve}

    def said(self) -> dict[str, Any]:
        return {"before": self.cleaned_data["before"], "on_the_eve": self.cleaned_data["on_the_eve"]}
