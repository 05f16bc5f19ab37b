"""What waits for a member, and who runs her clubs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import JoinRequest, Officer, RequestState
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen


@dataclass(frozen=True)
class ClubRequests:
    club: Club
    waiting: int


@dataclass(frozen=True)
class Officers:
    """A person who runs the club, and in which roles; `is_seen`: the reader may open their page."""

    person: Person
    seen: Seen
    roles: str


def requests_waiting(viewer: Viewer, capability: str) -> QuerySet[JoinRequest, tuple[int, int]]:
    """How many wait in each of the clubs where the viewer decides."""
    clubs = [club.pk for club in viewer.clubs_where(capability)]
    waiting = JoinRequest.objects.filter(club_id__in=clubs, state=RequestState.WAITING).values_list("club")
    return waiting.annotate(Count("pk"))


def to_decide(viewer: Viewer, capability: str, counts: dict[int, int]) -> list[ClubRequests]:
    """The same with the clubs, in the viewer's order."""
    clubs = viewer.clubs_where(capability)
    return [ClubRequests(club, counts[club.pk]) for club in clubs if counts.get(club.pk)]


def my_requests(viewer: Viewer) -> QuerySet[JoinRequest]:
    """Mine that wait for an answer."""
    waiting = JoinRequest.objects.filter(account=viewer.account, state=RequestState.WAITING)
    return waiting.select_related("club__institution").order_by("asked_at", "pk")


def who_runs(club: Club, viewer: Viewer, *, today: date) -> list[Officers]:
    """Officers who are named in public, in the order of their roles; five queries."""
    living = {"person__merged_into__isnull": True, "person__is_deceased": False}
    offices = Officer.objects.serving(today).filter(role__club=club, is_listed=True, **living)
    roles: dict[int, list[str]] = {}
    for office in offices.select_related("role").order_by("role__order", "since_on", "pk"):
        roles.setdefault(office.person_id, []).append(str(office.role))
    seen = {one.person.pk: one for one in _seen(viewer, list(roles))}
    return [Officers(seen[pk].person, seen[pk], ", ".join(names)) for pk, names in roles.items()]


def _seen(viewer: Viewer, person_ids: list[int]) -> list[Seen]:
    """The people as the viewer sees them, in the order given."""
    persons = people.with_parts(Person.objects.filter(pk__in=person_ids))
    by_id = {seen.person.pk: seen for seen in seen_by(viewer, persons)}
    return [by_id[pk] for pk in person_ids if pk in by_id]
