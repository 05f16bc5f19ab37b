"""What is done with events: planned, answered, waited for."""

from vezi.activities.events.services.answering import answer, give_back
from vezi.activities.events.services.arriving import hear, match
from vezi.activities.events.services.door import add_helper, remove_helper
from vezi.activities.events.services.listing import note_list
from vezi.activities.events.services.planning import (
    a_year_on,
    add_organiser,
    call_off,
    change,
    copy,
    plan,
    publish,
    remove_organiser,
)
from vezi.activities.events.services.queueing import close_overdue, move_up, take_kept

__all__ = [
    "a_year_on",
    "add_helper",
    "add_organiser",
    "answer",
    "call_off",
    "change",
    "close_overdue",
    "copy",
    "give_back",
    "hear",
    "match",
    "move_up",
    "note_list",
    "plan",
    "publish",
    "remove_helper",
    "remove_organiser",
    "take_kept",
]
