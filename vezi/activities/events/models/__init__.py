"""An event, whom it is for, and who comes."""

from vezi.activities.events.models.afterwards import Opinion, Photograph, PhotographQuerySet, RemovalWish
from vezi.activities.events.models.arriving import Arrival, DoorHelper, WalkIn
from vezi.activities.events.models.coming import HOLDING, Invitation, Registration, Seat, Standing
from vezi.activities.events.models.feeds import CalendarAddress
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
    "CalendarAddress",
    "Circle",
    "CircleKind",
    "DoorHelper",
    "Event",
    "EventQuerySet",
    "EventWords",
    "Invitation",
    "Openness",
    "Opinion",
    "Organiser",
    "Part",
    "Photograph",
    "PhotographQuerySet",
    "Place",
    "Registration",
    "RemovalWish",
    "Seat",
    "Standing",
    "State",
    "Template",
    "WalkIn",
]
