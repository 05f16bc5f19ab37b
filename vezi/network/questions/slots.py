"""What questions show on home, on a club's page and desk, and where a search finds nobody."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from vezi.core import kept, slots
from vezi.core.together import Question as Asking
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place, Step
from vezi.network.people.help import Help
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of
from vezi.network.questions import access, outcomes, queries
from vezi.network.questions.access import KEEP_QUESTIONS
from vezi.network.questions.models import Asked, Question

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

    def asks(self) -> Sequence[Asking]:
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


@kept.question
def asked_before(viewer: Viewer) -> list[QuerySet[Question, int]]:
    return [access.asked_by(viewer).values_list("pk", flat=True)[:1]]


@at_home.part
class FirstQuestion(Part):
    """For who has just come and asked nothing yet."""

    place, order = Place.WAITS, 91

    def asks(self) -> Sequence[Asking]:
        return asked_before(self.viewer)

    def hears(self, *found: list[int]) -> None:
        self.has_asked = bool(found[0])

    def steps(self, request: HttpRequest, faces: Faces) -> Iterator[Step]:
        """With some of those who say what they can be asked about."""
        if self.has_just_come and not self.has_asked:
            people = [seen for seen in faces.others(self.viewer) if seen.ask_about or Help.QUESTION in seen.helps_with]
            yield Step(60, lambda some: first_question(request, some), people, most=2, needs_people=True)


def first_question(request: HttpRequest, people: list[Seen]) -> SafeString:
    return drawn(request, "home_step", people=[who_of(seen) for seen in people])


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
