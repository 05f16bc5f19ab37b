"""What narrows the ledger down beside names: values a person has, or has not, as far as the club holds them.

Several values of one kind: one of them is enough. Of every kind that is asked for one has to be there, and none of
those that are excluded. What another club holds does not count, nor what who left wrote: as in `queries.reach`.
"""

from collections.abc import Callable
from functools import partial

from django.db.models import Q, QuerySet

from vezi.core.folding import fold
from vezi.network.clubs.models import Club, Programme
from vezi.network.memberships.models import State
from vezi.network.memberships.queries import books, reach
from vezi.network.people.models import Affiliation, Person, Position, Residence

#: Kinds of values of which several can be asked for, or excluded.
PROGRAMME, DEGREE, CITY, COUNTRY, EMPLOYER, TRADE, HELP = (
    "programme", "degree", "city", "country", "employer", "trade", "help",
)  # fmt: skip
MANY = (PROGRAMME, DEGREE, CITY, COUNTRY, EMPLOYER, TRADE, HELP)
#: Seen by nobody else in the house unless the person lets them: each look is written down.
LOOKED_AT = frozenset({CITY, COUNTRY, EMPLOYER, TRADE, HELP})

Values = tuple[str, ...]


def condition(club: Club, *, wanted: dict[str, Values], unwanted: dict[str, Values]) -> Q:
    """On memberships of the club."""
    kept = Q()
    for kind, values in wanted.items():
        if values:
            kept &= with_one_of(kind, values, club)
    for kind, values in unwanted.items():
        if values:
            kept &= ~with_one_of(kind, values, club)
    return kept


def with_one_of(kind: str, values: Values, club: Club) -> Q:
    """Memberships of people who have one of the values. Degrees, firms and programmes by their beginning or a part."""
    if kind == HELP:
        helping = Person.objects.filter(helps_with__overlap=list(values), is_deceased=False).values("pk")
        return Q(person_id__in=helping) & ~Q(state=State.LEFT)
    return Q(person_id__in=PEOPLE[kind](values, club))


def by_study(values: Values, club: Club, *, field: str) -> QuerySet:
    studied = Affiliation.objects.filter(reach.held_by(club))
    if field == PROGRAMME:
        # Few: their numbers once, not their names beside each study.
        named = any_of("folded__contains", tuple(fold(value) for value in values))
        return studied.filter(programme__in=list(Programme.objects.filter(named).values_list("pk", flat=True))).values(
            "person"
        )
    return studied.filter(any_of("degree__iexact", values)).values("person")


def by_work(values: Values, club: Club, *, lookup: str) -> QuerySet:
    return Position.objects.filter(reach.held_by(club), any_of(lookup, values), is_current=True).values("person")


def by_place(values: Values, club: Club, *, lookup: str) -> QuerySet:
    """Where people live or work."""
    at_home = Residence.objects.filter(reach.held_by(club), any_of(lookup, values)).values("person")
    return at_home.union(by_work(values, club, lookup=lookup))


PEOPLE: dict[str, Callable[[Values, Club], QuerySet]] = {
    PROGRAMME: partial(by_study, field=PROGRAMME),
    DEGREE: partial(by_study, field=DEGREE),
    CITY: partial(by_place, lookup="city__iexact"),
    COUNTRY: partial(by_place, lookup="country"),
    EMPLOYER: partial(by_work, lookup="employer__istartswith"),
    TRADE: partial(by_work, lookup="trade"),
}


def any_of(lookup: str, values: Values) -> Q:
    found = Q()
    for value in values:
        found |= Q(**{lookup: value})
    return found


def countries_of(club: Club) -> set[str]:
    """The same, of a large club as of a while ago."""
    return books.remembered(club, "country_codes", lambda: countries(club))


def countries(club: Club) -> set[str]:
    """In which people of the club live or work, as far as it holds that."""
    homes = Residence.objects.filter(reach.held_by(club), person__memberships__club=club).exclude(country="")
    works = Position.objects.filter(reach.held_by(club), person__memberships__club=club).exclude(country="")
    return {code for found in (homes, works) for code in found.order_by().values_list("country", flat=True).distinct()}
