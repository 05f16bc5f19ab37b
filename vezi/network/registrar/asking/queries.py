"""Whom to ask whether what the club holds is still right, and what is asked about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import reach
from vezi.network.people.models import ContactKind, ContactValue, Person, Position, Residence, Sourced
from vezi.network.people.naming import mail_key
from vezi.network.registrar.models import Answer, ReachRules, YearlyQuestion

A_YEAR = timedelta(days=365)
A_DAY = timedelta(days=1)
MOST_A_DAY = 2_000  # letters of a house; the rest is asked on the following days
HOLDS_FOR = timedelta(days=120)
SALT = "registrar.still_right"


@dataclass(frozen=True)
class Told:
    """What the club holds to reach a member, as her letter shows it to her."""

    values: tuple[Sourced, ...]
    mail: str
    town: str = ""
    work: str = ""

    @property
    def references(self) -> list[list[Any]]:
        return [[value._meta.label, value.pk] for value in self.values]


def to_ask(*, now: datetime) -> QuerySet[Membership]:
    """Members of whom nothing was confirmed or asked for a year, each in the club she has been in longest.

    A value that was confirmed lately answers the question by itself. Who said “do not ask again” is not asked.
    """
    since = now - A_YEAR
    of_person = {"person_id": OuterRef("person_id")}
    asked = YearlyQuestion.objects.filter(Q(asked_at__gt=since) | Q(answer=Answer.NO_MORE), **of_person)
    earlier = Membership.objects.filter(state=State.MEMBER, **of_person).filter(
        Q(since__lt=OuterRef("since")) | Q(since=OuterRef("since"), pk__lt=OuterRef("pk"))
    )
    members = Membership.objects.living_records().filter(
        state=State.MEMBER, since__lte=since, person__account__is_active=True, person__is_deceased=False
    )
    confirmed = [
        Exists(model._base_manager.filter(confirmed_at__gt=since, **of_person))
        for model in (ContactValue, Residence, Position)
    ]
    silent = members.exclude(Exists(asked)).exclude(Exists(earlier)).exclude(confirmed[0] | confirmed[1] | confirmed[2])
    never = ReachRules.objects.filter(asks_yearly=False).values("club")
    return silent.exclude(club__in=never).order_by("pk")


def asked_lately(*, now: datetime) -> int:
    return YearlyQuestion.objects.filter(asked_at__gt=now - A_DAY).count()


def told(person: Person, club: Club, address: str) -> Told:
    """Her own address the letter goes to, the town she lives in, and the work she has, as far as the club holds them."""
    held = {"person": person}
    mail = ContactValue.objects.filter(
        reach.held_by(club), kind=ContactKind.MAIL, key=mail_key(address), **held
    ).first()
    town = Residence.objects.filter(reach.held_by(club), **held).first()
    work = (
        Position.objects.filter(reach.held_by(club), is_current=True, **held).order_by("-started_year", "-pk").first()
    )
    values = tuple(value for value in (mail, town, work) if value is not None)
    return Told(values, address, town.city if town else "", str(work) if work else "")


def token_of(question: YearlyQuestion) -> str:
    return signing.dumps(question.public_id, salt=SALT)


def by_token(token: str) -> YearlyQuestion | None:
    """The question of a letter; None if nobody here wrote it, or it was too long ago."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    found = YearlyQuestion.objects.filter(public_id=public_id, person__erased_at__isnull=True)
    return found.select_related("person", "club__institution").first()


def value_at(reference: list[Any], question: YearlyQuestion) -> Sourced | None:
    """A value that was asked about, if it is still hers and still says what it said then."""
    label, pk = reference[0], reference[1]
    values = apps.get_model(label)._base_manager.select_for_update()
    found: Sourced | None = values.filter(pk=pk, person=question.person, recorded_at__lte=question.asked_at).first()
    return found
