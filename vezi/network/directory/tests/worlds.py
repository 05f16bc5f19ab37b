"""Small worlds for property tests: clubs, people with every audience, and readers."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from vezi.core.audience import Audience
from vezi.core.viewer import ClubTie, Viewer
from vezi.network.clubs.models import Club, Programme
from vezi.network.clubs.tests.factories import make_club, make_institution
from vezi.network.groups.models import Joining
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.models import Membership, State
from vezi.network.people import trades
from vezi.network.people.models import ContactKind, ContactValue, NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import make_affiliation, make_person, make_position, make_residence
from vezi.network.ties import services
from vezi.network.ties.models import TieChoice, WavedAway
from vezi.network.ties.queries import apart_from, are_apart
from vezi.network.ties.tests.factories import make_block, make_connection

SEEDS = st.integers(0, 2**32)
#: A seed cannot be made simpler: no shrinking.
quickly = settings(
    max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
NOW = datetime(2024, 4, 18, 9, 0, tzinfo=UTC)
GIVEN = ("Ana", "Žiga", "Maja", "Anamarija", "Đuro", "Þórdís", "Иван", "Marija", "Mimi", "Jürgen")
FAMILY = ("Novak", "Novakovič", "Kovač", "Kovačič", "Horvat", "Hrovat", "Čuček", "Šuštar", "O'Brien", "Žnidaršič")
EMPLOYERS = ("Luka Koper", "Sava Treasury", "Petrol", "Novak d.o.o.")
CITIES = (
    ("Koper", "SI"), ("Ljubljana", "SI"), ("Vienna", "AT"), ("Koper", "SI"), ("Ljubljana", "SI"), ("Vienna", "AT"),
    ("Dunaj", "AT"), ("Gradec", "AT"), ("Trst", "IT"), ("Nowhere", "SI"),
)  # fmt: skip
ASK = ("Treasury and hedging", "Mountains", "Harbour finance", "Water turbines")
MAILS = ("ana@posta.example", "ana.novak@posta.example", "mimi@posta.example")
TRADE = trades.CHOICES[0][0]
AUDIENCES = (None, Audience.NOBODY, Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK, Audience.PUBLIC)
QUERIES = (
    "", "novak", "ana", "kovac", "hrovat", "nvoak", "ana novak", "novak ana", "treasury", "trasury", "koper", "99",
    "1999 k", "obrien", "djuro", "ivan", "znidrasic", "nov", "anam", "luka sl", "finance", "avstrija",
    "cucek 99", "economics",
    "sustra", "mimi", "marija", "mimi k", "n ana", "maja n", "novack", "kowatsch", "who knows about harbours", "turbina",
    "ana@posta.example", "ana@", "novak ana@posta.example", "mimi@posta.example koper", "иван", "ђуро n", "juergen",
    "banka koper", "finance in koper", "horvath", "ivan o brien",
)  # fmt: skip


@dataclass
class World:
    clubs: list[Club]
    people: list[Person]
    programmes: list[Programme]

    def viewer(self, person: Person, club: Club | None) -> Viewer:
        mine = Membership.objects.active().filter(person=person).select_related("club").order_by("since", "pk")
        return Viewer(
            account=person.account, person=person, ties={m.club_id: ClubTie(m.club, True) for m in mine}, club=club,
            apart=apart_from(person.pk),
        )  # fmt: skip


def world(chance: random.Random, *, people: int = 16) -> World:
    university = make_institution()
    faculty = type(university).objects.create(
        name=f"Faculty {university.pk}", folded=f"faculty {university.pk}", parent=university, kind="faculty"
    )
    programmes = [
        Programme.objects.create(institution=faculty, name=name, folded=name.lower(), names={"sl": slovenian})
        for name, slovenian in (("Economics", "Ekonomija"), ("Law", "Pravo"))
    ]
    clubs = [
        make_club(
            default_audience=chance.choice((Audience.CLUB, Audience.NETWORK, Audience.PUBLIC)),
            institution=university, shows_unclaimed=shown, unclaimed_basis="decided by the board" if shown else "",
        )
        for shown in (False, True, True)
    ]  # fmt: skip
    made = World(clubs, [], programmes)
    made.people += [person(chance, made) for _ in range(people)]
    tie(chance, made.people)
    gather(chance, made)
    return made


def gather(chance: random.Random, made: World) -> None:
    """Groups of every way in; one was closed. Who has not taken up her record is in none."""
    claimed = [one for one in made.people if one.claimed_at]
    for joining in Joining.values:
        group = make_group(chance.choice([None, *made.clubs]), name=joining, joining=joining)
        put_in(group, *(one for one in claimed if chance.random() < 0.3))
    group.closed_at = chance.choice((None, NOW))
    group.save()


def tie(chance: random.Random, people: list[Person]) -> None:
    """Connections and blocks among them; some keep their connections to themselves, are not suggested, wave away."""
    for one, other in combinations(people, 2):
        what = chance.random()
        if what < 0.2:
            make_connection(one, other)
        elif what < 0.25:
            make_block(*chance.sample((one, other), 2))
        elif what < 0.3:
            WavedAway.objects.create(person=one, other=other, at=NOW)
    for one in people:
        if chance.random() < 0.3:
            audience = chance.choice((Audience.NOBODY, Audience.CONNECTIONS))
            TieChoice.objects.create(person=one, is_suggested=chance.random() < 0.5, list_audience=audience)


def tie_anew(chance: random.Random, people: list[Person]) -> None:
    """Some ties end, others begin, somebody blocks."""
    for one, other in combinations(people, 2):
        what, pair = chance.random(), {"one": one, "other": other, "by": None, "now": NOW}
        if what < 0.15:
            services.disconnect(**pair)
        elif what < 0.3 and not are_apart(one.pk, other.pk):
            services.connect(**pair)
        elif what < 0.305:
            make_block(one, other)


def person(chance: random.Random, made: World) -> Person:
    is_claimed = chance.random() < 0.7
    one = make_person(
        chance.choice(GIVEN), chance.choice(FAMILY), claimed_at=NOW if is_claimed else None,
        title=chance.choice(("", "dr.")), name_audience=chance.choice((*AUDIENCES, Audience.NETWORK, *(None,) * 6)),
        preferred=chance.choice(("", "", "Nika")),
        speaks=chance.choice(([], ["sl", "de"])), speaks_audience=chance.choice(AUDIENCES),
        helps_with=chance.choice(([], ["question"])), help_audience=chance.choice(AUDIENCES),
        ask_about=chance.choice(("", *ASK)), ask_audience=chance.choice(AUDIENCES),
        is_deceased=chance.random() < 0.1,
    )  # fmt: skip
    for club in chance.sample(made.clubs, chance.choice((0, 1, 1, 1, 2))):
        claimed, unclaimed = (*(State.MEMBER,) * 5, State.LEFT, State.HELD), (*(State.RECORDED,) * 4, State.HELD)
        state = chance.choice(claimed if is_claimed else unclaimed)
        Membership.objects.create(person=one, club=club, state=state, since=NOW, recorded_at=NOW)
    for _ in range(chance.randint(0, 2)):
        programme = chance.choice(made.programmes)
        make_affiliation(
            one, chance.choice((1998, 1999, 2012, None)), programme=programme, institution=programme.institution,
            degree=chance.choice(("", "MBA", "BSc")), audience=chance.choice(AUDIENCES + (None,) * 3),
            club=chance.choice([None, *made.clubs]),
        )  # fmt: skip
    for _ in range(chance.randint(0, 2)):
        city, country = chance.choice(CITIES)
        make_position(
            one, chance.choice(("Treasurer", "Analyst")), chance.choice(EMPLOYERS), audience=chance.choice(AUDIENCES),
            city=city, country=country, trade=chance.choice(("", TRADE)), is_current=chance.random() < 0.7,
        )  # fmt: skip
    if chance.random() < 0.5:
        make_residence(one, *chance.choice(CITIES), audience=chance.choice(AUDIENCES))
    if chance.random() < 0.4:
        OtherName.objects.create(
            person=one, kind=chance.choice(NameKind.values), family=chance.choice(FAMILY), recorded_at=NOW,
            audience=chance.choice(AUDIENCES), source=Source.REGISTRAR,
        )  # fmt: skip
    for mail in chance.sample(MAILS, chance.choice((0, 0, 1, 2))):
        ContactValue.objects.create(
            person=one, kind=ContactKind.MAIL, value=mail.title(), key=mail, recorded_at=NOW, source=Source.SELF,
            audience=chance.choice(AUDIENCES),
        )  # fmt: skip
    return one
