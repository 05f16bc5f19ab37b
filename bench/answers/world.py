"""People to be asked for: three made-up crowds of one club, some people written by hand, and who asks."""

from dataclasses import replace
from datetime import datetime

from bench.answers.by_hand import PLANTED, Planted
from vezi.core.audience import Audience
from vezi.core.viewer import ClubTie, Viewer
from vezi.demo.clubs import CLUBS
from vezi.demo.loading.crowd import people_of
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import institution_named
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.services.founding import found
from vezi.network.people import naming
from vezi.network.people.models import (
    Affiliation,
    ContactKind,
    ContactValue,
    NameKind,
    OtherName,
    Person,
    Position,
    Residence,
    Source,
)
from vezi.network.people.services import record_person

#: Kind of school, language of what its people say, share of all.
CROWDS = (("network", "en", 0.5), ("mba", "sl", 0.3), ("faculty", "en", 0.2))
SEED = 20
SLUG = "asked"


def make(*, people: int, now: datetime) -> Viewer:
    """All members of one club, so that what is visible to members is what may be found."""
    university = institution_named("University of Emona", kind="university", country="SI")
    club = found(
        slug=SLUG, name="Asked", institution=university, by=None, now=now, languages=["en", "sl"],
        default_audience=Audience.NETWORK,
    )  # fmt: skip
    for kind, language, share in CROWDS:
        told = replace(
            CLUBS[0], slug=f"{SLUG}-{kind}", kind=kind, languages=(language,), people=int(people * share), claimed=1.0,
            seed=SEED,
        )  # fmt: skip
        people_of(told, club, now=now)
    for planted in PLANTED:
        plant(planted, club, now=now)
    return reader(club, now=now)


def plant(told: Planted, club: Club, *, now: datetime) -> None:
    facts = {"source": Source.SELF, "recorded_at": now}
    person = record_person(
        given=told.given, family=told.family, preferred=told.preferred, source=Source.SELF, by=None, now=now, club=club,
        claimed_at=now, ask_about=told.knows, ask_audience=Audience.CLUB,
    )  # fmt: skip
    Membership.objects.create(person=person, club=club, state=State.MEMBER, since=now, recorded_at=now)
    for family in told.former:
        OtherName.objects.create(person=person, kind=NameKind.FORMER, family=family, **facts)
    if told.year:
        Affiliation.objects.create(person=person, institution=club.institution, class_year=told.year, **facts)
    if told.title or told.employer:
        Position.objects.create(
            person=person, title=told.title, employer=told.employer, trade=told.trade, city=told.city,
            country=told.country, audience=Audience.CLUB, **facts,
        )  # fmt: skip
    if told.city:
        Residence.objects.create(person=person, city=told.city, country=told.country, audience=Audience.CLUB, **facts)
    if told.mail:
        ContactValue.objects.create(
            person=person, kind=ContactKind.MAIL, value=told.mail, key=naming.mail_key(told.mail), is_primary=True,
            audience=Audience.CLUB, **facts,
        )  # fmt: skip


def reader(club: Club, *, now: datetime) -> Viewer:
    account = Account.objects.create_user("asks@bench.invalid")
    person = record_person(
        given="Asks", family="Much", source=Source.SELF, by=None, now=now, club=club, account=account, claimed_at=now
    )
    Membership.objects.create(person=person, club=club, state=State.MEMBER, since=now, recorded_at=now)
    return as_reader()


def as_reader() -> Viewer:
    person = Person.objects.select_related("account").get(account__email="asks@bench.invalid")
    club = Club.objects.get(slug=SLUG)
    return Viewer(account=person.account, person=person, ties={club.pk: ClubTie(club, True)}, club=None)
