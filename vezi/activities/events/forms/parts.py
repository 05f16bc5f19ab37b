"""The programme in rows: each part with its day and hours, chosen or not, and its seats."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import moments
from vezi.activities.events.forms.fields import DayField, HourField, SeatsField
from vezi.activities.events.forms.rows import Row, Rows, rows_made_of
from vezi.activities.events.forms.when import left_out
from vezi.activities.events.models import Event
from vezi.activities.events.services.programming import MOST_PARTS, Line
from vezi.core.wording import clean


class PartForm(Row):
    title = forms.CharField(label=_("What happens"), max_length=140, widget=forms.TextInput(attrs={"dir": "auto"}))
    day = DayField(label=_("Day"), required=False)
    begins = HourField(label=_("Begins"))
    ends = HourField(label=_("Ends"), required=False)
    is_chosen = forms.BooleanField(label=_("People say whether they come to it"), required=False)
    capacity = SeatsField(label=_("Seats"))

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.line = event, None

    line: Line | None

    @property
    def is_empty(self) -> bool:
        return not str(self.cleaned_data.get("title") or "").strip() and not self.cleaned_data.get("begins")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors or self.is_empty:
            return given
        if clean.is_blank(given.get("title", "")):
            self.add_error("title", _("Say what happens."))
        if given.get("capacity") and not given.get("is_chosen"):
            self.add_error("capacity", _("Seats are counted only where people say whether they come."))
        if not self.errors:
            self._read(given)
        return given

    def _read(self, given: dict[str, Any]) -> None:
        day = given.get("day") or self.event.starts_there.date()
        try:
            begins = moments.read(day, given["begins"], self.event.zone, second=False)
            ends = None
            if given.get("ends"):
                last = day + timedelta(days=given["ends"] <= given["begins"])  # past midnight
                ends = moments.read(last, given["ends"], self.event.zone, second=True)
        except moments.NoSuchTime as wrong:
            self.add_error("begins", left_out(wrong))
            return
        self.line = Line(
            given["title"], begins, ends, given["is_chosen"], given["capacity"] if given["is_chosen"] else None,
            public_id=given["public_id"],
        )  # fmt: skip


class PartRows(Rows):
    def lines(self) -> list[Line]:
        return [one.line for one in self.kept if one.line is not None]

    def removed(self) -> list[str]:
        """Those that were there and whose removal was asked for."""
        return [one.cleaned_data["public_id"] for one in self.deleted_forms if one.cleaned_data.get("public_id")]


PartFormSet = rows_made_of(PartForm, PartRows, most=MOST_PARTS)


def rows_of(event: Event) -> list[dict[str, Any]]:
    """What the rows begin with."""
    return [
        {
            "public_id": one.public_id, "title": one.title, "day": one.starts_there.date(), "begins": one.starts_there.time(),
            "ends": event.there(one.ends_at).time() if one.ends_at else None, "is_chosen": one.is_chosen,
            "capacity": one.capacity,
        }
        for one in event.parts.all()
    ]  # fmt: skip
