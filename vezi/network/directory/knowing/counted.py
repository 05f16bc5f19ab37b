"""How many of those whom the reader knows in one way she may find, by the index."""

from collections.abc import Iterable

from vezi.core.viewer import Viewer
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import all_of
from vezi.network.directory.index.finding import halves
from vezi.network.directory.index.pieces import class_at
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import how_many
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import Mine
from vezi.network.directory.scopes import everywhere
from vezi.network.people.models import Affiliation


@answered
def classmates(viewer: Viewer, studies: Iterable[Affiliation]) -> int:
    """Of the reader's own studies, with their places; no query. Raises NoIndex."""
    classes = frozenset(
        class_at(place.public_id, study.class_year)
        for study in studies
        for place in (study.programme, study.institution)
        if place is not None and study.class_year
    )
    if viewer.person_id is None or not classes:
        return 0
    mine, searcher = Mine(person_id=viewer.person_id, classes=classes), store.reader().searcher
    return sum(
        how_many(searcher, all_of(half.within, kinds.known(mine, half.tier, ["classmate"])))
        for half in halves(everywhere(viewer))
    )
