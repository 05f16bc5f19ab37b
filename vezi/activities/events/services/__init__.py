"""What is done with events: planned, answered, waited for."""

from vezi.activities.events.services.answering import answer, give_back
from vezi.activities.events.services.arriving import hear, match
from vezi.activities.events.services.door import add_helper, remove_helper
from vezi.activities.events.services.feeding import open_feed, renew_feed
from vezi.activities.events.services.forgetting import follow_merge, forget
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
from vezi.activities.events.services.remembering import ask_to_take_down, bring, keep, take_down, think
from vezi.activities.events.services.writing import write_to_all

__all__ = [
    "a_year_on",
    "add_helper",
    "add_organiser",
    "answer",
    "ask_to_take_down",
    "bring",
    "call_off",
    "change",
    "close_overdue",
    "copy",
    "follow_merge",
    "forget",
    "give_back",
    "hear",
    "keep",
    "match",
    "move_up",
    "note_list",
    "open_feed",
    "plan",
    "publish",
    "remove_helper",
    "remove_organiser",
    "renew_feed",
    "take_down",
    "take_kept",
    "think",
    "write_to_all",
]
