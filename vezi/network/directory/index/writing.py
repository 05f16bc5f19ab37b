"""Writing the index: making a generation anew, and bringing one up to date."""

from array import array
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import tantivy
from tantivy import IndexWriter

from vezi.core.garbage import collecting_seldom
from vezi.network.directory.index import changes, store
from vezi.network.directory.index.changes import Place
from vezi.network.directory.index.documents import candidates, documents
from vezi.network.directory.index.schema import PERSON, numeral, schema
from vezi.network.directory.index.store import Facts

#: Room for 320,000 people in one segment: what is asked costs once for each segment.
MEMORY_TO_MAKE = 512_000_000
MEMORY_TO_KEEP = 32_000_000
AT_ONCE = 20_000
PATIENCE = 2.0  # seconds for the indexer to end clearing away old generations


class Writer:
    """The one writer of a generation; `with` ends it, well or not."""

    def __init__(self, name: str, *, new: bool = False) -> None:
        self.name = name
        self.index = store.open_index(name, new=new)
        self.writer: IndexWriter = self.index.writer(MEMORY_TO_MAKE if new else MEMORY_TO_KEEP, 1)
        # A commit that was cut off leaves files which the same commit, tried again, would stumble over.
        self.writer.garbage_collect_files()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.let_go()

    def facts(self) -> Facts | None:
        self.index.reload()
        return store.facts(self.index.searcher())

    def add(self, found: Iterable[dict]) -> None:
        shape, make = schema(), tantivy.Document.from_dict
        with collecting_seldom():
            for document in found:
                self.writer.add_document(make(document, shape))  # `let_go` needs that nothing else holds the writer

    def look_again(self, person_ids: Iterable[int]) -> None:
        """Replace what the index holds of these people by what the database holds now."""
        ids = array("q", person_ids)
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            for person_id in some:
                self.writer.delete_documents_by_term(PERSON, numeral(person_id))
            self.add(documents(some))

    def concerned(self, person_ids: Iterable[int]) -> "array[int]":
        """Those of the people whom the index holds or should hold."""
        ids = array("q", person_ids)
        self.index.reload()
        return array("q", store.people_in(self.index.searcher(), ids) | candidates(ids))

    def commit(self, place: Place, origin: str) -> Facts:
        """What was written and how far one has read become true together."""
        said = Facts(place.watermark, place.cleared, origin)
        self.writer.delete_documents_by_term("meta", store.META)
        self.writer.add_document(store.document_of_facts(said))
        self.writer.commit()
        return said

    def close(self) -> None:
        """Wait until segments are merged and give the folder free; the writer cannot be used afterwards."""
        self.writer.wait_merging_threads()

    def let_go(self) -> None:
        """Give the folder free at once; what was not committed is lost.

        The last reference frees it: a variable anywhere, an error's traceback too, would keep the folder locked.
        """
        del self.writer


def make_anew() -> str:
    """Make a generation from the database beside the one in use, then let it be used. Its name. Raises Held.

    Searches are answered from the old one meanwhile, and the indexer keeps it up to date.
    """
    with store.held("rebuild.lock", patience=PATIENCE):
        place, origin = changes.here(), changes.origin()
        name = store.new_generation()
        try:
            with Writer(name, new=True) as writer:
                writer.add(documents())
                writer.commit(place, origin)
            name = catch_up(name)
            store.use(name)
        except BaseException:
            store.throw_away(name)  # so that one try after the other does not fill the disk
            raise
    return name


def catch_up(name: str) -> str:
    """Bring a generation up to what the database says at this moment."""
    with Writer(name) as writer:
        facts = writer.facts()
        if facts is None:
            raise store.NoIndex(name)
        found = changes.read(Place(facts.watermark, facts.cleared))
        writer.look_again(found.person_ids)
        writer.commit(found.place, facts.origin)
    return name
