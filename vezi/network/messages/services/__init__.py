"""Deeds of conversations. Who writes is `by`, a person: the same from a page and from a letter."""

from vezi.network.messages.services.beginning import (
    CannotBeWrittenTo,
    OneTooMany,
    Waits,
    add,
    begin,
    bring,
)
from vezi.network.messages.services.choosing import choose
from vezi.network.messages.services.reporting import judge, report
from vezi.network.messages.services.sitting import accept, archive, leave, mute, name, put_away, read, typing
from vezi.network.messages.services.writing import (
    Closed,
    NothingSaid,
    NotYours,
    TooLate,
    TooLong,
    change,
    send,
    take_back,
)

__all__ = [
    "CannotBeWrittenTo", "Closed", "NotYours", "NothingSaid", "OneTooMany", "TooLate", "TooLong", "Waits", "accept", "add",
    "archive", "begin", "bring", "change", "choose", "judge", "leave", "mute", "name", "put_away", "read", "report", "send",
    "take_back", "typing",
]  # fmt: skip
