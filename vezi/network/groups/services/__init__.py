"""Deeds in groups."""

from vezi.network.groups.services.forgetting import follow_merge, forget
from vezi.network.groups.services.founding import change_group, close_group, found_group
from vezi.network.groups.services.gathering import gather
from vezi.network.groups.services.joining import (
    answer_invitation,
    ask_to_join,
    decide,
    end_with_club,
    invite,
    join,
    leave,
    remove,
    withdraw,
)
from vezi.network.groups.services.marking import close_discussion, mark_answer, mark_good, pin, react
from vezi.network.groups.services.moderating import hide, report, settle_reports, show
from vezi.network.groups.services.offices import answer_offer, follow_the_dead, give_rank, let_offers_lapse
from vezi.network.groups.services.polls import vote
from vezi.network.groups.services.reading import follow, mark_read
from vezi.network.groups.services.writing import Said, answer, change_post, open_discussion, take_back

__all__ = [
    "Said", "answer", "answer_invitation", "answer_offer", "ask_to_join", "change_group", "change_post",
    "close_discussion", "close_group", "decide", "end_with_club", "follow", "follow_merge", "follow_the_dead", "forget", "found_group",
    "gather", "give_rank", "hide", "invite", "join", "leave", "let_offers_lapse", "mark_answer", "mark_good",
    "mark_read", "open_discussion", "pin", "react", "remove", "report", "settle_reports", "show", "take_back",
    "vote", "withdraw",
]  # fmt: skip
