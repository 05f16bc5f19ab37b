"""Institutions and their programmes by what is being typed. They are public; how many people stand there is not."""

from django.urls import reverse

from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Institution, Programme
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import finding, store
from vezi.network.directory.index.finding import Question
from vezi.network.directory.index.pieces import INSTITUTION, PROGRAMME
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.words import spellings
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.scopes import everywhere
from vezi.network.directory.suggested.counted import people_said
from vezi.network.directory.suggested.named import Named, fitting

MOST, MOST_TRIED = 2, 8
LEAST_LETTERS = 2


Place = Institution | Programme

_named: Remembered[list[Named[Place]]] = Remembered(1)


@answered
def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Those in whose names every word begins one, with most people first; with nobody the viewer may see, none.

    Raises NoIndex.
    """
    said = words_of(words)
    if not any(len(word) >= LEAST_LETTERS for word in said):
        return []
    opened, scope = store.reader(), everywhere(viewer)
    found: list[tuple[int, Answer]] = []
    for place in fitting(said, _named.answer(opened, "", all_named))[:MOST_TRIED]:
        facet = INSTITUTION if isinstance(place, Institution) else PROGRAMME
        filters = Filters(chosen={facet: frozenset([place.public_id])}, is_everywhere=True)
        if count := finding.count(opened.searcher, Question(scope, filters=filters)):
            found.append((count, answer(place, Asked(filters=filters), count)))
    most = sorted(found, key=lambda pair: -pair[0])[:MOST]
    return [answer for _count, answer in most]


def all_named() -> list[Named[Place]]:
    """Institutions, then programmes: some hundreds at most, read once for each commit of the index."""
    programmes = Programme.objects.select_related("institution").order_by("folded", "pk")
    places: list[Place] = [*Institution.objects.order_by("folded", "pk"), *programmes]
    return [Named(place, tuple(spellings(" ".join((place.name, *place.names.values()))))) for place in places]


def answer(place: Place, asked: Asked, count: int) -> Answer:
    within = f"{place.institution} · " if isinstance(place, Programme) else ""
    return Answer(
        url=reverse("directory:people") + asked.address(),
        title=str(place),
        note=within + people_said(count),
        icon="landmark" if isinstance(place, Institution) else "graduation-cap",
    )
