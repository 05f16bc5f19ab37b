"""An event, whom it is for, who comes, and what is paid for it."""

from vezi.activities.events.models.afterwards import Opinion, Photograph, PhotographQuerySet, RemovalWish
from vezi.activities.events.models.arriving import Arrival, DoorHelper, WalkIn
from vezi.activities.events.models.asking import Remark, RemarkReport
from vezi.activities.events.models.bills import Bill, CardPayment, Flow, Movement, Way
from vezi.activities.events.models.circles import Circle, CircleKind
from vezi.activities.events.models.coming import HOLDING, PROMISED, Invitation, Registration, Seat, Sleeps, Standing
from vezi.activities.events.models.feeds import CalendarAddress
from vezi.activities.events.models.guests import Companion, FormerSeat, Guest, TwoPeople
from vezi.activities.events.models.happening import (
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
from vezi.activities.events.models.rooms import Bed, RoomKind
from vezi.activities.events.models.series import Every, Series
from vezi.activities.events.models.tickets import Ticket, TicketCode, Till, Whom

__all__ = [
    "HOLDING",
    "PROMISED",
    "Addressed",
    "Arrival",
    "Bed",
    "Bill",
    "CalendarAddress",
    "CardPayment",
    "Circle",
    "CircleKind",
    "Companion",
    "DoorHelper",
    "Event",
    "EventQuerySet",
    "EventWords",
    "Every",
    "Flow",
    "FormerSeat",
    "Guest",
    "Invitation",
    "Movement",
    "Openness",
    "Opinion",
    "Organiser",
    "Part",
    "Photograph",
    "PhotographQuerySet",
    "Place",
    "Posting",
    "PostingKind",
    "Registration",
    "Remark",
    "RemarkReport",
    "RemovalWish",
    "Reply",
    "RoomKind",
    "Seat",
    "Series",
    "Sleeps",
    "Standing",
    "State",
    "Template",
    "Ticket",
    "TicketCode",
    "Till",
    "TwoPeople",
    "WalkIn",
    "Way",
    "Whom",
]
