"""Employers of people the reader may see, by what is being typed."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.directory.classes.queries import scope_of
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import all_of, begun
from vezi.network.directory.index.finding import halves
from vezi.network.directory.index.pieces import EMPLOYER
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.words import spellings
from vezi.network.directory.index.words import words as words_of

MOST, MOST_COUNTED = 2, 100
LEAST_LETTERS = 3


@answered
def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Those in whose name every word begins one, with most people first. Raises NoIndex."""
    said = words_of(words)
    if not any(len(word) >= LEAST_LETTERS for word in said):
        return []
    counted = [(name, count) for name, count in _counted(viewer, said).items() if _begins(name, said)]
    most = sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return [answer(name, count) for name, count in most]


def _counted(viewer: Viewer, said: tuple[str, ...]) -> dict[str, int]:
    """Employers of those in whose texts of today every word begins one: more than are meant, and few to count."""
    searcher, found = store.reader().searcher, dict[str, int]()
    for half in halves(scope_of(viewer)):
        here = all_of(half.within, *(begun(f"today_{half.tier}", [word]) for word in said))
        asked = {EMPLOYER: {"terms": {"field": f"{EMPLOYER}_{half.tier}", "size": MOST_COUNTED}}}
        for bucket in searcher.aggregate(here, asked)[EMPLOYER]["buckets"]:
            found[bucket["key"]] = found.get(bucket["key"], 0) + bucket["doc_count"]
    return found


def _begins(name: str, said: tuple[str, ...]) -> bool:
    words = spellings(name)
    return all(any(word.startswith(one) for word in words) for one in said)


def answer(name: str, count: int) -> Answer:
    asked = Asked(filters=Filters(chosen={EMPLOYER: frozenset([name])}, is_everywhere=True))
    return Answer(
        url=reverse("directory:people") + asked.address(),
        title=name,
        note=ngettext("%(count)s person", "%(count)s people", count) % {"count": number_format(count)},
        icon="building-2",
    )
