"""Who is connected with whom in the demo: classmates above all, and the cast, who know each other well."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations

from django.db.models import Min

from vezi.demo.synth.dice import Dice
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import State
from vezi.network.people.models import Person
from vezi.network.ties.models import Connection

DRAWN, DRAWN_BY_CAST = (0, 6), (9, 16)  # connections that each seeks; others seek them too
CLASSMATE, NEARBY = 0.75, 25  # how many of them stand so near in the line of classes
CAST_KNOWS_CAST = 0.3
WITHIN = 3_000  # days
AT_ONCE = 5_000

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
