"""How many of those whom the reader knows in one way she may find, by the index."""

from collections.abc import Iterable

from tantivy import Query

from vezi.core.viewer import Viewer
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import all_of, any_of
from vezi.network.directory.index.halves import Half, found_at, halves
from vezi.network.directory.index.pieces import class_at
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import members_in
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import Mine
from vezi.network.directory.scopes import as_a_stranger, connected_with
from vezi.network.people.models import Affiliation


@answered
def classmates(viewer: Viewer, studies: Iterable[Affiliation]) -> int:
    """Of the reader's own studies, with their places; one query at most, see `scopes`. Raises NoIndex."""
    classes = frozenset(
        class_at(place.public_id, study.class_year)
        for study in studies
        for place in (study.programme, study.institution)
        if place is not None and study.class_year
    )
    if viewer.person_id is None or not classes:
        return 0
    mine, searcher = Mine(person_id=viewer.person_id, classes=classes), store.reader().searcher
    found = members_in(searcher, any_of([_of_classes(mine, half) for half in halves(as_a_stranger(viewer))]))
    # Whoever shows a class to others shows it to connections, too, so those are only added: numbers need not be looked up.
    if known := connected_with(viewer):
        nearer = [_of_classes(mine, Half(tier, found_at(tier))) for tier in ("c", "t")]
        found |= known & members_in(searcher, any_of(nearer))
    return len(found)


def _of_classes(mine: Mine, half: Half) -> Query:
    return all_of(half.within, kinds.known(mine, half.tier, ["classmate"]))
