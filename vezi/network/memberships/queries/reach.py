"""Whom a club can reach, and whom it has lost. Said once, here; every number of the office follows it.

*Reachable*: there is a mail address that has not come back, or a telephone number or postal address that somebody
confirmed and that has not come back. *Unconfirmed*: reachable, but none of it was recorded or confirmed for two years.
*Lost*: nothing of the kind. The dead are neither. What another club holds does not count, nor what who left wrote.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.people.models import ContactKind, ContactValue, Sourced

FRESH = timedelta(days=2 * 365)


class Reach(TextChoices):
    REACHABLE = "reachable", pgettext_lazy("reach", "Reachable")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("reach", "Not confirmed")
    LOST = "lost", pgettext_lazy("reach", "Lost")


def held_by(club: Club) -> Q:
    """Values this club holds: its own, and what people wrote themselves, unless they left it."""
    left = Membership.objects.filter(club=club, state=State.LEFT)
    return Q(club=club) | (Q(club__isnull=True) & ~Q(person__in=left.values("person")))


def holds(membership: Membership, value: Sourced) -> bool:
    """The same of a value at hand, of the member's person."""
    own = value.club_id is None and membership.state != State.LEFT
    return own or value.club_id == membership.club_id


def anybodys_ways() -> QuerySet[ContactValue]:
    """Values by which somebody can be reached, whoever holds them."""
    works = Q(kind=ContactKind.MAIL) | Q(kind__in=[ContactKind.PHONE, ContactKind.POST], confirmed_at__isnull=False)
    return ContactValue.objects.filter(works, bounced_at__isnull=True)


def ways(club: Club) -> QuerySet[ContactValue]:
    """Those of them that the club holds."""
    return anybodys_ways().filter(held_by(club))


def has_way(club: Club, person: str = "person_id") -> Exists:
    """A condition on rows whose column `person` is a person."""
    return Exists(ways(club).filter(person_id=OuterRef(person)))


def has_fresh_way(club: Club, *, now: datetime, person: str = "person_id") -> Exists:
    heard = ways(club).annotate(heard_at=Coalesce("confirmed_at", "recorded_at")).filter(heard_at__gt=now - FRESH)
    return Exists(heard.filter(person_id=OuterRef(person)))


def has_mail(club: Club, person: str = "person_id") -> Exists:
    return Exists(ways(club).filter(kind=ContactKind.MAIL, person_id=OuterRef(person)))


def condition(wanted: str, club: Club, *, now: datetime) -> Q:
    """People as the word of `Reach` has it; all of them for no word."""
    if wanted == Reach.REACHABLE:
        return Q(has_way(club))
    if wanted == Reach.UNCONFIRMED:
        return Q(has_way(club)) & ~Q(has_fresh_way(club, now=now))
    return ~Q(has_way(club)) if wanted == Reach.LOST else Q()


def reach_by(contacts: Iterable[ContactValue], *, now: datetime) -> Reach:
    """The same of contact values at hand (those the club holds)."""
    working = [
        contact
        for contact in contacts
        if contact.bounced_at is None
        and (
            contact.kind == ContactKind.MAIL
            or (contact.kind in (ContactKind.PHONE, ContactKind.POST) and contact.confirmed_at is not None)
        )
    ]
    if not working:
        return Reach.LOST
    heard = max(contact.confirmed_at or contact.recorded_at for contact in working)
    return Reach.REACHABLE if heard > now - FRESH else Reach.UNCONFIRMED
