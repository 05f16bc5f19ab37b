"""The index of people made anew, as `vezi reindex` does it; with its size and the memory it took."""

import time
from typing import Any

from bench.processes import peak_memory
from vezi.network.directory.index import store, writing


def run() -> dict[str, Any]:
    began = time.perf_counter()
    name = writing.make_anew()
    seconds, peak = time.perf_counter() - began, peak_memory()
    size = sum(path.stat().st_size for path in (store.folder() / name).rglob("*") if path.is_file())
    return {"seconds": seconds, "peak": peak, "size": size, "documents": store.documents_in(store.reader().searcher)}
