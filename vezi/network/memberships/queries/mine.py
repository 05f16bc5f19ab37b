"""What a member finds on her own page: her people, what waits for her."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.access import shown_to_members
from vezi.network.memberships.models import JoinRequest, Membership, MembershipQuerySet, Officer, RequestState, State
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.people import queries as people
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.queries import Seen

LOOKED_AT = 24  # people, of whom those the reader may see are shown


@dataclass(frozen=True)
class Newcomer:
    """Somebody who came into one of my clubs."""

    seen: Seen
    membership: Membership
    is_classmate: bool


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


def my_years(person: Person) -> list[int]:
    years = Affiliation.objects.filter(person=person, class_year__isnull=False).values_list("class_year", flat=True)
    return sorted({year for year in years if year is not None})


def classmates(viewer: Viewer, years: list[int]) -> int:
    """Members of my clubs whom I may see in a class of mine, without me."""
    if not years:
        return 0
    studied = Affiliation.objects.filter(
        shown_to_members("audience"),
        shown_to_members("person__name_audience"),
        class_year__in=years,
        person__memberships__club__in=viewer.club_ids,
        person__memberships__state=State.MEMBER,
        person__merged_into__isnull=True,
        person__is_deceased=False,
    )
    without = {viewer.person_id, *viewer.apart}
    return studied.exclude(person__in=without).aggregate(n=Count("person", distinct=True))["n"]


def newcomers(viewer: Viewer, years: list[int], *, shown: int) -> list[Newcomer]:
    """Who came last, classmates before others; six queries."""
    latest = _members_of_my_clubs(viewer).select_related("club").order_by("-since", "-pk")
    mates = list(latest.filter(_of_class(years))[:LOOKED_AT]) if years else []
    others = list(latest.exclude(pk__in=[membership.pk for membership in mates])[:LOOKED_AT])
    wanted = {membership.person_id: membership for membership in [*others, *mates]}
    order = dict.fromkeys(membership.person_id for membership in [*mates, *others])
    seen = {one.person.pk: one for one in _seen(viewer, list(order)) if one.name}
    mate_ids = {membership.person_id for membership in mates}
    return [Newcomer(seen[pk], wanted[pk], pk in mate_ids) for pk in order if pk in seen][:shown]


def requests_to_decide(viewer: Viewer, capability: str) -> list[ClubRequests]:
    """In which of the clubs where the viewer decides somebody waits."""
    clubs = {club.pk: club for club in viewer.clubs_where(capability)}
    if not clubs:
        return []
    waiting = JoinRequest.objects.filter(club_id__in=clubs, state=RequestState.WAITING).values_list("club")
    counts = dict(waiting.annotate(Count("pk")))
    return [ClubRequests(club, counts[pk]) for pk, club in clubs.items() if counts.get(pk)]


def my_requests(viewer: Viewer) -> list[JoinRequest]:
    """Mine that wait for an answer."""
    waiting = JoinRequest.objects.filter(account=viewer.account, state=RequestState.WAITING)
    return list(waiting.select_related("club__institution").order_by("asked_at", "pk"))


def who_runs(club: Club, viewer: Viewer, *, today: date) -> list[Officers]:
    """Officers who are named in public, in the order of their roles; five queries."""
    living = {"person__merged_into__isnull": True, "person__is_deceased": False}
    offices = Officer.objects.serving(today).filter(role__club=club, is_listed=True, **living)
    roles: dict[int, list[str]] = {}
    for office in offices.select_related("role").order_by("role__order", "since_on", "pk"):
        roles.setdefault(office.person_id, []).append(str(office.role))
    seen = {one.person.pk: one for one in _seen(viewer, list(roles))}
    return [Officers(seen[pk].person, seen[pk], ", ".join(names)) for pk, names in roles.items()]


def _members_of_my_clubs(viewer: Viewer) -> MembershipQuerySet:
    """Those whose names the members see: a count must not tell of the others."""
    living = {"person__merged_into__isnull": True, "person__is_deceased": False}
    active = Membership.objects.active().filter(club_id__in=viewer.club_ids, **living)
    return active.filter(shown_to_members("person__name_audience")).exclude(person=viewer.person)


def _of_class(years: list[int]) -> Q:
    """Members of these classes, as other members of their clubs see them."""
    shown = Affiliation.objects.filter(shown_to_members("audience"), class_year__in=years)
    return Q(Exists(shown.filter(person_id=OuterRef("person_id"))))


def _seen(viewer: Viewer, person_ids: list[int]) -> list[Seen]:
    """The people as the viewer sees them, in the order given."""
    persons = people.with_parts(Person.objects.filter(pk__in=person_ids))
    by_id = {seen.person.pk: seen for seen in seen_by(viewer, persons)}
    return [by_id[pk] for pk in person_ids if pk in by_id]
