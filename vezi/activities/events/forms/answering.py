"""What is answered to an invitation. Whatever is wrong, what was typed stays in the form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.forms import rooms
from vezi.activities.events.forms.choosing import Button, Choice
from vezi.activities.events.forms.fields import DayField
from vezi.activities.events.models import PROMISED, Event, Registration, Ticket
from vezi.activities.events.queries import doubles
from vezi.activities.events.queries.shop import Shop
from vezi.activities.events.services.answering import MAYBE, NO, YES, Comer, Said
from vezi.core.wording import clean
from vezi.network.people.models import Person

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
    needs = forms.CharField(
        label=_("What you need"), max_length=200, required=False,
        help_text=_("Such as a way in without steps, or a chair for a child. The organisers alone read it."),
    )  # fmt: skip
    is_shown = forms.BooleanField(label=_("Show my face among those who are coming"), required=False, initial=True)
    words = forms.CharField(label=_("A word to the organisers"), max_length=300, required=False)
    ask_on = DayField(
        label=_("If perhaps: ask me again on"), required=False,
        help_text=_("Without a day you are asked once more some days before answers end."),
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
            del self.fields["meal"], self.fields["needs"]
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
                self.fields[f"needs_{number}"] = forms.CharField(
                    label=_("What they need"), max_length=200, required=False
                )
        self.fields["double"] = forms.ChoiceField(
            label=_("One of the guests brings somebody of your name. Keep one seat?"), required=False,
            widget=forms.RadioSelect, choices=DOUBLE,
        )  # fmt: skip
        self.is_guest, self.asks_double = is_guest, False
        self.choice.add_to(self, companions=event.most_companions)
        rooms.add_to(self, event=event, mine=mine)

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
                for name in (f"companion_{number}", f"ticket_{number}", f"meal_{number}", f"needs_{number}")
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
            elif (given.get(f"meal_{number}") or given.get(f"needs_{number}")) and not name:
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
            return Said(answer=NO, words=gettext("Comes with another guest."), is_with_them=self._is_brought())
        companions = [
            self._comer(given, f"_{number}", number=number, name=name)
            for number in range(1, self.event.most_companions + 1)
            if (name := clean.line(given[f"companion_{number}"]))
        ]
        wanted: Sequence[str] = given.get("parts", ())
        return Said(
            answer=given["answer"], me=self._comer(given, "", number=0), companions=companions,
            code=given.get("code", ""), agreed=self.agreed,
            parts=[part for part in self.chosen_parts if part.public_id in wanted],
            is_shown=given.get("is_shown", False), words=given["words"], ask_on=given.get("ask_on"), sleeps=given.get("sleeps", ""),
            sleeps_with=given.get("sleeps_with", ""),
            is_instead=given["answer"] == YES and given.get("double") == OWN and self._is_brought(),
        )  # fmt: skip

    def _comer(self, given: dict[str, Any], which: str, *, number: int, name: str = "") -> Comer:
        meal, needs = given.get(f"meal{which}", ""), given.get(f"needs{which}", "")
        return Comer(name=name, meal=meal, needs=needs, ticket=self._ticket(number))


def _answered(mine: Registration | None) -> dict[str, Any]:
    if mine is None:
        return {}
    said: dict[str, Any] = {"is_shown": mine.is_shown, "words": mine.words, "ask_on": mine.ask_on}
    said["answer"] = {"no": NO, "maybe": MAYBE}.get(mine.standing, YES)
    for seat in mine.people.prefetch_related("parts"):
        if seat.number == 0:
            said |= {"meal": seat.meal, "needs": seat.needs, "parts": [part.public_id for part in seat.parts.all()]}
        else:
            said |= {f"companion_{seat.number}": seat.name, f"meal_{seat.number}": seat.meal}
            said |= {f"needs_{seat.number}": seat.needs}
    return said
