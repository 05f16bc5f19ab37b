"""Files sent along with words: how many, how large, what becomes of them as they come, and how they are handed on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.core.pictures import LARGEST as LARGEST_PICTURE
from vezi.core.pictures import NoPicture, redraw
from vezi.core.wording import clean

MOST_FILES = 6  # at a time
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
    sentence = _("Six files at most.")


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


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Pictures are redrawn as they come, other files stay as they are."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, widget=SeveralFiles(attrs={"multiple": True}), **more)

    def clean(self, value: Any, initial: Any = None) -> Sequence[Enclosed]:  # noqa: ARG002 - as Django calls it
        try:
            return enclosed(one for one in (value or []) if one)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None


#: Whatever a file says it is, nothing of it runs, and it reaches for nothing.
SHUT_IN: dict[str, Any] = {
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def handed_on(file: FieldFile, *, name: str, is_picture: bool) -> FileResponse:
    """To be kept by who asks; the browser opens none."""
    kind = "image/webp" if is_picture else "application/octet-stream"
    return FileResponse(file.open(), as_attachment=True, filename=name, content_type=kind, headers=SHUT_IN)


def shown(file: FieldFile) -> FileResponse:
    """A picture drawn anew by the house, in the page."""
    return FileResponse(file.open(), content_type="image/webp", headers=SHUT_IN | {"Content-Disposition": "inline"})


def ending_of(name: str) -> str:
    """What kind of file it says it is: “PDF”."""
    _stem, dot, ending = name.rpartition(".")
    return ending.upper()[:8] if dot else ""


def name_of(said: str) -> str:
    """A name that leads nowhere, hides nothing and keeps its ending."""
    name = clean.line(_NO_NAME.sub(" ", said)).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        return (name or "file")[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - 1 - len(ending[:12])]}.{ending[:12]}"
