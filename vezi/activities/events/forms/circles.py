"""Whom an event is for, as one chooses it in the form of a plan."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models import Circle, CircleKind, Event, Openness
from vezi.activities.events.models.happening import KEPT_LEAST, KEPT_LONGEST, KEPT_USUALLY
from vezi.activities.events.queries import inviting
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club, Programme
from vezi.network.groups.access import groups_visible_to
from vezi.network.groups.models import Group, Member
from vezi.network.memberships.models import KeptView
from vezi.network.people import trades
from vezi.network.registrar.inviting.queries import programmes_of

MOST_YEARS = 20
_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


class Several(forms.ModelMultipleChoiceField):
    def __init__(self, queryset: QuerySet[Any], **more: Any) -> None:
        super().__init__(queryset, required=False, widget=forms.CheckboxSelectMultiple, **more)


class ForWhomForm(forms.Form):
    """Classes, programmes, trades, groups and segments. What of an event's circles the planner may not learn of, such as
    a hidden group or another officer's own segment, has no box here and stays as it is."""

    openness = forms.ChoiceField(label=_("Who may come"), choices=Openness.choices, widget=forms.RadioSelect)
    keeps_guests = forms.IntegerField(
        label=_("Days guests without an account are kept"), required=False, initial=KEPT_USUALLY,
        min_value=KEPT_LEAST, max_value=KEPT_LONGEST, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_(
            "So many days after the event their names and addresses are thrown away, and those of who walked in; all are told so."
            " At least 14, as phones from the door are heard for so long; choose more where bills stay open, 365 at most."
        ),
    )  # fmt: skip
    years = forms.CharField(
        label=_("For the classes of"), required=False, max_length=200, help_text=_("Such as 1999, or 1995–1999.")
    )
    programmes = Several(Programme.objects.none(), label=_("For programmes"))
    trades = forms.MultipleChoiceField(
        label=_("For trades"), required=False, choices=trades.CHOICES, widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever works there today finds it marked so. Letters reach those who let members see what they do."),
    )  # fmt: skip
    groups = Several(Group.objects.none(), label=_("For groups"))
    segments = Several(
        KeptView.objects.none(), label=_("For saved segments"),
        help_text=_("Whoever is in one when invitations go out learns of it by her letter, and not before."),
    )  # fmt: skip

    def __init__(self, *args: Any, club: Club, viewer: Viewer, event: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.club, self.event = club, event
        chosen = list(event.circles.all()) if event is not None else []
        segments = inviting.segments_for(viewer, club)
        offered: dict[str, QuerySet[Any]] = {
            "programmes": programmes_of(club) | _chosen(Programme.objects.select_related("institution"), chosen, "programme_id"),
            "groups": _groups_offered(club, viewer, chosen),
            "segments": KeptView.objects.filter(pk__in=[one.pk for one in segments]).order_by("name", "pk"),
        }  # fmt: skip
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = rows
        self.kept = [one for one in chosen if _is_unseen(one, offered)]

    def clean_keeps_guests(self) -> int:
        """As it is, where nothing is said."""
        return self.cleaned_data["keeps_guests"] or (self.event.keeps_guests if self.event else KEPT_USUALLY)

    def clean_years(self) -> list[int]:
        said = self.cleaned_data["years"].strip()
        found: set[int] = set()
        for part in filter(None, (one.strip() for one in re.split(r"[,;]", said))):
            read = _YEARS.fullmatch(part)
            if read is None:
                raise forms.ValidationError(_("Write years, such as 1999, or 1995–1999."))
            first, last = int(read[1]), int(read[2] or read[1])
            found |= set(range(min(first, last), max(first, last) + 1))
            if len(found) > MOST_YEARS:
                raise forms.ValidationError(_("That is more than twenty classes. Open it to all members instead."))
        return sorted(found)

    @property
    def circles(self) -> list[Circle]:
        given = self.cleaned_data
        found = [Circle(kind=CircleKind.CLASS, class_years=given["years"])] if given["years"] else []
        found += [Circle(kind=CircleKind.PROGRAMME, programme=one) for one in given["programmes"]]
        found += [Circle(kind=CircleKind.TRADE, trades=given["trades"])] if given["trades"] else []
        found += [Circle(kind=CircleKind.GROUP, group=one) for one in given["groups"]]
        found += [Circle(kind=CircleKind.SEGMENT, segment=one) for one in given["segments"]]
        return found + self.kept


def _chosen(among: QuerySet[Any], circles: Iterable[Circle], name: str) -> QuerySet[Any]:
    return among.filter(pk__in=[number for one in circles if (number := getattr(one, name))])


def _groups_offered(club: Club, viewer: Viewer, chosen: Iterable[Circle]) -> QuerySet[Group]:
    """Those of the club the planner is in, and of those it is for already the ones she may learn of."""
    mine = Member.objects.filter(person=viewer.person_id).values("group")
    living = Group.objects.living().filter(club=club, pk__in=mine).values("pk")
    known = _chosen(groups_visible_to(viewer), chosen, "group_id").values("pk")
    return (Group.objects.filter(pk__in=living) | Group.objects.filter(pk__in=known)).order_by("name", "pk")


def _is_unseen(circle: Circle, offered: dict[str, QuerySet[Any]]) -> bool:
    if circle.kind == CircleKind.GROUP:
        return circle.group_id not in {one.pk for one in offered["groups"]}
    return circle.kind == CircleKind.SEGMENT and circle.segment_id not in {one.pk for one in offered["segments"]}


def as_chosen(event: Event) -> dict[str, Any]:
    """What the form begins with."""
    circles = list(event.circles.all())
    return {
        "openness": event.openness,
        "years": ", ".join(map(str, sorted({year for one in circles for year in one.class_years}))),
        "programmes": [one.programme_id for one in circles if one.programme_id],
        "trades": sorted({trade for one in circles for trade in one.trades}),
        "groups": [one.group_id for one in circles if one.group_id],
        "segments": [one.segment_id for one in circles if one.segment_id],
    }
