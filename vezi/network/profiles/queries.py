"""What a person's page shows, to whom."""

from dataclasses import dataclass, field

from django.http import Http404

from vezi.core import audience
from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.memberships import access as memberships
from vezi.network.memberships import queries as standing
from vezi.network.people import queries as people
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person, Position
from vezi.network.people.queries import Seen
from vezi.network.ties import queries as ties

#: “See it as”: the word in the address, and how near that reader stands.
SEEN_AS = {
    "connection": Audience.CONNECTIONS,
    "member": Audience.CLUB,
    "network": Audience.NETWORK,
    "anyone": Audience.PUBLIC,
}


@dataclass(frozen=True)
class Life:
    """Work and study, newest first."""

    positions: list[Position] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)

    @property
    def stations(self) -> list[Position | Affiliation]:
        return sorted([*self.positions, *self.affiliations], key=latest_first, reverse=True)


def latest_first(station: Position | Affiliation) -> tuple[bool, int, int]:
    """What goes on now comes first, then by the year it ended and the year it began."""
    if isinstance(station, Position):
        return (station.is_current, station.ended_year or station.started_year or 0, station.started_year or 0)
    end = station.class_year or station.ended_year or 0
    return (False, end, station.started_year or end)


def person_at(viewer: Viewer, public_id: str) -> Seen:
    """The person of an address as the viewer sees her. Raises Http404 where the viewer does not see her at all."""
    visible = memberships.people_visible_to(viewer).filter(public_id=public_id)
    person = people.with_parts(visible).first()
    if person is None:
        raise Http404
    seen = standing.seen_by(viewer, [person])[0]
    if not seen.name:
        raise Http404
    return seen


def waved_away(viewer: Viewer) -> list[Seen]:
    """Whom the viewer does not want suggested, as far as she still sees them; the latest first."""
    order = [one.other_id for one in ties.waved_away_by(viewer.person)]
    persons = people.with_parts(Person.objects.living_records().filter(pk__in=order))
    seen = {one.person.pk: one for one in standing.seen_by(viewer, persons) if one.name}
    return [seen[number] for number in order if number in seen]


def own_page(person: Person) -> Seen:
    """Everything, as the owner sees it."""
    whole = people.with_parts(Person.objects.filter(pk=person.pk)).get()
    return people.seen(whole, reach=audience.SELF, default=default_of(person))


def as_seen_by(person: Person, reader: str) -> Seen:
    """The owner's page as a reader of `SEEN_AS` sees it. Raises KeyError."""
    whole = people.with_parts(Person.objects.filter(pk=person.pk)).get()
    return people.seen(whole, reach=SEEN_AS[reader], default=default_of(person))


def default_of(person: Person) -> int:
    return standing.default_audiences([person.pk])[person.pk]


def contacts_by_kind(contacts: list[ContactValue]) -> list[ContactValue]:
    """Mail before telephone before post; the primary one first."""
    order = list(ContactKind)
    return sorted(contacts, key=lambda one: (order.index(ContactKind(one.kind)), not one.is_primary, one.pk))


def chosen_or(audience: int | None, default: int) -> int:
    """Who sees a value: as the person chose, else by the rule of her clubs."""
    return default if audience is None else audience
