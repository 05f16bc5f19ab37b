"""What is done with events: planned, answered, waited for."""

from vezi.activities.events.services.answering import answer, give_back
from vezi.activities.events.services.inviting import invite, next_letters, nudge, send_test, set_reminders, write_all
from vezi.activities.events.services.planning import (
    a_year_on,
    add_organiser,
    call_off,
    change,
    copy,
    plan,
    publish,
    remove_organiser,
    set_share,
)
from vezi.activities.events.services.queueing import close_overdue, move_up, take_kept
from vezi.activities.events.services.reminding import remind_all
from vezi.activities.events.services.replying import answer_back, write_back

__all__ = [
    "a_year_on",
    "add_organiser",
    "answer",
    "answer_back",
    "call_off",
    "change",
    "close_overdue",
    "copy",
    "give_back",
    "invite",
    "move_up",
    "next_letters",
    "nudge",
    "plan",
    "publish",
    "remind_all",
    "remove_organiser",
    "send_test",
    "set_reminders",
    "set_share",
    "take_kept",
    "write_all",
    "write_back",
]
