"""Many readers of letters at once: who they are, what clubs they are in, and whose name each of them may see.

The rule is that of `memberships.access.people_visible_to`, reckoned for thousands of pairs in a fixed number of
queries; the tests hold the two against each other.
"""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, Officer, State
from vezi.network.notices import kinds
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.ties.models import Block, Connection


@dataclass
class Reader:
    person: Person
    clubs: list[Club] = field(default_factory=list)  # she is a member of, in the order of the switcher
    offices: set[int] = field(default_factory=set)  # clubs of which she may see the records
    apart: set[int] = field(default_factory=set)

    @property
    def can_be_written_to(self) -> bool:
        account = self.person.account
        return account is not None and account.is_active and bool(account.email)


def readers_of(person_ids: Collection[int], *, today: date) -> dict[int, Reader]:
    """Four queries for however many."""
    people = (
        Person.objects.living_records()
        .filter(pk__in=person_ids, is_deceased=False)
        .select_related("account")
        .order_by("pk")
    )
    found = {person.pk: Reader(person) for person in people}
    held = Membership.objects.active().filter(person__in=found).select_related("club__institution")
    for membership in held.order_by("since", "pk"):
        found[membership.person_id].clubs.append(membership.club)
    offices = Officer.objects.serving(today).filter(person__in=found)
    for person_id, club_id in offices.filter(role__capabilities__contains=["see_records"]).values_list(
        "person_id", "role__club_id"
    ):
        found[person_id].offices.add(club_id)
    for one, other in Block.objects.filter(Q(person__in=found) | Q(blocked__in=found)).values_list(
        "person_id", "blocked_id"
    ):
        for person_id, apart_id in ((one, other), (other, one)):
            if person_id in found:
                found[person_id].apart.add(apart_id)
    return found


@dataclass
class Doer:
    """Somebody notices tell of, with what decides who sees the name."""

    person: Person
    member_of: dict[int, int] = field(default_factory=dict)  # club -> its default audience
    on_books_of: set[int] = field(default_factory=set)

    def reaches(self, audience: Audience) -> bool:
        """Whether the name has at least this audience, by choice or by the default of one of her clubs."""
        if self.person.name_audience is not None:
            return self.person.name_audience >= audience
        return any(default >= audience for default in self.member_of.values())


def names_seen(readers: dict[int, Reader], notices: Sequence[Notice]) -> dict[int, str]:
    """Notice -> the name of who did it, as its reader may see it; three queries for however many."""
    told = [(one, (one.person_id, one.by_id)) for one in notices if one.by_id is not None and one.person_id in readers]
    signed = {pair for one, pair in told if kinds.kind_of(one.kind).is_signed}
    names = names_of(readers, {pair for _one, pair in told}, signed=signed)
    return {one.pk: names[pair] for one, pair in told if pair in names}


def names_of(
    readers: dict[int, Reader], pairs: Collection[tuple[int, int]], *, signed: Container[tuple[int, int]] = ()
) -> dict[tuple[int, int], str]:
    """(reader, person) -> the name of the person, where the reader may see it or it was `signed` for her; three queries."""
    doers = doers_of({person_id for _reader_id, person_id in pairs})
    tied = Connection.objects.filter(person__in={reader_id for reader_id, _person_id in pairs}, other__in=doers)
    connected = set(tied.values_list("person_id", "other_id")) if doers else set()
    names = {}
    for pair in pairs:
        reader_id, person_id = pair
        doer = doers.get(person_id)
        if doer is None:
            continue
        if pair in signed or sees(readers[reader_id], doer, is_connected=pair in connected):
            names[pair] = doer.person.name
    return names


def doers_of(person_ids: Iterable[int]) -> dict[int, Doer]:
    doers = {one.pk: Doer(one) for one in Person.objects.living_records().filter(pk__in=list(person_ids))}
    rows = Membership.objects.filter(person__in=doers) if doers else Membership.objects.none()
    for person_id, club_id, state, default in rows.values_list(
        "person_id", "club_id", "state", "club__default_audience"
    ):
        doers[person_id].on_books_of.add(club_id)
        if state == State.MEMBER:
            doers[person_id].member_of[club_id] = default
    return doers


def sees(reader: Reader, doer: Doer, *, is_connected: bool) -> bool:
    if doer.person.pk in reader.apart:
        return False
    if doer.person.pk == reader.person.pk or reader.offices & doer.on_books_of:
        return True
    if not doer.member_of:
        return False
    chosen = doer.person.name_audience
    shares_a_club = any(club.pk in doer.member_of for club in reader.clubs)
    return (
        doer.reaches(Audience.PUBLIC)
        or (shares_a_club and (chosen is None or chosen >= Audience.CLUB))
        or (bool(reader.clubs) and doer.reaches(Audience.NETWORK))
        or (is_connected and doer.reaches(Audience.CONNECTIONS))
    )
