"""What is done with events: planned, answered, waited for."""

from vezi.activities.events.services.answering import answer, give_back
from vezi.activities.events.services.feeding import open_feed, renew_feed
from vezi.activities.events.services.forgetting import follow_merge, forget
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
    "add_organiser",
    "answer",
    "call_off",
    "change",
    "close_overdue",
    "copy",
    "follow_merge",
    "forget",
    "give_back",
    "move_up",
    "open_feed",
    "plan",
    "publish",
    "remove_organiser",
    "renew_feed",
    "take_kept",
]
