"""Where the index lies on this node, and how its readers and its one writer find it.

<home>/index/current          the name of the generation in use, replaced as a whole
<home>/index/<form>-<n>/      a generation
<home>/index/damaged          the name of a generation that was found damaged: nobody believes it any more
<home>/index/writer.lock      held by the indexer for its life
<home>/index/rebuild.lock     held while a generation is made beside the one in use
"""

import json
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import tantivy
from django.conf import settings
from tantivy import Index, Query, Searcher, SearchResult

from vezi.core.locks import try_lock
from vezi.network.directory.index.schema import PERSON, VERSION, WORDS, analyzer, numeral, schema
from vezi.network.directory.places import KnownPlaces

META = "watermark"


class NoIndex(Exception):
    """There is no index yet, or none of this form: the indexer is making it."""


class Held(Exception):
    """Another program holds the lock."""


@dataclass(frozen=True)
class Facts:
    """Kept inside each commit, so that what was applied and how far one has read can never part."""

    watermark: int  # changes of transactions below it are in the index
    cleared: int  # see changes.Place
    origin: str  # the database it was made from
    form: str = VERSION


@dataclass(frozen=True)
class Opened:
    name: str
    index: Index
    searcher: Searcher
    version: object  # another after each commit
    places: KnownPlaces = field(default_factory=KnownPlaces)  # as they are read while this is the version


def folder() -> Path:
    return Path(settings.VEZI_HOME) / "index"


def current() -> str:
    """The name of the generation in use; empty if there is none."""
    try:
        return (folder() / "current").read_text().strip()
    except FileNotFoundError:
        return ""


def is_there(name: str) -> bool:
    return (folder() / name / "meta.json").is_file()


def is_damaged(name: str) -> bool:
    """Whether somebody found it so; `soundness` looks."""
    try:
        return (folder() / "damaged").read_text() == name
    except OSError:
        return False


def mark_damaged(name: str) -> None:
    """Tell the indexer, and whoever reads next."""
    with suppress(OSError):  # on a full disk the indexer finds out by itself
        (folder() / "damaged").write_text(name)


def is_of_this_form(name: str) -> bool:
    return name.startswith(f"{VERSION}-")


def use(name: str) -> None:
    new = folder() / f"current.{os.getpid()}"
    new.write_text(name)
    new.replace(folder() / "current")


def new_generation() -> str:
    """Make an empty folder with a name that never was; left-overs of makings that were cut off do not disturb."""
    numbers = [int(found[1]) for path in folder().glob("*-*") if (found := re.search(r"-(\d+)$", path.name))]
    name = f"{VERSION}-{max(numbers, default=0) + 1}"
    (folder() / name).mkdir(parents=True)
    return name


def open_index(name: str, *, new: bool = False) -> Index:
    path = str(folder() / name)
    try:
        index = Index(schema(), path=path, reuse=False) if new else Index.open(path)
    except (ValueError, OSError) as error:
        raise NoIndex(str(error)) from error
    index.register_tokenizer(WORDS, analyzer())
    index.config_reader("manual")
    return index


_opened: dict[Path, Opened] = {}
_opening = threading.Lock()


def reader() -> Opened:
    """The index as of its last commit; asking again costs a tenth of a millisecond. Raises NoIndex."""
    name, place = current(), folder()
    if not is_of_this_form(name) or is_damaged(name):
        raise NoIndex(name)
    with _opening:
        opened = _opened.get(place)
        try:
            written = (place / name / "meta.json").stat()  # before: what is read is not older
            version = (name, written.st_mtime_ns, written.st_ino)  # each commit puts a new file in its place
            if opened and opened.version == version:
                return opened
            index = opened.index if opened and opened.name == name else open_index(name)
            index.reload()
        except (ValueError, OSError) as error:  # the folder went while the name was being read
            raise NoIndex(str(error)) from error
        _opened[place] = found = Opened(name, index, index.searcher(), version)
    return found


def facts(searcher: Searcher) -> Facts | None:
    hits = searcher.search(Query.term_query(schema(), "meta", META), 1).hits
    if not hits:
        return None
    return Facts(**json.loads(searcher.doc(hits[0][1])["facts"][0]))


def document_of_facts(said: Facts) -> tantivy.Document:
    return tantivy.Document.from_dict({"meta": META, "facts": json.dumps(asdict(said))}, schema())


def documents_in(searcher: Searcher) -> int:
    """How many documents of people there are."""
    return searcher.num_docs - how_many(searcher, Query.term_query(schema(), "meta", META))


def people_in(searcher: Searcher, person_ids: Sequence[int]) -> set[int]:
    """Those of the people who have a document."""
    asked = Query.term_set_query(schema(), PERSON, [numeral(person_id) for person_id in person_ids])
    return set(people_of(searcher, searcher.search(asked, max(1, how_many(searcher, asked)), count=False)))


def people_of(searcher: Searcher, found: SearchResult) -> list[int]:
    """The numbers of the people found, in their order."""
    numbers = searcher.fast_field_values("id", [address for _score, address in found.hits])
    return [int(number) for number in numbers if number is not None]


def members_in(searcher: Searcher, asked: Query) -> frozenset[int]:
    """The numbers of all members the question finds: not of records that nobody took up."""
    count = how_many(searcher, asked)
    if not count:
        return frozenset()
    places = [address for _score, address in searcher.search(asked, count, count=False).hits]
    found = zip(
        searcher.fast_field_values("id", places), searcher.fast_field_values("recorded_in", places), strict=True
    )
    return frozenset(int(number) for number, club in found if number is not None and club is None)


def how_many(searcher: Searcher, asked: Query) -> int:
    return int(searcher.search(asked, 1).count)  # type: ignore[attr-defined]  # its types forget it


@contextmanager
def held(name: str, *, patience: float = 0.0) -> Iterator[None]:
    """Hold a lock until the end; it ends with the program, however that ends. Raises Held after so many seconds."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / name).open("w") as file:
        until = time.monotonic() + patience
        while not try_lock(file.fileno()):
            if time.monotonic() >= until:
                raise Held(name)
            time.sleep(0.05)
        yield


def throw_away(name: str) -> None:
    shutil.rmtree(folder() / name, ignore_errors=True)


def clear_away() -> None:
    """Delete the generations not in use. Call it as the writer, and not while one is being made."""
    in_use = current()
    for path in folder().glob("*-*"):
        if path.is_dir() and path.name != in_use:
            throw_away(path.name)
