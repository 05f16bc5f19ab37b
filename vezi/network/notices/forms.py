"""How one wants to be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.core import features
from vezi.core.features import NoticeKind
from vezi.network.clubs.models import Club
from vezi.network.notices.models import Rhythm, Way
from vezi.network.notices.wanting import Wants

DRAWN = {"class": "select w-full"}
BUDGETS = (1, 3, 5, 10, 25)


@dataclass(frozen=True)
class Line:
    """One kind, with what was chosen otherwise for a club."""

    everywhere: BoundField
    by_club: list[BoundField]
    is_otherwise: bool


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line]


class WaysForm(forms.Form):
    """A field for each kind, and one for each club of hers where a kind may come from a club; empty is “as everywhere”."""

    def __init__(self, *args: Any, person_id: int, clubs: Sequence[Club], wants: Wants, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person_id, self.wants = person_id, wants
        self.clubs = list(clubs) if len(clubs) > 1 else []
        for kind in features.notice_kinds().values():
            way = wants.way(person_id, kind, None)
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.title),
                choices=Way.choices,
                initial=way,
                required=False,
                widget=forms.Select(attrs=DRAWN),
            )
            for club in self.clubs if kind.of_club else []:
                chosen = wants.choices.get((person_id, kind.name, club.pk), "")
                self.fields[self.key(kind, club)] = forms.ChoiceField(
                    label=str(club), choices=[("", _("as everywhere")), *Way.choices], initial=chosen, required=False,
                    widget=forms.Select(attrs=DRAWN),
                )  # fmt: skip

    @staticmethod
    def key(kind: NoticeKind, club: Club) -> str:
        return f"{kind.name}:{club.slug}"

    def groups(self) -> list[Group]:
        found = ((feature, [self.line(kind) for kind in feature.notices]) for feature in features.every())
        return [Group(str(feature.title), lines) for feature, lines in found if lines]

    def line(self, kind: NoticeKind) -> Line:
        by_club = [self[self.key(kind, club)] for club in self.clubs if kind.of_club]
        return Line(self[kind.name], by_club, any(bound.value() for bound in by_club))

    def changed(self) -> Iterator[tuple[str, Club | None, str]]:
        """(kind, club or None for everywhere, way or empty for as everywhere) of what says something else than before.

        What a page of yesterday did not ask stays as it is.
        """
        for kind in features.notice_kinds().values():
            if kind.name in self.changed_data and self.cleaned_data[kind.name]:
                yield kind.name, None, self.cleaned_data[kind.name]
            for club in self.clubs if kind.of_club else []:
                if self.key(kind, club) in self.data and self.key(kind, club) in self.changed_data:
                    yield kind.name, club, self.cleaned_data[self.key(kind, club)]


class RhythmForm(forms.Form):
    has_digests = forms.BooleanField(
        label=_("Send me digests"), required=False,
        help_text=_("A day without news brings none. Without them, what would wait for a digest stands in Vezi."),
    )  # fmt: skip
    hour = forms.TypedChoiceField(
        label=_("At what hour"), coerce=int, choices=[(hour, f"{hour}:00") for hour in range(24)]
    )
    weekday = forms.TypedChoiceField(label=_("The weekly digest on"), coerce=int, choices=list(WEEKDAYS.items()))
    time_zone = forms.ChoiceField(label=_("By the clock of"))
    letters_a_week = forms.TypedChoiceField(
        label=_("From one club in seven days at most"), coerce=int,
        help_text=_("What goes over it waits for the next digest."),
    )  # fmt: skip

    def __init__(self, *args: Any, rhythm: Rhythm, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(rhythm, name) for name in self.fields}
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        self.fields["time_zone"].choices = [(one, one.replace("_", " ")) for one in zones]  # type: ignore[attr-defined]
        self.initial["time_zone"] = zone
        self.fields["letters_a_week"].choices = [  # type: ignore[attr-defined]
            (most, ngettext("%(count)d letter", "%(count)d letters", most) % {"count": most})
            for most in sorted({*BUDGETS, rhythm.letters_a_week})
        ]


class HolidayForm(forms.Form):
    away_from = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    away_until = forms.DateField(
        label=_("Until, that day too"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and (said.get("away_from") is None) != (said.get("away_until") is None):
            missing = "away_from" if said.get("away_from") is None else "away_until"
            self.add_error(missing, _("Say the first day and the last, or leave both empty."))
        return said
