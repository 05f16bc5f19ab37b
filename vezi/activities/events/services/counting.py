"""Coming counts as an act of engagement (decision 27): for whoever arrived, never for whoever only said that she comes."""

from datetime import datetime

from vezi.activities.events.kinds import CAME
from vezi.activities.events.models import Event
from vezi.activities.events.queries.arriving import people_who_came
from vezi.network.engagement import services as engagement
from vezi.network.engagement.services import Doing


def count_who_came(event: Event, *, now: datetime) -> None:
    """As the door has it now. The event is locked by then, and any fact that was taken back is heard."""
    doing = Doing(
        kind=CAME, source=f"events.event:{event.public_id}", club_id=event.club_id, day=event.first_day,
        titles={one.language: one.title for one in event.written.order_by("pk")}, path=event.get_absolute_url(),
    )  # fmt: skip
    engagement.who_did(doing, person_ids=set(people_who_came(event)), now=now)
