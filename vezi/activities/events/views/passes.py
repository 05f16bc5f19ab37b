"""The codes to show at the door: of her own seat, and of those she brings."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vezi.activities.events.door import codes
from vezi.activities.events.models import Registration, Standing, State
from vezi.activities.events.views.finding import event_at
from vezi.core.access import member_only
from vezi.core.htmx import page


@dataclass(frozen=True)
class Pass:
    name: str
    picture: str
    number: str
    says: str


def passes_of(mine: Registration | None) -> list[Pass]:
    """Of who comes; nobody else holds a seat to show."""
    if mine is None or mine.standing != Standing.COMING or mine.event.state != State.PUBLISHED:
        return []
    if not mine.event.is_somewhere:  # no door
        return []
    found = []
    for seat in mine.people.all():
        says = codes.code(mine.event.public_id, seat.public_id)
        found.append(Pass(seat.name or mine.person.name, codes.picture(says), codes.number(seat.public_id), says))
    return found


@member_only
@require_safe
def passes(request: HttpRequest, event: str) -> HttpResponse:
    rights = event_at(request, event)
    mine = rights.registration
    if mine is not None:
        mine.event = rights.event
    found = passes_of(mine)
    if not found:
        raise Http404
    return page(request, "events/passes.html", {"event": rights.event, "passes": found})
