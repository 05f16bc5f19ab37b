"""What happened of late in the demo: some have new work, some moved, some have just come; the cast more than others."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from vezi.core.audience import Audience
from vezi.demo.synth.dice import Dice
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.news.models import Fact, Kind
from vezi.network.people.models import Person, Position, Residence

WITHIN = 26  # days
OF_CROWD, OF_CAST = 0.05, 0.3  # who has news of work, and as many again of a town
CAME, MOST_CAME = 0.04, 30  # of a club's members


def news_of(clubs: Iterable[Club], *, now: datetime) -> None:
    dice = Dice("news")
    facts = [*changed(dice, now=now)]
    for club in clubs:
        facts += came(club, dice, now=now)
    Fact.objects.bulk_create(facts)


def changed(dice: Dice, *, now: datetime) -> Iterator[Fact]:
    seen = {
        "audience__gte": Audience.CLUB,
        "person__memberships__state": State.MEMBER,
        "person__is_deceased": False,
    }
    work = Position.objects.filter(is_current=True, **seen).exclude(employer="").order_by("pk").distinct()
    homes = Residence.objects.filter(**seen).exclude(city="").order_by("pk").distinct()
    cast = set(Person.objects.filter(account__isnull=False).values_list("pk", flat=True))
    told: set[int] = set()
    for kind, values in ((Kind.WORK, work), (Kind.TOWN, homes)):
        for value in values:
            share = OF_CAST if value.person_id in cast else OF_CROWD
            if dice.chance(share) and value.person_id not in told:
                told.add(value.person_id)
                yield Fact(
                    person_id=value.person_id, kind=kind, value=value.pk, said_at=value.recorded_at, at=ago(dice, now)
                )


def came(club: Club, dice: Dice, *, now: datetime) -> Iterator[Fact]:
    """Some of the crowd came in only now."""
    members = Membership.objects.filter(club=club, state=State.MEMBER, person__account=None, person__is_deceased=False)
    chosen = [one for one in members.order_by("pk") if dice.chance(CAME)][:MOST_CAME]
    for one in chosen:
        one.since = ago(dice, now)
    Membership.objects.bulk_update(chosen, ["since"])
    for one in chosen:
        yield Fact(person_id=one.person_id, kind=Kind.JOINED, value=one.pk, said_at=one.since, at=one.since)


def ago(dice: Dice, now: datetime) -> datetime:
    return now - timedelta(days=dice.between(0, WITHIN - 1), minutes=dice.between(1, 1_439))
