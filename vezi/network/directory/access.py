"""Whom a search may show. The index is a moment behind; what a page shows is asked of the database."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.consent.models import ConsentEntry, Decision, Purpose
from vezi.network.directory.places import KnownPlaces
from vezi.network.memberships.access import shown_to_members
from vezi.network.memberships.models import Membership, State
from vezi.network.people import at_once
from vezi.network.people.models import Person, PersonQuerySet

SILENCED = (Decision.OBJECTED, Decision.WITHDRAWN)


def clubs_searched(viewer: Viewer, *, is_everywhere: bool) -> tuple[list[Club], bool]:
    """The clubs as whose member the viewer searches, and whether nobody else is found: the current one, or all.

    Who is not a member of the current club searches the network.
    """
    if not is_everywhere and viewer.tie is not None and viewer.tie.is_member:
        return [viewer.club], True
    return viewer.clubs, False


def members(club_ids: Iterable[int] | None = None) -> PersonQuerySet:
    """Living records of members: of these clubs, or of any."""
    membership = Membership.objects.active().filter(person=OuterRef("pk"))
    if club_ids is not None:
        membership = membership.filter(club_id__in=list(club_ids))
    return Person.objects.living_records().filter(Exists(membership))


def unclaimed_in(club: Club) -> PersonQuerySet:
    """Records of the club that nobody took up, if it shows them: not of members elsewhere, the dead, who objected."""
    if not club.shows_unclaimed:
        return Person.objects.none()
    of_person = Membership.objects.filter(person=OuterRef("pk"))
    last_word = ConsentEntry.objects.filter(person=OuterRef("pk"), club=club, purpose=Purpose.MEMBERSHIP)
    silenced = last_word.order_by("-at", "-pk").values("decision")[:1]
    return (
        Person.objects.living_records()
        .filter(shown_to_members("name_audience"))
        .filter(account__isnull=True, claimed_at__isnull=True, is_deceased=False)
        .filter(Exists(of_person.filter(club=club, state=State.RECORDED)))
        .exclude(Exists(of_person.filter(state=State.MEMBER)))
        .alias(said=silenced)
        .filter(Q(said__isnull=True) | ~Q(said__in=SILENCED))
    )


def with_shown_parts(person_ids: Iterable[int], *, places: KnownPlaces, has_mail: bool) -> list[Person]:
    """Living records with all that a row may show or be found by; contact values where a mail address is asked for.

    One query, and one a kind for places that are not known yet.
    """
    persons = at_once.read(person_ids, without=frozenset() if has_mail else frozenset({"contacts"}))
    places.stand_at(study for person in persons for study in person.affiliations.all())
    return persons


def clubs_named() -> list[Club]:
    """All clubs by their names, for whoever types one; there are some hundreds at most."""
    return list(Club.objects.only("slug", "name", "short_name", "names", "city").order_by("name", "pk"))
