"""What the core asks of the areas: what can be answered, and who somebody is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from vezi.core.enclosing import MOST_FILES, Enclosed, TooManyFiles, enclosed
from vezi.core.errors import Refused, Words


@dataclass(frozen=True)
class CameAlong:
    """A file that came along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What somebody answered: who she is was proved by the address she wrote to, and by the one she wrote from."""

    person_id: int
    thing: str  # the public name of what is answered
    text: str
    files: Sequence[CameAlong]
    token: str  # of this mail: the same twice is one answer
    now: datetime

    def enclosed(self) -> tuple[list[Enclosed], Words | None]:
        """The files as they are kept, and a sentence on those that cannot be."""
        kept, left_out = list[Enclosed](), list[str]()
        for one in self.files:
            try:
                if len(kept) == MOST_FILES:
                    raise TooManyFiles
                came: list[Any] = [SimpleUploadedFile(one.name or "file", one.content)]
                kept += enclosed(came)
            except Refused:
                left_out.append(one.name or "?")
        said = _("These files did not come along: %(names)s.") % {"names": ", ".join(left_out)} if left_out else None
        return kept, said


@dataclass(frozen=True)
class Sender:
    """Who an address was made for, by the record she has by now."""

    person_id: int
    name: str
    language: str
    to: str  # where letters go
    addresses: frozenset[str]  # confirmed to be hers, folded


#: Does the deed; a sentence for her if not all of it could be done. Raises Refused.
Taker = Callable[[Answer], Words | None]
#: The public name of a person -> who she is, None if nobody may answer by it any more.
Who = Callable[[str], Sender | None]

_takers: dict[str, Taker] = {}
_who: list[Who] = []


def answers(code: str) -> Callable[[Taker], Taker]:
    """Register what takes the answers to things of this kind; the code stands in addresses: a few small letters."""

    def register(taker: Taker) -> Taker:
        _takers[code] = taker
        return taker

    return register


def knows(who: Who) -> Who:
    _who.append(who)
    return who


def taker_of(code: str) -> Taker | None:
    return _takers.get(code)


def sender_of(person: str) -> Sender | None:
    return next((found for who in _who if (found := who(person))), None)
