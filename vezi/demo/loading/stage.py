"""The cast, by name: accounts to sign in with, records with whole biographies, offices in the clubs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from vezi.demo.cast import BY_KEY, CAST, DEMO_PASSWORD
from vezi.demo.clubs import EXTRA_ROLES, INSTITUTIONS, DemoClub
from vezi.demo.loading.ground import audience
from vezi.demo.players import Belongs, Player, Reached, Studied, Worked
from vezi.demo.synth.schools import SCHOOLS
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import AffiliationKind, Club, Institution, StudyMode
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Membership, Role, State
from vezi.network.memberships.services.founding import STANDARD_ROLES
from vezi.network.people import services as people
from vezi.network.people.models import (
    Affiliation,
    ContactValue,
    Identifier,
    NameKind,
    OtherName,
    Person,
    Position,
    Residence,
    Source,
)
from vezi.network.people.services.contacts import understood

CLAIMED_BEFORE = timedelta(days=400)


def cast(of: Mapping[str, Club], *, now: datetime) -> None:
    sealed = make_password(DEMO_PASSWORD)  # slow on purpose: once for all of them
    for player in CAST:
        account = open_account(player, sealed=sealed) if player.mail else None
        if player.clubs:
            record(player, account, of, now=now)


def open_account(player: Player, *, sealed: str) -> Account:
    account = Account.objects.create(
        email=player.mail, password=sealed, language=player.language, is_operator=player.is_operator
    )
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def record(player: Player, account: Account | None, of: Mapping[str, Club], *, now: datetime) -> Person:
    first = of[player.clubs[0].club]
    person = people.record_person(
        given=player.given, family=player.family, preferred=player.preferred, source=Source.REGISTRAR, by=None, now=now,
        club=first, account=account, claimed_at=now - CLAIMED_BEFORE if account else None, face=player.face,
        born_on=player.born_on, birth_year=player.born_on.year if player.born_on else None, language=player.language,
        speaks=list(player.speaks), ask_about=player.ask_about, helps_with=sorted(player.helps_with),
        **{f"{subject}_audience": audience(player.audiences.get(word, "")) for subject, word in SUBJECTS.items()},
    )  # fmt: skip
    for belongs in player.clubs:
        belong(person, belongs, of[belongs.club], now=now)
    by_registrar: dict[str, Any] = {"source": Source.REGISTRAR, "club": first, "recorded_at": now - CLAIMED_BEFORE}
    for family in player.former:
        OtherName.objects.create(person=person, kind=NameKind.FORMER, family=family, **by_registrar)
    if player.family_at_graduation:
        OtherName.objects.create(
            person=person, kind=NameKind.GRADUATION, family=player.family_at_graduation, **by_registrar
        )
    for study in player.studies:
        studied(person, player, study, **by_registrar)
    for post in player.work:
        worked(person, player, post, now=now)
    for way in player.ways:
        reached(person, way, club=first)
    if player.city:
        Residence.objects.create(
            person=person, city=player.city, country=player.country, source=Source.SELF, recorded_at=now,
            confirmed_at=now, audience=audience(player.audiences.get("city", "")),
        )  # fmt: skip
    return person


SUBJECTS = {"name": "name", "birth": "birth", "speaks": "languages", "ask": "ask", "help": "help"}
STATES = {"member": State.MEMBER, "left": State.LEFT, "recorded": State.RECORDED}


def belong(person: Person, belongs: Belongs, club: Club, *, now: datetime) -> None:
    Membership.objects.create(
        person=person, club=club, state=STATES[belongs.state], since=now - CLAIMED_BEFORE,
        recorded_at=now - 2 * CLAIMED_BEFORE,
        last_seen_at=now - timedelta(days=3) if belongs.state == "member" else None,
    )  # fmt: skip
    Identifier.objects.create(
        person=person, club=club, value=belongs.number, source=Source.REGISTRAR, recorded_at=now - 2 * CLAIMED_BEFORE
    )


def studied(person: Person, player: Player, study: Studied, **source: Any) -> None:
    institution, name, degree = school_of(study)
    Affiliation.objects.create(
        person=person,
        kind=study.affiliation,
        institution=institution,
        programme=clubs.programme_named(name, institution=institution) if name else None,
        degree=study.degree or degree,
        mode=StudyMode.PART_TIME if study.part_time else StudyMode.FULL_TIME,
        class_year=study.class_year if study.affiliation == AffiliationKind.ALUM else None,
        started_year=study.since,
        ended_year=study.until,
        audience=audience(player.audiences.get("study", "")),
        **source,
    )


def school_of(study: Studied) -> tuple[Institution, str, str]:
    """The institution, the programme's name and the degree, in the words of the club that keeps them."""
    if study.elsewhere:
        told = next(one for one in INSTITUTIONS if one.key == study.elsewhere)
        return Institution.objects.get(name=told.names["en"]), study.programme, study.degree
    told = next(one for one in INSTITUTIONS if one.school == study.school)
    programme = next(one for one in SCHOOLS[study.school].programmes if one.code == study.programme)
    words = 0 if study.school == "network" else 1
    degree = programme.degree_of(study.class_year or study.since)[words] if study.affiliation == "alum" else ""
    return Institution.objects.get(name=told.names["en"]), programme.name[words], degree


def worked(person: Person, player: Player, post: Worked, *, now: datetime) -> None:
    Position.objects.create(
        person=person, title=post.title, employer=post.employer, trade=post.trade, city=post.city, country=post.country,
        started_year=post.since, ended_year=post.until, is_current=post.until is None, source=Source.SELF,
        recorded_at=now - CLAIMED_BEFORE, confirmed_at=now - CLAIMED_BEFORE,
        audience=audience(player.audiences.get("work", "")),
    )  # fmt: skip


def reached(person: Person, way: Reached, *, club: Club) -> None:
    value, key = understood(way.kind, way.value)
    recorded_at = at_noon(way.recorded_on)
    is_first = not ContactValue.objects.filter(person=person, kind=way.kind).exists()
    ContactValue.objects.create(
        person=person, kind=way.kind, value=value, key=key, audience=audience(way.audience), source=way.source,
        club=None if way.source == Source.SELF else club, recorded_at=recorded_at, is_primary=is_first,
        confirmed_at=recorded_at if way.is_confirmed else None,
    )  # fmt: skip


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def offices(told: DemoClub, club: Club, *, now: datetime) -> None:
    """Who runs the club in the story."""
    names = {standard.code: order * 10 for order, standard in enumerate(STANDARD_ROLES, start=1)}
    orders = names | {code: 70 + order for order, code in enumerate(EXTRA_ROLES)}
    for code, key in told.offices:
        role = Role.objects.get(club=club, order=orders[code])
        person = Person.objects.get(account__email=BY_KEY[key].mail)
        memberships.appoint(person=person, role=role, by=None, now=now)
