"""What `vezi status` tells of the index of this node."""

from vezi.core import status
from vezi.network.directory.index import changes, store
from vezi.network.directory.index.changes import Place, TooOld
from vezi.network.directory.index.documents import count
from vezi.network.directory.index.store import Held, NoIndex


def index() -> dict[str, object]:
    """`waiting`: people who changed since the last commit; `lag`: seconds since the oldest of these changes."""
    try:
        opened = store.reader()
    except NoIndex:
        state = "damaged: it is made anew" if store.is_damaged(store.current()) else "none yet"
        return {"state": state, "database": count(), "indexer": is_indexer_at_work()}
    facts = store.facts(opened.searcher)
    if facts is None or facts.origin != changes.origin():
        return {"state": "made from another database", "indexer": is_indexer_at_work()}
    try:
        waiting = len(changes.read(Place(facts.watermark, facts.cleared)).person_ids)
    except TooOld:
        return {"state": "too old", "indexer": is_indexer_at_work()}
    return {
        "state": "up to date" if not waiting else "catching up",
        "documents": store.documents_in(opened.searcher),
        "database": count(),
        "waiting": waiting,
        "lag": changes.oldest_since(facts.watermark) if waiting else 0.0,
        "generation": opened.name,
        "indexer": is_indexer_at_work(),
    }


def is_indexer_at_work() -> bool:
    try:
        with store.held("writer.lock"):
            return False
    except Held:
        return True


status.register("search index", index)
