"""What is done with events: planned, answered, waited for, sold and paid."""

from vezi.activities.events.services.answering import answer, give_back
from vezi.activities.events.services.arriving import disown, hear, match
from vezi.activities.events.services.asking import ask, hide, let_stand, reply, report
from vezi.activities.events.services.asking import take_back as take_back_remark
from vezi.activities.events.services.billing import nudge as nudge_about_money
from vezi.activities.events.services.billing import pay, refund, settle_at_door, take_back
from vezi.activities.events.services.bookkeeping import close_bills, find_registrations_again
from vezi.activities.events.services.carding import begin as begin_card
from vezi.activities.events.services.carding import confirm as confirm_card
from vezi.activities.events.services.committee import (
    add_helper,
    add_organiser,
    remove_helper,
    remove_organiser,
    set_share,
)
from vezi.activities.events.services.doubling import are_several
from vezi.activities.events.services.doubling import free as free_double
from vezi.activities.events.services.feeding import open_feed, renew_feed
from vezi.activities.events.services.following import follow
from vezi.activities.events.services.forgetting import follow_merge, forget, forget_needs, take_apart
from vezi.activities.events.services.guesting import answer_as_guest, forget_guest, forget_overdue
from vezi.activities.events.services.guesting import ask as ask_to_come
from vezi.activities.events.services.guesting import write_to as write_to_guest
from vezi.activities.events.services.inviting import invite, next_letters, nudge, send_test, set_reminders, write_all
from vezi.activities.events.services.listing import note_list
from vezi.activities.events.services.planning import a_year_on, call_off, change, copy, plan, publish
from vezi.activities.events.services.programming import set_parts
from vezi.activities.events.services.queueing import close_overdue, move_up, take_kept
from vezi.activities.events.services.remembering import ask_to_take_down, bring, keep, take_down, think
from vezi.activities.events.services.reminding import remind_all
from vezi.activities.events.services.repeating import call_off_following, change_following, repeat
from vezi.activities.events.services.replying import answer_back, write_back
from vezi.activities.events.services.rooming import put, set_rooms, take_out
from vezi.activities.events.services.ticketing import end_code, make_code, set_tickets
from vezi.activities.events.services.writing import write_to_all

__all__ = [
    "a_year_on",
    "add_helper",
    "add_organiser",
    "answer",
    "answer_as_guest",
    "answer_back",
    "are_several",
    "ask",
    "ask_to_come",
    "ask_to_take_down",
    "begin_card",
    "bring",
    "call_off",
    "call_off_following",
    "change",
    "change_following",
    "close_bills",
    "close_overdue",
    "confirm_card",
    "copy",
    "disown",
    "end_code",
    "find_registrations_again",
    "follow",
    "follow_merge",
    "forget",
    "forget_guest",
    "forget_needs",
    "forget_overdue",
    "free_double",
    "give_back",
    "hear",
    "hide",
    "invite",
    "keep",
    "let_stand",
    "make_code",
    "match",
    "move_up",
    "next_letters",
    "note_list",
    "nudge",
    "nudge_about_money",
    "open_feed",
    "pay",
    "plan",
    "publish",
    "put",
    "refund",
    "remind_all",
    "remove_helper",
    "remove_organiser",
    "renew_feed",
    "repeat",
    "reply",
    "report",
    "send_test",
    "set_parts",
    "set_reminders",
    "set_rooms",
    "set_share",
    "set_tickets",
    "settle_at_door",
    "take_apart",
    "take_back",
    "take_back_remark",
    "take_down",
    "take_kept",
    "take_out",
    "think",
    "write_all",
    "write_back",
    "write_to_all",
    "write_to_guest",
]
