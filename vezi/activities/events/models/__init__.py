"""An event, whom it is for, and who comes."""

from vezi.activities.events.models.arriving import Arrival, DoorHelper, WalkIn
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

__all__ = [
    "HOLDING",
    "Arrival",
    "Circle",
    "CircleKind",
    "DoorHelper",
    "Event",
    "EventQuerySet",
    "EventWords",
    "Invitation",
    "Openness",
    "Organiser",
    "Part",
    "Place",
    "Registration",
    "Seat",
    "Standing",
    "State",
    "Template",
    "WalkIn",
]
