"""What events bring to the member's home, to a club's page and to a group's."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from vezi.activities.events.models import Event, EventWords, Invitation, Registration, Standing, State
from vezi.activities.events.queries import listing
from vezi.core import kept, slots
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.groups.models import Group
from vezi.network.memberships import at_home
from vezi.network.memberships.at_home import Faces, Part, Place

SHOWN = 2


def drawn(request: HttpRequest, template: str, **context: Any) -> SafeString:
    return render_to_string(f"events/slots/{template}.html", context, request=request)


@kept.question
def waiting(viewer: Viewer, now: Any) -> list[QuerySet[Any, Any]]:
    """Seats that are kept for her, invitations she has not answered, and where she goes next."""
    hers = Registration.objects.filter(person=viewer.person_id).select_related("event__club")
    answered = Registration.objects.filter(event=OuterRef("event"), person=viewer.person_id)
    silent = Invitation.objects.filter(~Exists(answered), person=viewer.person_id, event__starts_at__gt=now)
    published = {"event__state": State.PUBLISHED}
    return [
        hers.filter(standing=Standing.OFFERED, kept_until__gt=now, **published).order_by("kept_until")[:SHOWN],
        silent.filter(**published).select_related("event__club").order_by("event__starts_at", "pk")[:SHOWN],
        hers.filter(standing=Standing.COMING, event__ends_at__gt=now, **published).order_by("event__starts_at", "pk")[
            :1
        ],
    ]


@kept.question
def words_of(numbers: list[int]) -> list[QuerySet[EventWords]]:
    return [EventWords.objects.filter(event__in=numbers).order_by("pk")]


@at_home.part
class ComingUp(Part):
    """A seat that is kept, an invitation that waits, the next event she goes to."""

    place, order = Place.WAITS, 12

    def asks(self) -> Sequence[Question]:
        return waiting(self.viewer, self.now)

    def hears(self, *found: list[Any]) -> None:
        self.offered, self.silent, self.next = found

    @property
    def events(self) -> Iterable[Event]:
        return (one.event for one in (*self.offered, *self.silent, *self.next))

    def asks_again(self) -> Sequence[Question]:
        return words_of(sorted({event.pk for event in self.events}))

    def hears_again(self, *found: list[EventWords]) -> None:
        (written,) = found
        for event in self.events:
            event.__dict__["_prefetched_objects_cache"] = {
                "written": [words for words in written if words.event_id == event.pk]
            }

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - nobody's face
        if not (self.offered or self.silent or self.next):
            return None
        return drawn(request, "home_waits", offered=self.offered, silent=self.silent, next=self.next)


@slots.fills("club_doings", order=10)
def next_of_club(request: HttpRequest, *, club: Club) -> SafeString | None:
    """The next that whoever looks may learn of."""
    found = listing.of_club(viewer(request), club.pk, now=timezone.now())
    return drawn(request, "club_doings", found=found) if found else None


@slots.fills("group_doings", order=10)
def next_of_group(request: HttpRequest, *, group: Group) -> SafeString | None:
    """The next that is for the group, for whoever may learn of it."""
    found = listing.of_group(viewer(request), group.pk, now=timezone.now())
    return drawn(request, "group_doings", found=found) if found else None
