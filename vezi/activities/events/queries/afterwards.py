"""What those who were there thought of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vezi.activities.events.models import Event, Opinion
from vezi.network.people.models import Person

FEWEST = 3  # fewer than so many words would name who said them


@dataclass(frozen=True)
class Said:
    """`by_liked`: from the best to the worst, how many; `words` in no order that names anybody, none of too few."""

    count: int
    by_liked: Sequence[tuple[int, int]]
    words: Sequence[str]


def opinion_of(event: Event, person: Person) -> Opinion | None:
    return Opinion.objects.filter(event=event, person=person).first()


def opinions(event: Event) -> Said:
    """One query."""
    found = list(event.opinions.values_list("liked", "words"))
    by_liked = Counter(liked for liked, _words in found)
    words = sorted(words for _liked, words in found if words)
    enough = len(found) >= FEWEST
    return Said(
        len(found), [(liked, by_liked[liked]) for liked in (5, 4, 3, 2, 1)] if enough else [], words if enough else []
    )
