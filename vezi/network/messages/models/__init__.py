"""Conversations, who sits in them, what is said in them, and what of it is looked at by moderators."""

from vezi.network.messages.models.conversations import Absence, Conversation, Seat, SeatQuerySet, SeatState
from vezi.network.messages.models.reports import Outcome, Report, ReportedWords, WritingPause
from vezi.network.messages.models.words import Attachment, Kind, Message, MessageQuerySet
from vezi.network.messages.models.writers import Writers, WritingChoice

__all__ = [
    "Absence", "Attachment", "Conversation", "Kind", "Message", "MessageQuerySet", "Outcome", "Report", "ReportedWords",
    "Seat", "SeatQuerySet", "SeatState", "Writers", "WritingChoice", "WritingPause",
]  # fmt: skip
