"""When an event is, as one types it in the form of a plan: by the clock of the place."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import moments
from vezi.activities.events.forms import clocks
from vezi.activities.events.forms.fields import DayField, HourField
from vezi.activities.events.models import Event

FIRST, SECOND = "first", "second"


class WhenForm(forms.Form):
    """Gives the moments `starts_at`, `ends_at` and `answers_until`."""

    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins"))
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it empty where it ends the same night.")
    )
    ends = HourField(label=_("Ends"))
    zone = forms.ChoiceField(
        label=_("Clock of the place"), required=False,
        help_text=_("It goes with the city you write below, unless you choose another."),
    )  # fmt: skip
    which = forms.ChoiceField(
        label=_("Which of the two?"), required=False, widget=forms.RadioSelect,
        choices=[(FIRST, _("Before the clocks go back")), (SECOND, _("After the clocks have gone back"))],
        help_text=_("The clocks go back that night, and this hour comes twice."),
    )  # fmt: skip
    answers_day = DayField(label=_("Answers until the end of"), required=False, help_text=_("Empty: until it begins."))

    @property
    def asks_which(self) -> bool:
        return "which" in self.errors or bool(self["which"].value())

    def read_moments(self, given: dict[str, Any]) -> None:
        """By the clock that is given, where none was chosen by then too."""
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
            given["answers_until"] = moments.end_of(until, said["zone"])
            if until > said["day"]:
                self.add_error("answers_day", _("That is after it begins."))

    def _moment(self, name: str, day: date, at: time, given: dict[str, Any]) -> datetime | None:
        which = given.get("which")
        try:
            return moments.read(day, at, given["zone"], second=which == SECOND if which else None)
        except moments.NoSuchTime as wrong:
            self.add_error(name, left_out(wrong))
        except moments.ComesTwice:
            self.add_error("which", _("Say which of the two."))
        return None


def left_out(wrong: moments.NoSuchTime) -> str:
    said = gettext("The clocks go forward that night, and this hour is left out. Say {then} instead.")
    return said.format(then=f"{wrong.then:%H.%M}")


def as_clocked(event: Event) -> dict[str, Any]:
    """What the form begins with."""
    begins, ends = event.starts_there, event.ends_there
    same_night = ends.date() == begins.date() or (
        ends.date() - begins.date() == timedelta(days=1) and ends.time() <= begins.time()
    )
    follows = event.zone == clocks.there(event.town, event.club)
    return {
        "day": begins.date(), "begins": begins.time(), "ends": ends.time(), "last_day": None if same_night else ends.date(),
        "zone": clocks.AS_THERE if follows else event.zone, "which": SECOND if begins.fold else "",
        "answers_day": event.there(event.answers_until).date() if event.answers_until else None,
    }  # fmt: skip
