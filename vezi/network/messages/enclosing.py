"""Files sent along: how many, how large, and what becomes of them as they come."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.core.pictures import LARGEST as LARGEST_PICTURE
from vezi.core.pictures import NoPicture, redraw
from vezi.core.wording import clean

MOST_FILES = 6  # with one message
LARGEST = 15 * 1024 * 1024  # bytes, each
LONGEST_NAME = 120
_PICTURE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF")
_NO_NAME = re.compile(r"[\\/:*?\"<>|\x00-\x1f]")


class Uploaded(Protocol):
    """A file as a form or a letter brings it."""

    name: str | None
    size: int | None

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, place: int, /) -> int: ...


class TooManyFiles(Refused):
    status = 422
    sentence = _("Six files at most with one message.")


class TooLargeFile(Refused):
    status = 422
    sentence = _("A file has at most 15 MB, and is not empty.")


@dataclass(frozen=True)
class Enclosed:
    """Ready to be kept: a picture is drawn anew, another file stays as it is and is never opened by the house."""

    name: str
    file: File
    size: int
    is_picture: bool = False
    width: int = 0
    height: int = 0


def enclosed(files: Iterable[Uploaded]) -> Sequence[Enclosed]:
    """Raises TooManyFiles, TooLargeFile, NoPicture."""
    files = list(files)
    if len(files) > MOST_FILES:
        raise TooManyFiles
    return [_enclosed(one) for one in files]


def _enclosed(one: Uploaded) -> Enclosed:
    size = one.size or 0
    if not 0 < size <= LARGEST:
        raise TooLargeFile
    begins = one.read(16)
    one.seek(0)
    if begins.startswith(_PICTURE[:4]) or (begins.startswith(_PICTURE[4]) and begins[8:12] == b"WEBP"):
        return _drawn_anew(one, size)
    return Enclosed(name_of(one.name or ""), ContentFile(one.read()), size)


def _drawn_anew(one: Uploaded, size: int) -> Enclosed:
    if size > LARGEST_PICTURE:
        raise NoPicture
    drawn = redraw(one, size=size)  # type: ignore[arg-type] # it reads and seeks, and no more is asked of it
    stem = name_of(one.name or "").rpartition(".")[0] or "picture"
    return Enclosed(f"{stem}.webp", drawn.file, drawn.file.size, True, drawn.width, drawn.height)


def name_of(said: str) -> str:
    """A name that leads nowhere, hides nothing and keeps its ending."""
    name = clean.line(_NO_NAME.sub(" ", said)).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        return (name or "file")[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - 1 - len(ending[:12])]}.{ending[:12]}"
