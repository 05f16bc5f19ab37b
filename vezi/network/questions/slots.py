"""What questions show on home, on a club's page and desk, and where a search finds nobody."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from vezi.core import kept, slots
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place
from vezi.network.questions import access, outcomes, queries
from vezi.network.questions.access import KEEP_QUESTIONS
from vezi.network.questions.models import Asked

SHOWN_AT_HOME = 3


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"questions/slots/{template}.html", context, request=request)


@kept.question
def waiting(viewer: Viewer) -> list[QuerySet[Asked]]:
    return [access.waits_for(viewer)[: SHOWN_AT_HOME + 1]]


@at_home.part
class WhoAsks(Part):
    """Questions that wait for the reader's answer."""

    place, order = Place.WAITS, 7

    def asks(self) -> Sequence[Question]:
        return waiting(self.viewer)

    def hears(self, *found: list[Asked]) -> None:
        (self.asked,) = found

    def shows(self) -> Iterable[int]:
        return (one.question.asker_id for one in self.asked if one.question.asker_id is not None)

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        if not self.asked:
            return None
        found = queries.waits(self.asked[:SHOWN_AT_HOME], faces.seen, now=self.now)
        return drawn(request, "home_waits", found=found, has_more=len(self.asked) > SHOWN_AT_HOME)


@slots.fills("club_doings", order=30)
def what_came_of_it(request: HttpRequest, *, club: Club) -> SafeString | None:
    """On the club's page: how many questions of its members were helped; nothing while they are few."""
    found = outcomes.of_club(club, now=timezone.now())
    return drawn(request, "club_doings", found=found) if found is not None else None


@slots.fills("office_waits", order=40)
def to_look_at(request: HttpRequest, *, club: Club) -> SafeString | None:
    if not viewer(request).can(KEEP_QUESTIONS, club):
        return None
    count = access.reported_in(club).values("question").distinct().count()
    return drawn(request, "office_waits", club=club, count=count) if count else None


@slots.fills("people_ask", order=10)
def ask_them(request: HttpRequest, *, words: str) -> SafeString | None:
    """Beside a search: what cannot be found may be asked."""
    if viewer(request).person is None:
        return None
    return drawn(request, "people_ask", words=words)
