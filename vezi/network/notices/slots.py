"""The bell in the head of every page, and on home what waits for an answer."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import kept, slots
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place
from vezi.network.notices import queries
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person


@slots.fills("head_bell", order=10)
def bell(request: HttpRequest) -> SafeString | None:
    """One query for a person, none for a visitor."""
    reader = viewer(request)
    if not isinstance(reader.person, Person):
        return None
    return render_to_string("notices/slots/bell.html", {"bell": queries.bell(reader)}, request=request)


@slots.fills("held", order=30)
def told_and_chosen(request: HttpRequest, *, person: Person) -> SafeString | None:
    """For the person: what she was told of late, and what she chose about being told."""
    told, choices = queries.latest(viewer(request)), queries.chosen_by(person)
    if not told and not choices:
        return None
    return render_to_string("notices/slots/held.html", {"told": told, "choices": choices}, request=request)


@kept.question
def waiting(viewer: Viewer, kind_names: list[str]) -> list[QuerySet[Notice]]:
    return [queries.waiting_for_home(viewer, kind_names)]


@at_home.part
class WhatWaits(Part):
    """Whatever asks something of the reader and is drawn by no area itself."""

    place, order = Place.WAITS, 30

    def asks(self) -> Sequence[Question]:
        return waiting(self.viewer, queries.drawn_at_home())

    def hears(self, *found: list[Notice]) -> None:
        (self.notices,) = found

    def shows(self) -> Iterable[int]:
        return (one.by_id for one in self.notices if one.by_id is not None)

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        who = {number: found for number in self.shows() if (found := faces.who(number)) is not None}
        waits = queries.waits(self.notices, who)
        return render_to_string("notices/slots/home_waits.html", {"found": waits}, request=request) if waits else None
