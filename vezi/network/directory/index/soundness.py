"""Whether the index on the disk is as it was written, and what a question makes of one that is not.

Tantivy puts a checksum at the end of each file and does not look at it again: damage shows as wrong answers, as an error,
or as a panic of the library, which is no `Exception` at all. Here the checksums are looked at, and a question that
fails on a damaged index fails as where there is none: `NoIndex`. The indexer then makes the index anew.
"""

import json
import logging
import struct
import zlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from vezi.network.directory.index import store
from vezi.network.directory.index.store import NoIndex

log = logging.getLogger(__name__)

P = ParamSpec("P")
Answer = TypeVar("Answer")

#: The end of a file of Tantivy: a text in JSON with the checksum of what stands before, its length, a fixed number.
END = struct.Struct("<II")
MAGIC = 1337
AT_ONCE = 1 << 20  # bytes


def unsound(name: str) -> str:
    """The first file of the generation that is not as it was written, and why; empty if all are."""
    folder = store.folder() / name
    try:
        store.open_index(name).searcher()  # which opens all it needs
        segments = json.loads((folder / "meta.json").read_bytes())["segments"]
        in_use = {str(segment["segment_id"]).replace("-", "") for segment in segments}
        for file in sorted(folder.iterdir()):
            if file.name.partition(".")[0] in in_use and (why := _damage(file)):
                return f"{file.name}: {why}"
    except (NoIndex, OSError, ValueError, KeyError, TypeError) as error:
        return str(error)
    except BaseException as error:
        if not is_panic(error):
            raise
        return str(error)
    return ""


def _damage(file: Path) -> str:
    try:
        with file.open("rb") as read:
            size = read.seek(0, 2)
            read.seek(size - END.size)
            length, magic = END.unpack(read.read(END.size))
            if magic != MAGIC or length > size - END.size:
                return "it has another end"
            read.seek(size - END.size - length)
            should = json.loads(read.read(length))["crc"]
            left, found = size - END.size - length, 0
            read.seek(0)
            while left and (some := read.read(min(AT_ONCE, left))):
                found, left = zlib.crc32(some, found), left - len(some)
    except FileNotFoundError:
        # What a merge of segments has replaced goes while one looks.
        return ""
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        return str(error)
    return "" if found == should else "its checksum is another"


def is_panic(error: BaseException) -> bool:
    """Whether the library gave up. Its error is none of Python's, and has no place to be imported from."""
    return type(error).__name__ == "PanicException"


def answered(question: Callable[P, Answer]) -> Callable[P, Answer]:
    """A question to the index that raises NoIndex where the index is damaged."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return question(*args, **kwargs)
        except BaseException as error:
            if not (is_panic(error) or isinstance(error, (ValueError, OSError, NoIndex))):
                raise
            name = store.current()
            if not store.is_there(name) or store.is_damaged(name):
                raise NoIndex(str(error)) from error
            if why := unsound(name):
                log.error("The index %s is damaged: %s", name, why)
                store.mark_damaged(name)
            elif not is_panic(error):
                raise
            else:
                log.exception("The index gave up on a question.")
            raise NoIndex(str(error)) from error

    return asked
