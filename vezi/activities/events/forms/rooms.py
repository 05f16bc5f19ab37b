"""What organisers write of rooms, and what who comes says of how she would sleep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.forms.rows import Row, Rows, rows_made_of
from vezi.activities.events.models import Event, Registration, Sleeps
from vezi.activities.events.services.rooming import MOST_BEDS, MOST_KINDS, MOST_ROOMS, Rooms

NUMBER = {"inputmode": "numeric"}


class RoomsForm(Row):
    """One kind of room."""

    title = forms.CharField(label=_("Kind of room"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto"}))
    beds = forms.IntegerField(
        label=_("Beds in each"), min_value=1, max_value=MOST_BEDS, widget=forms.NumberInput(attrs=NUMBER)
    )
    count = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST_ROOMS, widget=forms.NumberInput(attrs=NUMBER)
    )


class RoomRows(Rows):
    def rooms(self) -> list[Rooms]:
        written = [given for one in self.kept if (given := one.cleaned_data).get("title")]
        return [Rooms(given["title"], given["beds"], given["count"], given["public_id"]) for given in written]


RoomFormSet = rows_made_of(RoomsForm, RoomRows, most=MOST_KINDS, extra=3)


def rows_of(event: Event) -> list[dict[str, Any]]:
    return [
        {"public_id": one.public_id, "title": one.title, "beds": one.beds, "count": one.count}
        for one in event.room_kinds.all()
    ]


def add_to(form: forms.Form, *, event: Event, mine: Registration | None) -> None:
    """Where there are rooms, she says how she would sleep; what she said before stands there."""
    if not event.asks_rooms:
        return
    form.fields["sleeps"] = forms.ChoiceField(
        label=_("Where you sleep"), required=False, choices=Sleeps.choices, initial=(mine and mine.sleeps) or Sleeps.ANY,
        widget=forms.Select,
    )  # fmt: skip
    form.fields["sleeps_with"] = forms.CharField(
        label=_("With whom you share"), max_length=140, required=False, initial=mine.sleeps_with if mine else "",
        help_text=_("Their names, if you know."),
    )  # fmt: skip
