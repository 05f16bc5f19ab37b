"""How each of many people wants to be told of something: their choices, their rhythm, read in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from vezi.core.features import NoticeKind
from vezi.network.memberships.models import Membership
from vezi.network.notices import moments
from vezi.network.notices.models import Rhythm, Way, WayChoice

#: What a person says of a kind that nothing chosen elsewhere may undo.
FINAL = (Way.PAGE, Way.NONE)


@dataclass
class Wants:
    """What the people chose; who chose nothing is not in it."""

    choices: dict[tuple[int, str, int | None], str] = field(default_factory=dict)
    rhythms: dict[int, Rhythm] = field(default_factory=dict)
    zones: dict[int, str] = field(default_factory=dict)  # of the club each has been a member of the longest

    def way(self, person_id: int, kind: NoticeKind, club_id: int | None, *, asked: str = "") -> str:
        """The narrower choice before the wider, the kind's own way last. `asked` was chosen for this very thing."""
        chosen = self.choices.get((person_id, kind.name, club_id)) or self.choices.get((person_id, kind.name, None))
        return way_of(chosen or "", kind, asked=asked)

    def rhythm(self, person_id: int) -> Rhythm:
        return self.rhythms.get(person_id) or UNCHOSEN

    def zone(self, person_id: int) -> str:
        """Her own choice, else the clock of her first club, else the house's."""
        return self.rhythm(person_id).time_zone or self.zones.get(person_id) or settings.TIME_ZONE

    def due(self, person_id: int, way: str, *, now: datetime) -> moments.Due:
        return moments.due(way, self.rhythm(person_id), zone=self.zone(person_id), now=now)


UNCHOSEN = Rhythm()


def way_of(chosen: str, kind: NoticeKind, *, asked: str = "") -> str:
    """What she chose of the kind, or the kind's own way; what was `asked` for this very thing goes before.

    Asked at once, who likes to be told on her devices is told there.
    """
    if asked == Way.NOW and chosen == Way.PUSH:
        return chosen
    if asked and chosen not in FINAL:
        return asked
    return chosen or kind.way


def wants_of(person_ids: Iterable[int], *, kinds: Iterable[str] | None = None) -> Wants:
    """Three queries for however many people."""
    ids = list(person_ids)
    which = Q(person__in=ids) if kinds is None else Q(person__in=ids, kind__in=list(kinds))
    found = WayChoice.objects.filter(which).values_list("person_id", "kind", "club_id", "way")
    clubs = (
        Membership.objects.active().filter(person__in=ids).order_by("-since", "-pk")
    )  # the first one is the last said
    return Wants(
        choices={(person_id, kind, club_id): way for person_id, kind, club_id, way in found},
        zones=dict(clubs.values_list("person_id", "club__time_zone")),
        rhythms={rhythm.person_id: rhythm for rhythm in Rhythm.objects.filter(person__in=ids)},
    )
