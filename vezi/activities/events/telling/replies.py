"""For organisers: what guests write to them. What was written is in the letter alone (`receivers`): it goes with whoever
wrote it."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from vezi.activities.events.models import Event, Reply
from vezi.activities.events.telling.ways import tell
from vezi.network.notices import services as notices
from vezi.network.people.models import Person


def replied(reply: Reply, *, organisers: Iterable[Person], now: datetime) -> None:
    event, path = reply.event, reverse("events:replies", args=[reply.event.public_id])
    for person in organisers:
        tell(
            event, person, "reply", about=_replies(event), once=f"events.reply:{reply.public_id}", by=reply.person, path=path,
            now=now,
        )  # fmt: skip


def read_replies(event: Event, person: Person, *, now: datetime) -> None:
    notices.read(person=person, about=_replies(event), now=now)


def _replies(event: Event) -> str:
    return f"events.replies:{event.public_id}"
