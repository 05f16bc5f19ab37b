"""Questions about who belongs where."""

from collections.abc import Iterable
from datetime import date

from vezi.core import audience
from vezi.core.audience import APART, Audience
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.access import clubs_of, keepers_of
from vezi.network.people import at_once
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen

#: Parts of a person that are not needed to draw one.
UNDRAWN = frozenset({"contacts", "other_names"})


def default_audiences(person_ids: Iterable[int]) -> dict[int, int]:
    """The widest default of the clubs each person is a member of; NOBODY for who is a member of none."""
    return {number: widest(clubs) for number, clubs in clubs_of(person_ids).items()}


def widest(clubs: dict[int, int]) -> int:
    return max(clubs.values(), default=int(Audience.NOBODY))


def seen_by(viewer: Viewer, persons: Iterable[Person], *, clubs: dict[int, dict[int, int]] | None = None) -> list[Seen]:
    """The people as the viewer sees them, by their audiences; a fixed number of queries after `with_parts`.

    Who is a member nowhere (any more) is seen by nobody but herself, whatever she chose while she was one. Give
    `clubs_of` the people and the viewer where it is at hand.
    """
    persons = list(persons)
    ids = [person.pk for person in persons]
    reader = [viewer.person_id] if viewer.person_id is not None else []
    clubs = clubs_of([*ids, *reader]) if clubs is None else clubs
    reaches = audience.reaches(viewer.person_id, ids, clubs=clubs)
    reaches |= {number: APART for number in ids if not clubs[number] and number != viewer.person_id}
    return [people.seen(person, reach=reaches[person.pk], default=widest(clubs[person.pk])) for person in persons]


def each_to(viewer: Viewer, ids: Iterable[int | None], *, without: frozenset[str] = UNDRAWN) -> dict[int, Seen]:
    """By number: those of them who are living records, as the viewer sees them; perhaps without a name. A fixed number
    of queries, for nobody none. Parts in `without` are not read: unless told otherwise, those no `Who` is drawn of."""
    wanted = {number for number in ids if number is not None}
    persons = at_once.read(wanted, without=without) if wanted else []
    return {one.person.pk: one for one in seen_by(viewer, persons)} if persons else {}


def named_to(viewer: Viewer, ids: Iterable[int | None], *, without: frozenset[str] = UNDRAWN) -> dict[int, Seen]:
    """By number: those of them whom the viewer sees by name. Costs what `each_to` costs."""
    return {number: one for number, one in each_to(viewer, ids, without=without).items() if one.name}


def alone_in_charge(person: Person, *, today: date) -> list[Club]:
    """Clubs where nobody but the person can appoint officers."""
    clubs = Club.objects.filter(roles__officers__person=person).distinct().order_by("name", "pk")
    keepers = {club: set(keepers_of(club, today=today).values_list("person_id", flat=True)) for club in clubs}
    return [club for club, people in keepers.items() if people == {person.pk}]
