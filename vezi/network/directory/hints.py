"""What to try when nobody was found: each step says how many it would find."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.network.directory import access
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import asking, finding, store
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.queries import asked

MOST_LEFT_OUT = 5  # words, each by itself: of many the longest, which are the likeliest to stand nowhere


@dataclass(frozen=True)
class Hint:
    title: str
    address: str
    count: int


@answered
def hints(*, viewer: Viewer, question: Asked) -> list[Hint]:
    """Without the filters, in the whole network, without one of the words: those that find somebody, most first.

    Raises NoIndex."""
    found = [
        Hint(title, other.address(), number)
        for title, other in _others(viewer, question)
        if (number := _count(viewer, other))
    ]
    return sorted(found, key=lambda hint: -hint.count)[:3]


def _others(viewer: Viewer, question: Asked) -> list[tuple[str, Asked]]:
    tries: list[tuple[str, Asked]] = []
    filters = question.filters
    if filters.count:
        tries.append(
            (_("Without the filters"), replace(question, filters=Filters(is_everywhere=filters.is_everywhere)))
        )
    if not filters.is_everywhere and access.clubs_searched(viewer, is_everywhere=False)[1]:
        tries.append((_("In the whole network"), replace(question, filters=replace(filters, is_everywhere=True))))
    words = [word.text for word in asking.asked(question.words)]
    for word in sorted(words, key=len, reverse=True)[:MOST_LEFT_OUT] if len(words) > 1 else ():
        left = " ".join(other for other in words if other != word)
        tries.append((_("Without “%(word)s”") % {"word": word}, replace(question, words=left)))
    return tries


def _count(viewer: Viewer, question: Asked) -> int:
    clubs, is_narrow = access.clubs_searched(viewer, is_everywhere=question.filters.is_everywhere)
    searcher = store.reader().searcher
    of_index = asked(viewer, question.words, question.filters, clubs, is_narrow=is_narrow, years=())
    return finding.how_many_as_spelt(searcher, of_index)
