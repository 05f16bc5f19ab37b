"""A small network for property tests: clubs of every rule, people with every audience, and who looks at them."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club, Programme
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.models import Stay
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_officer
from vezi.network.people.models import Identifier, NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import (
    NOW,
    make_affiliation,
    make_contact,
    make_person,
    make_position,
    make_residence,
)
from vezi.network.ties.models import TieChoice
from vezi.network.ties.tests.factories import make_block, make_connection

GIVEN = ("Ana", "Žiga", "Maja", "Đuro", "Nika", "Jon")
FAMILY = ("Novak", "Kovač", "Horvat", "Čuček", "Zupan", "Vidmar")
YEARS = (1998, 1999, 2012)
EMPLOYERS = ("Luka Jadran", "Sava", "Petrol")
TOWNS = (("Koper", "SI"), ("Vienna", "AT"), ("Oslo", "NO"))
TRADES = ("banking", "law", "")
WORDS = ("Hedging and harbours", "Mountains", "Choirs")
HELP = (["question"], ["mentoring"], ["question", "lecture"])
LANGUAGES = (["sl"], ["de"], ["sl", "hu"])
BIRTHDAYS = (date(1976, 5, 14), date(1977, 8, 1), date(1990, 12, 31))
PLACES = (3197753, 2761369, 3143244)  # the same towns in GeoNames
LINES = ("At the fair", "Visiting friends", "Sailing")
AUDIENCES = (None, *Audience)


@dataclass
class World:
    chance: random.Random
    clubs: list[Club] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    officer: Person | None = None  # of the first club, with every right


def make_world(seed: int, *, people: int = 6) -> World:
    made = World(random.Random(seed))
    chance = made.chance
    for audience, shown in ((Audience.CLUB, False), (Audience.NETWORK, True), (Audience.PUBLIC, chance.random() < 0.5)):
        club = make_club(
            default_audience=audience, shows_unclaimed=shown, unclaimed_basis="decided by the board" if shown else ""
        )
        made.clubs.append(club)
        made.programmes.append(programme_named(f"Economics {club.pk}", institution=club.institution))
    made.people += [_person(made, number) for number in range(people)]
    made.officer = _person(made, people, is_claimed=True, clubs=made.clubs[:1])
    make_officer(made.clubs[0], made.officer)
    _ties(made)
    return made


def _ties(made: World) -> None:
    claimed = [person for person in made.people if person.account_id]
    for one, other in combinations(claimed, 2):
        what = made.chance.random()
        if what < 0.3:
            make_connection(one, other)
        elif what < 0.45:
            make_block(*made.chance.sample((one, other), 2))
    for one in claimed:
        if made.chance.random() < 0.2:
            TieChoice.objects.create(person=one, list_audience=Audience.NOBODY)


def _person(made: World, number: int, *, is_claimed: bool | None = None, clubs: list[Club] | None = None) -> Person:
    chance = made.chance
    is_claimed = chance.random() < 0.75 if is_claimed is None else is_claimed
    account = make_account(f"person{number}@example.org") if is_claimed else None
    named_by = None if is_claimed and chance.random() < 0.4 else chance.choice(made.clubs)
    person = make_person(
        chance.choice(GIVEN), chance.choice(FAMILY), account=account, claimed_at=NOW if is_claimed else None,
        club=named_by, source=Source.REGISTRAR if named_by else Source.SELF,
        name_audience=chance.choice((*AUDIENCES, None, None, None)) if clubs is None else None,
        title=chance.choice(("", "dr.")), preferred=chance.choice(("", "", "Nika")),
        born_on=chance.choice((None, *BIRTHDAYS)), birth_audience=chance.choice(AUDIENCES),
        speaks=chance.choice(([], *LANGUAGES)), speaks_audience=chance.choice(AUDIENCES),
        helps_with=chance.choice(([], *HELP)), help_audience=chance.choice(AUDIENCES),
        ask_about=chance.choice(("", *WORDS)), ask_audience=chance.choice(AUDIENCES),
    )  # fmt: skip
    chosen = chance.sample(made.clubs, chance.choice((1, 1, 2, 3)) if is_claimed else 1) if clubs is None else clubs
    _belong(made, person, chosen, is_claimed=is_claimed, may_leave=clubs is None)
    _values(made, person, chosen)
    return person


def _belong(made: World, person: Person, clubs: list[Club], *, is_claimed: bool, may_leave: bool) -> None:
    for club in clubs:
        if not is_claimed:
            Membership.objects.create(person=person, club=club, state=State.RECORDED, since=NOW, recorded_at=NOW)
            continue
        memberships.admit(person=person, club=club, by=None, now=NOW)
        if may_leave and made.chance.random() < 0.25:
            memberships.leave(person=person, club=club, by=None, now=NOW)


def _values(made: World, person: Person, clubs: list[Club]) -> None:
    """Each value is the person's own word, or came from the registrar of one of her clubs."""
    chance = made.chance

    def said() -> dict[str, object]:
        club = chance.choice((*clubs, None))
        source = Source.REGISTRAR if club or person.account_id is None else Source.SELF
        return {"club": club or (None if person.account_id else clubs[0]), "source": source}

    for _ in range(chance.randint(0, 2)):
        programme = chance.choice(made.programmes)
        make_affiliation(
            person, chance.choice(YEARS), programme=programme, institution=programme.institution,
            degree=chance.choice(("", "BSc", "MBA")), audience=chance.choice((*AUDIENCES, None, None)), **said(),
        )  # fmt: skip
    for _ in range(chance.randint(0, 2)):
        city, country = chance.choice(TOWNS)
        make_position(
            person, chance.choice(("Treasurer", "Analyst")), chance.choice(EMPLOYERS), city=city, country=country,
            trade=chance.choice(TRADES), audience=chance.choice(AUDIENCES), **said(),
        )  # fmt: skip
    if chance.random() < 0.6:
        make_residence(person, *chance.choice(TOWNS), audience=chance.choice(AUDIENCES), **said())
    for number in range(chance.randint(0, 2)):
        make_contact(
            person, f"{chance.choice(('ana', 'bor', 'cene'))}{person.pk}{number}@example.org",
            audience=chance.choice(AUDIENCES), is_primary=not number, **said(),
        )  # fmt: skip
    if chance.random() < 0.4:
        today = timezone.localdate()
        Stay.objects.create(
            person=person, place=chance.choice(PLACES), line=chance.choice(LINES), said_at=NOW,
            starts_on=today + timedelta(days=chance.randint(0, 9)), ends_on=today + timedelta(days=chance.randint(9, 20)),
            audience=chance.choice((Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK)),
        )  # fmt: skip
    if chance.random() < 0.4:
        OtherName.objects.create(
            person=person, kind=NameKind.FORMER, family=chance.choice(FAMILY), audience=chance.choice(AUDIENCES),
            recorded_at=NOW, **said(),
        )  # fmt: skip
    for club in clubs:
        if chance.random() < 0.5:
            Identifier.objects.create(
                person=person, club=club, value=f"{person.pk}{club.pk}99", source=Source.REGISTRAR, recorded_at=NOW
            )
