"""Who is connected with whom in the demo: classmates above all, and the cast, who know each other well.

Some let their clubs see whom they know, so that longer ways are found; a few requests and introductions wait.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations

from django.db.models import Min

from vezi.core.audience import Audience
from vezi.demo.synth.dice import Dice
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import State
from vezi.network.people.models import Person
from vezi.network.ties.models import Connection, TieChoice

DRAWN, DRAWN_BY_CAST = (0, 6), (9, 16)  # connections that each seeks; others seek them too
CLASSMATE, NEARBY = 0.75, 25  # how many of them stand so near in the line of classes
CAST_KNOWS_CAST = 0.3
WITHIN = 3_000  # days
AT_ONCE = 5_000
LISTED_IN_CLUB, LISTED_FOR_NOBODY = 0.4, 0.05

Pair = tuple[int, int]


def ties_of(clubs: list[Club], *, now: datetime) -> None:
    """All connections, both halves of each."""
    found: set[Pair] = set()
    for club in clubs:
        found |= set(drawn(club))
    dice = Dice("since when")
    halves: list[Connection] = []
    for one, other in sorted(found):
        since = now - timedelta(days=dice.between(1, WITHIN))
        halves += [
            Connection(person_id=one, other_id=other, since=since),
            Connection(person_id=other, other_id=one, since=since),
        ]
    Connection.objects.bulk_create(halves, batch_size=AT_ONCE)
    lists_of(clubs)


def lists_of(clubs: list[Club]) -> None:
    """Who sees whom they know: of some their clubs do, of a few nobody; of the others their connections."""
    members = Person.objects.filter(memberships__club__in=clubs, memberships__state=State.MEMBER).distinct()
    dice, choices = Dice("who sees their ties"), []
    for person_id in members.order_by("pk").values_list("pk", flat=True):
        chance = dice.random()
        if chance < LISTED_IN_CLUB + LISTED_FOR_NOBODY:
            audience = Audience.CLUB if chance < LISTED_IN_CLUB else Audience.NOBODY
            choices.append(TieChoice(person_id=person_id, list_audience=audience))
    TieChoice.objects.bulk_create(choices, batch_size=AT_ONCE, ignore_conflicts=True)


def drawn(club: Club) -> Iterator[Pair]:
    dice = Dice(f"ties of {club.slug}")
    members = Person.objects.filter(memberships__club=club, memberships__state=State.MEMBER, is_deceased=False)
    in_line = list(
        members.alias(year=Min("affiliations__class_year")).order_by("year", "pk").values_list("pk", flat=True)
    )
    cast = set(members.filter(account__isnull=False).values_list("pk", flat=True))
    for place, person in enumerate(in_line):
        for _ in range(dice.between(*(DRAWN_BY_CAST if person in cast else DRAWN))):
            near = place + dice.between(-NEARBY, NEARBY) if dice.chance(CLASSMATE) else dice.between(0, len(in_line))
            other = in_line[near % len(in_line)]
            if other != person:
                yield min(person, other), max(person, other)
    yield from (pair for pair in combinations(sorted(cast), 2) if dice.chance(CAST_KNOWS_CAST))
