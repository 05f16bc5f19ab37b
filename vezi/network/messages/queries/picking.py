"""Whom one may write to, found by name while a conversation is begun: connections first, then others one sees."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from vezi.core.folding import fold
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.memberships.queries import seen_by
from vezi.network.messages.access import people_to_write_to
from vezi.network.messages.queries.nearness import Nearness, nearness
from vezi.network.people.models import Person
from vezi.network.people.naming import called
from vezi.network.people.queries import with_parts
from vezi.network.people.who import who_of
from vezi.network.ties.models import Connection

SHOWN, LOOKED_AT, MOST_WORDS = 12, 60, 4


@dataclass(frozen=True)
class Candidate:
    person: Person
    who: Who
    near: Nearness


def chosen(viewer: Viewer, public_ids: Iterable[str]) -> list[Candidate]:
    """Those of the names the viewer may write to, in their order."""
    wanted = list(dict.fromkeys(public_ids))[:60]
    found = (
        {one.person.public_id: one for one in _drawn(viewer, Q(public_id__in=wanted), len(wanted))} if wanted else {}
    )
    return [found[one] for one in wanted if one in found]


def candidates(viewer: Viewer, words: str, *, but: Collection[int] = ()) -> list[Candidate]:
    """In whose name each word begins one; without words, those the viewer was connected with of late; none of `but`."""
    folded = fold(words).split()[:MOST_WORDS]
    mine = Connection.objects.filter(person=viewer.person_id).order_by("-since")
    if not folded:
        ids = list(mine.values_list("other_id", flat=True)[: SHOWN + len(but)])
        found = _drawn(viewer, Q(pk__in=ids), LOOKED_AT)
        order = {number: place for place, number in enumerate(ids)}
        found.sort(key=lambda one: order[one.person.pk])
    else:
        named = called(folded)
        tied = _drawn(viewer, named & Q(pk__in=mine.values("other_id")), LOOKED_AT)
        others = _drawn(viewer, named & ~Q(pk__in=mine.values("other_id")), LOOKED_AT) if len(tied) < SHOWN else []
        found = [one for one in (*tied, *others) if _is_called(one.who.name, folded)]
    return [one for one in found if one.person.pk not in but][:SHOWN]


def _drawn(viewer: Viewer, which: Q, at_most: int) -> list[Candidate]:
    """Those the viewer sees by name and may write to."""
    people = with_parts(people_to_write_to(viewer).filter(which).order_by("folded", "pk")[:at_most])
    seen = [one for one in seen_by(viewer, people) if one.name]
    near = nearness(viewer.person_id or 0, [one.person.pk for one in seen])
    return [
        Candidate(one.person, who_of(one, linked=False), near[one.person.pk]) for one in seen if near[one.person.pk].may
    ]


def _is_called(name: str, folded: Sequence[str]) -> bool:
    parts = fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in folded)
