"""Who stands where: the viewer of a page, and whom a viewer may see at all."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from vezi.core.audience import Audience
from vezi.core.records import Columns
from vezi.core.viewer import ClubTie, Viewer
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club, Institution
from vezi.network.memberships.models import Membership, Officer, OfficerQuerySet, Role, State
from vezi.network.people.models import Person, PersonQuerySet
from vezi.network.ties import access as ties

PERSON, CLUB, INSTITUTION = Columns(Person), Columns(Club), Columns(Institution)


@cache
def _standing() -> str:
    """A row for each club the person is a member of, at least one; in each the same offices."""
    return f"""
        select {PERSON.of("p")}, {CLUB.of("c")}, {INSTITUTION.of("i")},
            (select json_agg(json_build_array(r.club_id, r.capabilities, r.name, r.names) order by o.id)
                from memberships_officer o join memberships_role r on r.id = o.role_id
                where o.person_id = p.id and o.since_on <= %(today)s
                    and (o.until_on is null or o.until_on >= %(today)s)),
            {ties.APART.format("p.id")}
        from people_person p
        left join memberships_membership m on m.person_id = p.id and m.state = 'member'
        left join clubs_club c on c.id = m.club_id left join clubs_institution i on i.id = c.institution_id
        where p.account_id = %(account)s order by m.since, m.id
    """  # noqa: S608 - names of our own columns


def viewer_of(account: Account | AnonymousUser | None, *, today: date) -> Viewer:
    """The viewer behind an account. One query; one more for an officer of clubs she is no member of."""
    if account is None or not account.is_authenticated:
        return Viewer()
    with connection.cursor() as cursor:
        cursor.execute(_standing(), {"account": account.pk, "today": today})
        rows = cursor.fetchall()
    if not rows:
        return Viewer(account=account)
    first, second = len(PERSON), len(PERSON) + len(CLUB)
    members = [_club(row[first:second], row[second:-2]) for row in rows if row[first] is not None]
    *_columns, offices, apart = rows[0]
    person = PERSON.made(rows[0][:first])
    person.account = account
    return Viewer(
        account=account,
        person=person,
        ties=ties_of({club.pk: club for club in members}, offices or ()),
        apart=frozenset(apart),
    )


def _club(own: tuple[Any, ...], institution: tuple[Any, ...]) -> Club:
    club = CLUB.made(own)
    club.institution = INSTITUTION.made(institution)
    return club


def ties_of(members: dict[int, Club], offices: Iterable[tuple[Any, ...]]) -> dict[int, ClubTie]:
    """Every club somebody is a member or a serving officer of; an office is (club, capabilities, name, names)."""
    rights: dict[int, set[str]] = {}
    roles: dict[int, list[str]] = {}
    for club_id, capabilities, name, names in offices:
        rights.setdefault(club_id, set()).update(capabilities)
        roles.setdefault(club_id, []).append(str(Role(name=name, names=names)))
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


def is_here() -> Q:
    """People who live, and are members of some club."""
    member = Membership.objects.active().filter(person=OuterRef("pk"))
    return Q(Exists(member), is_deceased=False, deceased_on__isnull=True)


def shown_to_members(audience: str) -> Q:
    """Values that members of the person's clubs see, by the field of their audience; without a choice they do."""
    return Q(**{f"{audience}__isnull": True}) | Q(**{f"{audience}__gte": Audience.CLUB})


def name_reaches(audience: Audience) -> Q:
    """People whose name has at least this audience, by choice or by the default of one of their clubs."""
    default = Membership.objects.filter(person=OuterRef("pk"), state=State.MEMBER, club__default_audience__gte=audience)
    return Q(name_audience__gte=audience) | (Q(name_audience__isnull=True) & Q(Exists(default)))


CLUBS_OF = """
    select m.person_id, m.club_id, c.default_audience
    from memberships_membership m join clubs_club c on c.id = m.club_id
    where m.person_id = any(%s) and m.state = 'member' order by m.id
"""


def clubs_of(person_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """The clubs each person is a member of, each with its default audience; one query."""
    clubs: dict[int, dict[int, int]] = {number: {} for number in person_ids}
    with connection.cursor() as cursor:
        cursor.execute(CLUBS_OF, [list(clubs)])
        for person_id, club_id, default in cursor.fetchall():
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
