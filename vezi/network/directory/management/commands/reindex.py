"""vezi reindex: make the index of people anew beside the one in use, then let it be used."""

import time
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vezi.network.directory.index import store, writing
from vezi.network.directory.index.store import Held


class Command(BaseCommand):
    help = "Make this node's index of people anew. Searches are answered throughout."

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            name = writing.make_anew()
        except Held:
            raise CommandError("The index is being made anew already.") from None
        with suppress(Held), store.held("writer.lock"):  # else the indexer moves over and clears away
            store.clear_away()
        documents = store.documents_in(store.reader().searcher)
        self.stdout.write(f"Index {name}: {documents} documents in {time.monotonic() - begun:.1f} s.")
