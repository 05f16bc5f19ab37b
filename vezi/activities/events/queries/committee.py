"""Who looks after an event, and who might help."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from vezi.activities.events.access import KEEP_EVENTS
from vezi.activities.events.models import Event
from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.models import Membership, Officer
from vezi.network.memberships.queries.seeing import each_to, seen_by
from vezi.network.people import queries as people
from vezi.network.people.models import Person, PersonQuerySet
from vezi.network.people.naming import called
from vezi.network.people.who import seen_or_signed, who_of

FOUND, MOST_WORDS = 8, 4


@dataclass(frozen=True)
class Helper:
    person: Person
    who: Who


def of(viewer: Viewer, event: Event) -> list[Helper]:
    """In the order in which they came. Those the reader does not see by name are “an organiser” elsewhere."""
    return _in_order(viewer, event.organisers.order_by("since", "pk").values_list("person_id", flat=True))


def at_door(viewer: Viewer, event: Event) -> list[Helper]:
    """Who keeps the door besides, in the order in which they came."""
    return _in_order(viewer, event.helpers.order_by("since", "pk").values_list("person_id", flat=True))


def _in_order(viewer: Viewer, ids: Iterable[int]) -> list[Helper]:
    order = list(ids)
    seen = each_to(viewer, order)
    return [Helper(seen[one].person, seen_or_signed(seen[one])) for one in order if one in seen]


def people_to_ask(viewer: Viewer, event: Event) -> PersonQuerySet:
    """Members of the club, but for those who help already and those apart from the reader."""
    members = Membership.objects.active().filter(club=event.club_id).values("person")
    helping = event.organisers.values("person")
    return Person.objects.living_records().filter(pk__in=members).exclude(pk__in=helping).exclude(pk__in=viewer.apart)


def found(viewer: Viewer, event: Event, words: str) -> list[Helper]:
    """Of these, the first in whose names each of the words begins one, and whom the reader sees by name."""
    people_here = people_to_ask(viewer, event).filter(called(fold(words).split()[:MOST_WORDS]))
    persons = people.with_parts(people_here.order_by("folded", "pk")[: 3 * FOUND])
    return [Helper(one.person, who_of(one)) for one in seen_by(viewer, persons) if one.name][:FOUND]


def who_hear(event: Event) -> list[Person]:
    """Who is told what guests write: its organisers who are members, else the officers who look after events."""
    members = Membership.objects.active().filter(club=event.club_id).values("person")
    organisers = Person.objects.living_records().filter(pk__in=event.organisers.values("person")).filter(pk__in=members)
    found = list(organisers.select_related("account").order_by("pk"))
    if found:
        return found
    offices = Officer.objects.serving(timezone.localdate())
    serving = offices.filter(role__club=event.club_id, role__capabilities__contains=[KEEP_EVENTS]).values("person")
    return list(Person.objects.living_records().filter(pk__in=serving).select_related("account").order_by("pk"))
