"""Questions about who belongs where."""

from collections.abc import Iterable
from datetime import date

from vezi.core import audience
from vezi.core.audience import APART, Audience
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.access import clubs_of, keepers_of
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen


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


def alone_in_charge(person: Person, *, today: date) -> list[Club]:
    """Clubs where nobody but the person can appoint officers."""
    clubs = Club.objects.filter(roles__officers__person=person).distinct().order_by("name", "pk")
    keepers = {club: set(keepers_of(club, today=today).values_list("person_id", flat=True)) for club in clubs}
    return [club for club, people in keepers.items() if people == {person.pk}]
