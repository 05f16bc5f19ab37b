"""What requests and introductions do when areas below announce something."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.dispatch import receiver

from vezi.network.connections import telling
from vezi.network.connections.models import OPEN, ConnectionRequest, Introduction, RequestState, Stage
from vezi.network.connections.services import asking, introducing
from vezi.network.people import merging
from vezi.network.people.models import Merge, Person
from vezi.network.people.signals import person_merged
from vezi.network.ties.models import Connection
from vezi.network.ties.signals import kept_apart


@receiver(kept_apart)
def end_what_is_on_its_way(person: Person, whom: Person, now: datetime, **_sent: Any) -> None:
    asking.keep_apart(person=person, whom=whom, now=now)
    introducing.keep_apart(person=person, whom=whom, now=now)
    telling.forget_letters(person, whom)


@receiver(person_merged)
def answer_what_is_answered(kept: Person, merge: Merge, now: datetime, **_sent: Any) -> None:
    """One of the two records was connected already with whom the other had asked, or was asked by."""
    tied = Connection.objects.filter(person=OuterRef("asker"), other=OuterRef("asked"))
    requests = ConnectionRequest.objects.filter(Exists(tied), state=RequestState.WAITING)
    for request in (requests.filter(asker=kept) | requests.filter(asked=kept)).order_by("pk"):
        was = [request.state, None]
        request.state, request.ended_at = RequestState.ACCEPTED, now
        request.save(update_fields=["state", "ended_at"])
        merging.changed(merge, request, name="state ended_at", was=was, becomes=RequestState.ACCEPTED)
    tied = Connection.objects.filter(person=OuterRef("asker"), other=OuterRef("third"))
    introductions = Introduction.objects.filter(Exists(tied), stage__in=OPEN)
    for one in (introductions.filter(asker=kept) | introductions.filter(third=kept)).order_by("pk"):
        was = [one.stage, None]
        one.stage, one.ended_at = Stage.CONNECTED, now
        one.save(update_fields=["stage", "ended_at"])
        merging.changed(merge, one, name="stage ended_at", was=was, becomes=Stage.CONNECTED)
