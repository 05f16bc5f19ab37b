"""What people are told of events: the one place from which it is done. Each reads it in her own language."""

from vezi.activities.events.telling.changes import called_off, closed, moved, part_gone, part_moved, word
from vezi.activities.events.telling.coming import (
    answered,
    became,
    freed_double,
    kept,
    kept_double,
    lapsed,
    left_behind,
    read,
)
from vezi.activities.events.telling.helping import helps, organises, overbooked, walked_in
from vezi.activities.events.telling.money import owes, paid, refunded
from vezi.activities.events.telling.photographs import looked_at, take_down
from vezi.activities.events.telling.remarks import (
    asked,
    question_answered,
    read_asks,
    remark_hidden,
    remark_looked_at,
    remark_reported,
)
from vezi.activities.events.telling.replies import read_replies, replied

__all__ = [
    "answered",
    "asked",
    "became",
    "called_off",
    "closed",
    "freed_double",
    "helps",
    "kept",
    "kept_double",
    "lapsed",
    "left_behind",
    "looked_at",
    "moved",
    "organises",
    "overbooked",
    "owes",
    "paid",
    "part_gone",
    "part_moved",
    "question_answered",
    "read",
    "read_asks",
    "read_replies",
    "refunded",
    "remark_hidden",
    "remark_looked_at",
    "remark_reported",
    "replied",
    "take_down",
    "walked_in",
    "word",
]
