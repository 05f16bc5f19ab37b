"""Deeds of a handover: telling people, taking their objections, and putting the others on the books."""

from vezi.network.registrar.handover.services.activating import activate_due
from vezi.network.registrar.handover.services.objecting import (
    NothingSaid,
    TooLate,
    object_by_proof,
    object_to,
    open_by_code,
)
from vezi.network.registrar.handover.services.telling import (
    LETTERS_AT_ONCE,
    NobodyToTell,
    mail_came_back,
    next_chunk,
    print_letters,
    send_test,
    take_letters,
    tell_by_mail,
    tell_on_the_page,
)

__all__ = [
    "LETTERS_AT_ONCE",
    "NobodyToTell",
    "NothingSaid",
    "TooLate",
    "activate_due",
    "mail_came_back",
    "next_chunk",
    "object_by_proof",
    "object_to",
    "open_by_code",
    "print_letters",
    "send_test",
    "take_letters",
    "tell_by_mail",
    "tell_on_the_page",
]
