"""How many of those whom the reader knows in one way she may find, by the index."""

from collections.abc import Iterable

from tantivy import Query

from vezi.core.viewer import Viewer
from vezi.network.directory.index import store
from vezi.network.directory.index.clauses import all_of, any_of, but, person_is
from vezi.network.directory.index.halves import Half, found_at, halves
from vezi.network.directory.index.pieces import class_at
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import how_many, members_in
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
    of_strangers = any_of([_of_classes(mine, half) for half in halves(as_a_stranger(viewer))])
    count = how_many(searcher, of_strangers)
    # Some connections show their class to connections alone. A class of thousands is counted; these few are looked up.
    if known := connected_with(viewer):
        nearer = any_of([_of_classes(mine, Half(tier, found_at(tier))) for tier in ("c", "t")])
        count += len(members_in(searcher, but(all_of(nearer, person_is(known)), of_strangers)))
    return count


def _of_classes(mine: Mine, half: Half) -> Query:
    return all_of(half.within, kinds.known(mine, half.tier, ["classmate"]))
