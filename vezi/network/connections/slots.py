"""What connecting shows on somebody's page, on home, and among one's choices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from vezi.core import kept, slots
from vezi.core.audience import Audience
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.network.connections import chains, queries
from vezi.network.connections.access import introductions_of
from vezi.network.connections.forms import ChoiceForm
from vezi.network.connections.models import OPEN
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place
from vezi.network.people.queries import Seen

SHOWN_AT_HOME = 4


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"connections/slots/{template}.html", context, request=request)


@slots.fills("person_deeds", order=10)
def ways_to_connect(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """In the head of somebody's page: ask, answer, or how it stands."""
    me = viewer(request)
    if me.person_id in (None, seen.person.pk):
        return None
    return drawn(request, "person_deeds", between=queries.between(me, seen.person, now=timezone.now()), seen=seen)


@slots.fills("who_knows_both", order=10)
def way_to_introduction(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """Beneath those who know both: asking one of them for an introduction, or how that stands."""
    me = viewer(request)
    if me.person_id is None or seen.reach <= Audience.CONNECTIONS:
        return None
    open_ones = introductions_of(me).filter(asker=me.person_id, third=seen.person, stage__in=OPEN)
    under_way = open_ones.filter(closes_at__gt=timezone.now()).first()
    return drawn(request, "who_knows_both", seen=seen, under_way=under_way)


@slots.fills("person_ties", order=20)
def chain_to(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    """“You → Ana → Marko → her”, where nobody knows both."""
    found = chains.found(viewer(request), seen)
    return drawn(request, "chain", found=found, seen=seen) if found is not None and found.far else None


@slots.fills("person_foot", order=10)
def end_of_connection(request: HttpRequest, *, seen: Seen) -> SafeString | None:
    if viewer(request).person is None or seen.reach != Audience.CONNECTIONS:
        return None
    return drawn(request, "person_foot", seen=seen)


@slots.fills("suggested_deeds", order=10)
def connect_with_suggested(request: HttpRequest, *, seen: Seen) -> SafeString:
    """Beneath somebody one may want to know."""
    return drawn(request, "suggested_deeds", seen=seen)


@kept.question
def asking(viewer: Viewer, now: datetime) -> list[QuerySet[Any]]:
    return list(queries.asking(viewer, now=now, at_most=SHOWN_AT_HOME + 1))


@at_home.part
class WhoAsks(Part):
    """Requests and introductions, answered in place."""

    place, order = Place.WAITS, 5

    def asks(self) -> Sequence[Question]:
        return asking(self.viewer, self.now)

    def hears(self, *found: list[Any]) -> None:
        self.requests, self.introductions = found

    def shows(self) -> set[int]:
        return queries.shown_in(self.requests, self.introductions)

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:
        seen = {number: who for number in self.shows() if (who := faces.who(number)) is not None}
        found = queries.waits(self.viewer, self.requests, self.introductions, seen, now=self.now)
        if not found:
            return None
        return drawn(request, "home_waits", found=found.first(SHOWN_AT_HOME), has_more=found.count > SHOWN_AT_HOME)


@slots.fills("tie_choices", order=10)
def taking_requests(request: HttpRequest) -> SafeString:
    """On the page of one's ties: whether one may be asked."""
    form = ChoiceForm(initial={"takes_requests": queries.takes_requests(viewer(request).person)})
    return drawn(request, "tie_choices", form=form)
