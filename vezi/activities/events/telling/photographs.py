"""For organisers: photographs somebody asks to take down."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from vezi.activities.events.models import Event
from vezi.activities.events.telling.ways import about, tell
from vezi.network.notices import services as notices
from vezi.network.people.models import Person


def take_down(event: Event, *, organisers: Iterable[Person], now: datetime) -> None:
    path = reverse("events:photographs", args=[event.public_id])
    for person in organisers:
        tell(event, person, "take_down", about=_photographs(event), path=path, now=now)


def looked_at(event: Event, *, now: datetime) -> None:
    notices.settle_all(about=_photographs(event), now=now)


def _photographs(event: Event) -> str:
    return f"{about(event)}:photographs"
