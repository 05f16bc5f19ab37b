"""Files that go along with letters: made when a letter leaves, so that none is stored and each is as things are then.

A letter is stored with a reference to its file (`area.kind:name`). The area that sends it registers how that becomes
the file.
"""

from collections.abc import Callable
from typing import NamedTuple

from vezi.core.models import OutgoingMail


class File(NamedTuple):
    name: str
    content: str
    kind: str  # as MIME has it: text/calendar


#: (name, letter) -> the file, None where there is none any more.
Maker = Callable[[str, OutgoingMail], File | None]
_makers: dict[str, Maker] = {}


def makes(kind: str) -> Callable[[Maker], Maker]:
    """Register `function(name, letter) -> File | None` for references `kind:name`."""

    def register(function: Maker) -> Maker:
        _makers[kind] = function
        return function

    return register


def made(mail: OutgoingMail) -> File | None:
    if not mail.enclosed:
        return None
    kind, _colon, name = mail.enclosed.partition(":")
    return _makers[kind](name, mail)
