"""An event, whom it is for, and who comes."""

from vezi.activities.events.models.coming import HOLDING, Invitation, Registration, Seat, Standing
from vezi.activities.events.models.happening import (
    Circle,
    CircleKind,
    Event,
    EventQuerySet,
    EventWords,
    Openness,
    Organiser,
    Part,
    Place,
    State,
    Template,
)
from vezi.activities.events.models.posting import Addressed, Posting, PostingKind
from vezi.activities.events.models.replying import Reply

__all__ = [
    "HOLDING",
    "Addressed",
    "Circle",
    "CircleKind",
    "Event",
    "EventQuerySet",
    "EventWords",
    "Invitation",
    "Openness",
    "Organiser",
    "Part",
    "Place",
    "Posting",
    "PostingKind",
    "Registration",
    "Reply",
    "Seat",
    "Standing",
    "State",
    "Template",
]
