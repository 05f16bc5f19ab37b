"""What groups bring to the member's home."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core import kept
from vezi.core.together import Question
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.models import Entry, Group, Kind, Post
from vezi.network.groups.queries import lately
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place, Step
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

FITTING_SHOWN = 2
FEW = 10
SPOKEN_OF = timedelta(days=28)


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"groups/slots/{template}.html", context, request=request)


@kept.question
def invitations(viewer: Viewer) -> list[QuerySet[Entry]]:
    return [lately.invitations_of(viewer)]


@kept.question
def life(viewer: Viewer) -> list[QuerySet[Any, Any]]:
    return list(lately.life_of(viewer))


@kept.question
def fitting(viewer: Viewer, life: lately.About) -> list[QuerySet[Group]]:
    return [lately.fitting(viewer, life)]


@kept.question
def posts(numbers: list[int]) -> list[QuerySet[Post]]:
    return [lately.posts_of(numbers)]


@at_home.part
class Invitations(Part):
    """Groups that invite the reader, answered in place."""

    place, order = Place.WAITS, 20

    def asks(self) -> Sequence[Question]:
        return invitations(self.viewer)

    def hears(self, *found: list[Entry]) -> None:
        (self.entries,) = found

    def shows(self) -> list[int]:
        return [entry.by_id for entry in self.entries if entry.by_id is not None]

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        found = [{"entry": entry, "group": entry.group, "by": faces.who(entry.by_id)} for entry in self.entries]
        return drawn(request, "home_invitations", found=found) if found else None


@at_home.part
class Fitting(Part):
    """Groups of one's class, trade and town, with the reason, and with some of those one would meet there."""

    place, order = Place.FITS, 30

    def asks(self) -> Sequence[Question]:
        return life(self.viewer)

    def hears(self, *found: list[Any]) -> None:
        self.life = lately.about(*found)

    def asks_again(self) -> Sequence[Question]:
        return fitting(self.viewer, self.life)

    def hears_again(self, *found: list[Group]) -> None:
        kinds = (Kind.CLASS, Kind.CHAPTER, Kind.TRADE, Kind.PROGRAMME)
        first: dict[str, Group] = {}  # the largest of each kind
        for group in found[0]:
            first.setdefault(group.kind, group)
        self.groups = [first[kind] for kind in kinds if kind in first][:FITTING_SHOWN]

    def shows(self) -> list[int]:
        return [person_id for group in self.groups for person_id in met(group)]

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        groups = self.groups[1:] if self.has_just_come else self.groups  # the first is one of the first steps
        found = self.shown(groups, faces)
        return drawn(request, "home_fits", found=found) if found else None

    def shown(self, groups: list[Group], faces: Faces) -> list[dict[str, Any]]:
        return [
            {
                "group": group,
                "why": why(group),
                "members": members(group),
                "faces": [who_of(seen) for seen in seen_in(group, faces)],
            }
            for group in groups
        ]

    def steps(self, request: HttpRequest, faces: Faces) -> Iterator[Step]:
        if self.has_just_come and self.groups:
            first = self.groups[0]
            (one,) = self.shown([first], faces)
            yield Step(20, partial(step_into, request, one), seen_in(first, faces), again=True)


def step_into(request: HttpRequest, one: dict[str, Any], _people: list[Seen]) -> SafeString:
    return drawn(request, "home_step", one=one)


@at_home.part
class Spoken(Part):
    """What was said in the reader's groups since she looked, a line for each of a few."""

    place, order = Place.CIRCLES, 10

    def looks(self) -> None:
        self.moved = lately.lately(self.viewer, since=self.now - SPOKEN_OF)

    def asks_again(self) -> Sequence[Question]:
        return posts([one.post_id for one in self.moved])

    def hears_again(self, *found: list[Post]) -> None:
        self.found = lately.spoken(self.moved, found[0])

    def shows(self) -> list[int]:
        return [one.speaker for one in self.found if one.speaker is not None]

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        found = [
            {"post": one.post, "group": one.post.group, "moved": one.moved, "who": speaker(one, faces)}
            for one in self.found
        ]
        return drawn(request, "home_spoken", found=found) if found else None


def speaker(one: lately.Spoken, faces: Faces) -> Who:
    if one.speaker is None:
        return Who(name=_("Former member"), letters="·")
    return faces.who(one.speaker) or Who(name=_("A member"), letters="·")


def seen_in(group: Group, faces: Faces) -> list[Seen]:
    """Of those one meets there who is seen by name."""
    return [seen for number in met(group) if (seen := faces.seen.get(number)) is not None]


def members(group: Group) -> str:
    """How many; of few it is not said, as it would count those the reader does not see."""
    if group.size <= FEW:
        return ""
    return ngettext("%(count)s member", "%(count)s members", group.size) % {"count": group.size}


def met(group: Group) -> list[int]:
    """Whom one meets there, by number: who came last."""
    found: list[int] = vars(group)["met"]
    return found


def why(group: Group) -> str:
    """The reason, in the reader's own words about herself."""
    if group.kind == Kind.CLASS:
        return _("It is your class.")
    if group.kind == Kind.PROGRAMME:
        return _("You studied this.")
    if group.kind == Kind.TRADE:
        return _("It is your trade.")
    return _("You live or work in %(place)s.") % {"place": group.place}
