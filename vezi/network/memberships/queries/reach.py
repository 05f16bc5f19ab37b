"""The rule of `memberships.reach` asked of the database, and what a club holds of a person at all.

What another club holds does not count, nor what who left wrote.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.reach import (
    ACCOUNT,
    FRESH,
    KINDS,
    MUST_BE_CONFIRMED,
    TAKEN_AT_WORD,
    Judged,
    Reach,
    Way,
    judge,
)
from vezi.network.people.models import ContactKind, ContactValue, Sourced

__all__ = ["FRESH", "Reach", "condition", "held_by", "holds", "judged"]


def held_by(club: Club) -> Q:
    """Values this club holds: its own, and what people wrote themselves, unless they left it."""
    return Q(club=club) | (Q(club__isnull=True) & ~Q(person__in=gone_from(club)))


def gone_from(club: Club) -> QuerySet:
    """Numbers of those who left it."""
    return Membership.objects.filter(club=club, state=State.LEFT).values("person")


def holds(membership: Membership, value: Sourced) -> bool:
    """The same of a value at hand, of the member's person."""
    own = value.club_id is None and membership.state != State.LEFT
    return own or value.club_id == membership.club_id


def anybodys_ways() -> QuerySet[ContactValue]:
    """Values by which somebody can be reached, whoever holds them."""
    return ContactValue.objects.filter(kind__in=KINDS, bounced_at__isnull=True)


def sure(ways: QuerySet[ContactValue], *, now: datetime) -> QuerySet[ContactValue]:
    since = now - FRESH
    return ways.filter(
        Q(kind__in=TAKEN_AT_WORD, recorded_at__gt=since)
        | Q(kind__in=(*TAKEN_AT_WORD, *MUST_BE_CONFIRMED), confirmed_at__gt=since)
    )


def with_account() -> Any:
    """Memberships of those who come in with an account of their own; `heard_at` is when they were here last."""
    members = Membership.objects.filter(state=State.MEMBER, person__account__is_active=True)
    return members.annotate(heard_at=Greatest("since", "last_seen_at"))


def has_way(club: Club, person: str = "person_id") -> Q:
    """A condition on rows whose column `person` is a person."""
    of_person = {"person_id": OuterRef(person)}
    ways = anybodys_ways().filter(held_by(club), **of_person)
    return Q(Exists(ways)) | Q(Exists(with_account().filter(club=club, **of_person)))


def has_sure_way(club: Club, *, now: datetime, person: str = "person_id") -> Q:
    of_person = {"person_id": OuterRef(person)}
    ways = sure(anybodys_ways().filter(held_by(club), **of_person), now=now)
    here = with_account().filter(club=club, heard_at__gt=now - FRESH, **of_person)
    return Q(Exists(ways)) | Q(Exists(here))


def has_mail(club: Club, person: str = "person_id") -> Exists:
    mails = anybodys_ways().filter(held_by(club), kind=ContactKind.MAIL)
    return Exists(mails.filter(person_id=OuterRef(person)))


def condition(wanted: str, club: Club, *, now: datetime) -> Q:
    """Memberships as the word of `Reach` has it; all of them for no word."""
    if wanted == Reach.DECEASED:
        return Q(person__is_deceased=True)
    if not wanted:
        return Q()
    living = Q(person__is_deceased=False)
    if wanted == Reach.REACHABLE:
        return living & has_sure_way(club, now=now)
    if wanted == Reach.DOUBTFUL:
        return living & has_way(club) & ~has_sure_way(club, now=now)
    return living & ~has_way(club)


def judged(membership: Membership, contacts: Iterable[ContactValue], *, now: datetime) -> Judged:
    """The same of a membership and contact values at hand (those the club holds); `membership.person` is there."""
    ways = [Way(one.kind, one.recorded_at, one.confirmed_at, one.bounced_at) for one in contacts]
    account = membership.person.account if membership.state == State.MEMBER else None
    if account is not None and account.is_active:
        ways.append(Way(ACCOUNT, membership.since, membership.last_seen_at))
    return judge(ways, is_deceased=membership.person.is_deceased, now=now)
