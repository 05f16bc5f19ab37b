"""Waits until the index has all that the database says it should, and says how long after a moment that was."""

import time
from typing import Any

from vezi.network.directory.index import documents, store
from vezi.network.directory.index.store import NoIndex

LONGEST_WAIT = 1_800.0


def run(since: float) -> dict[str, Any]:
    """`since` by the clock of time.time()."""
    wanted = documents.count()
    while time.time() - since < LONGEST_WAIT:
        if held() == wanted:
            return {"documents": wanted, "seconds": time.time() - since}
        time.sleep(0.1)
    raise TimeoutError(f"{held()} of {wanted} documents are in the index.")


def held() -> int:
    try:
        return store.documents_in(store.reader().searcher)
    except NoIndex:
        return -1
