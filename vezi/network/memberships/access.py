"""Who stands where: the viewer of a page, and whom a viewer may see at all."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from vezi.core.audience import Audience
from vezi.core.viewer import ClubTie, Viewer
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, Officer, OfficerQuerySet, State
from vezi.network.people.models import Person, PersonQuerySet
from vezi.network.ties import access as ties
from vezi.network.ties.queries import apart_from


def viewer_of(account: Account | AnonymousUser | None, *, today: date) -> Viewer:
    """The viewer behind an account; three questions to the database for a member, one more for who is none."""
    if account is None or not account.is_authenticated:
        return Viewer()
    held = Membership.objects.active().filter(person__account_id=account.pk)
    memberships = list(held.select_related("person", "club__institution").order_by("since", "pk"))
    person = memberships[0].person if memberships else Person.objects.filter(account_id=account.pk).first()
    standing = ties_of(person, memberships, today=today) if person else {}
    return Viewer(account=account, person=person, ties=standing, apart=apart_from(person.pk if person else None))


def ties_of(person: Person, memberships: list[Membership], *, today: date) -> dict[int, ClubTie]:
    """Every club the person is a member or a serving officer of."""
    rights: dict[int, set[str]] = {}
    roles: dict[int, list[str]] = {}
    for office in Officer.objects.serving(today).filter(person=person).select_related("role"):
        rights.setdefault(office.role.club_id, set()).update(office.role.capabilities)
        roles.setdefault(office.role.club_id, []).append(str(office.role))
    members = {membership.club_id: membership.club for membership in memberships}
    clubs = dict(members)
    if elsewhere := rights.keys() - members.keys():
        clubs |= Club.objects.select_related("institution").order_by("pk").in_bulk(elsewhere)
    return {
        pk: ClubTie(club, pk in members, frozenset(rights.get(pk, ())), tuple(roles.get(pk, ())))
        for pk, club in clubs.items()
    }


def rights_of(account: Account, club: Club, *, today: date) -> frozenset[str]:
    """What the account may do in the club by the offices its person holds."""
    held = Officer.objects.serving(today).filter(person__account=account, role__club=club)
    return frozenset(right for rights in held.values_list("role__capabilities", flat=True) for right in rights)


def keepers_of(club: Club, *, today: date) -> OfficerQuerySet:
    """Offices whose holder can sign in and appoint officers of the club."""
    return Officer.objects.serving(today).filter(
        role__club=club, role__capabilities__contains=["manage_roles"], person__account__is_active=True
    )


def people_visible_to(viewer: Viewer) -> PersonQuerySet:
    """Members of a club see each other, the network and strangers those whose name has that audience.

    Connections see also those whose name stands for connections. An unclaimed record is seen by the officers of its
    club alone (capability `see_records`), and so is who left. One's own record is always there; who blocked the other
    is not.
    """
    of_person = Membership.objects.filter(person=OuterRef("pk"))
    is_member = Q(Exists(of_person.filter(state=State.MEMBER)))
    seen = Q(pk=viewer.person_id) if viewer.person_id else Q(pk__in=[])
    if offices := [club.pk for club in viewer.clubs_where("see_records")]:
        seen |= Q(Exists(of_person.filter(club_id__in=offices)))
    if viewer.club_ids:
        shares_a_club = Q(Exists(of_person.filter(state=State.MEMBER, club_id__in=viewer.club_ids)))
        seen |= (shares_a_club & shown_to_members("name_audience")) | (is_member & name_reaches(Audience.NETWORK))
    seen |= is_member & name_reaches(Audience.PUBLIC)
    if viewer.person_id is not None:
        seen |= is_member & ties.connected_with(viewer.person_id) & name_reaches(Audience.CONNECTIONS)
        seen &= ties.not_apart_from(viewer.person_id)
    return Person.objects.living_records().filter(seen)


def shown_to_members(audience: str) -> Q:
    """Values that members of the person's clubs see, by the field of their audience; without a choice they do."""
    return Q(**{f"{audience}__isnull": True}) | Q(**{f"{audience}__gte": Audience.CLUB})


def name_reaches(audience: Audience) -> Q:
    """People whose name has at least this audience, by choice or by the default of one of their clubs."""
    default = Membership.objects.filter(person=OuterRef("pk"), state=State.MEMBER, club__default_audience__gte=audience)
    return Q(name_audience__gte=audience) | (Q(name_audience__isnull=True) & Q(Exists(default)))


def clubs_of(person_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """The clubs each person is a member of, each with its default audience; one query."""
    clubs: dict[int, dict[int, int]] = {number: {} for number in person_ids}
    memberships = Membership.objects.active().filter(person_id__in=list(clubs))
    for person_id, club_id, default in memberships.values_list("person_id", "club_id", "club__default_audience"):
        clubs[person_id][club_id] = default
    return clubs


def reaches_of_members(
    reader_id: int | None, person_ids: Iterable[int], *, clubs: dict[int, dict[int, int]] | None = None, **_at_hand: Any
) -> dict[int, int]:
    """CLUB for people who share a club with the reader, NETWORK for members of other clubs of a reader who is one.

    `clubs` are `clubs_of` them all, the reader too, where that is at hand.
    """
    if reader_id is None:
        return {}
    ids = list(person_ids)
    if clubs is None:
        clubs = clubs_of([*ids, reader_id])
    if not (mine := clubs[reader_id].keys()):
        return {}
    return {
        number: Audience.CLUB if clubs[number].keys() & mine else Audience.NETWORK for number in ids if clubs[number]
    }
