"""Employers of people the reader may see, by what is being typed."""

from django.urls import reverse
from tantivy import Query

from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import all_of, begun
from vezi.network.directory.index.counting import of_each_value_among
from vezi.network.directory.index.halves import Half, halves, met
from vezi.network.directory.index.pieces import EMPLOYER
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.words import each_begins_one, spellings
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.scopes import everywhere
from vezi.network.directory.suggested.counted import people_said

MOST, MOST_COUNTED = 2, 100
LEAST_LETTERS = 3


@answered
def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Those in whose name every word begins one, with most people first. Raises NoIndex."""
    said = words_of(words)
    if not any(len(word) >= LEAST_LETTERS for word in said):
        return []
    counted = [
        (name, count) for name, count in _counted(viewer, said).items() if each_begins_one(said, spellings(name))
    ]
    most = sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return [answer(name, count) for name, count in most]


def _counted(viewer: Viewer, said: tuple[str, ...]) -> dict[str, int]:
    """Employers of those in whose texts of today every word begins one: more than are meant, and few to count."""

    def found_by(tier: str) -> Query:
        return all_of(*(begun(f"today_{tier}", [word]) for word in said))

    searcher = store.reader().searcher
    scope = met(searcher, everywhere(viewer), found_by)
    asked = [Half(half.tier, all_of(half.within, found_by(half.tier))) for half in halves(scope)]
    found = of_each_value_among(searcher, asked, {EMPLOYER: MOST_COUNTED})[EMPLOYER]
    return {str(name): count for name, count in found.items()}


def answer(name: str, count: int) -> Answer:
    asked = Asked(filters=Filters(chosen={EMPLOYER: frozenset([name])}, is_everywhere=True))
    return Answer(
        url=reverse("directory:people") + asked.address(),
        title=name,
        note=people_said(count),
        icon="building-2",
    )
