"""Conversations for tests."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from vezi.core.viewer import Viewer
from vezi.network.memberships.access import viewer_of
from vezi.network.messages import services
from vezi.network.messages.models import Conversation, Message, Seat
from vezi.network.people.models import Person


def seeing(person: Person) -> Viewer:
    return viewer_of(person.account, today=timezone.localdate())


def begin(
    by: Person, *people: Person, text: str = "Are you at the reunion?", now: datetime | None = None, **more: Any
) -> Conversation:
    said = services.begin(by=by, people=people, text=text, now=now or timezone.now(), **more)
    return Conversation.objects.get(pk=said.conversation_id)


def say(conversation: Conversation, by: Person, text: str, *, now: datetime | None = None, **more: Any) -> Message:
    return services.send(conversation=conversation, by=by, text=text, now=now or timezone.now(), **more)


def seat_of(conversation: Conversation, person: Person) -> Seat:
    return Seat.objects.select_related("conversation", "person").get(conversation=conversation, person=person)
