"""Who is chosen, and which views an officer has kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Choice, KeptView, Membership, MembershipQuerySet, Officer, State
from vezi.network.memberships.queries import ledger, segments

HOLDS = timedelta(days=1)


def choices_of(account: Account, club: Club, *, now: datetime) -> QuerySet[Choice]:
    """What the officer chose in this club today; nobody else reads it."""
    return Choice.objects.filter(by=account, club=club, made_at__gt=now - HOLDS).select_related("club")


def choice_named(public_id: str, *, account: Account, club: Club, now: datetime) -> Choice | None:
    return choices_of(account, club, now=now).filter(public_id=public_id).first()


def chosen(choice: Choice, *, now: datetime) -> MembershipQuerySet:
    """The memberships of everybody chosen, as far as they are still the club's; in no order."""
    if choice.wanted is not None:
        everybody = ledger.wanted_of(choice.club, wanted_in(choice), now=now)
        return everybody.exclude(person_id__in=choice.people)
    return Membership.objects.living_records().filter(club=choice.club, person_id__in=choice.people)


def wanted_in(choice: Choice) -> ledger.Wanted:
    return segments.wanted_from(choice.wanted or {})


def people_chosen(choice: Choice, *, now: datetime) -> QuerySet:
    """Their numbers, for a filter."""
    return chosen(choice, now=now).order_by().values("person_id")


def is_chosen(choice: Choice | None, person_id: int) -> bool:
    """Of somebody who stands in the ledger the choice was made in."""
    return choice is not None and (person_id in choice.people) == (choice.wanted is None)


def numbers_of(club: Club, public_ids: Iterable[str]) -> set[int]:
    """The people with these public names who are or were on the club's books; others are nobody."""
    found = Membership.objects.filter(club=club, person__public_id__in=list(public_ids))
    return set(found.values_list("person_id", flat=True))


def views_for(account: Account, club: Club) -> QuerySet[KeptView]:
    """The officer's own views and those other officers of the club share; by name."""
    return (
        KeptView.objects.filter(Q(by=account) | Q(is_shared=True), club=club)
        .select_related("by__person")
        .order_by("name", "pk")
    )


@dataclass(frozen=True)
class Ending:
    """Whose memberships can be ended together, and how many of the chosen are left out."""

    members: MembershipQuerySet
    others: int  # on record, or gone before
    officers: int  # first their office ends, then the membership


def ending(choice: Choice, *, now: datetime) -> Ending:
    everybody = chosen(choice, now=now)
    members = everybody.active()
    serving = Officer.objects.serving(now.date()).filter(role__club=choice.club).values("person_id")
    free = members.exclude(person_id__in=serving)
    return Ending(
        members=free, others=everybody.exclude(state=State.MEMBER).count(),
        officers=members.filter(person_id__in=serving).count(),
    )  # fmt: skip
