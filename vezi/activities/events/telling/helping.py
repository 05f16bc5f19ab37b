"""Who helps to organise and at the door; and whom the door wrote down."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models import Event
from vezi.activities.events.telling.ways import about, in_words, tell
from vezi.network.people.models import Person


def organises(event: Event, person: Person, *, now: datetime) -> None:
    tell(event, person, "organises", about=f"{about(event)}:organises", now=now)


def helps(event: Event, person: Person, *, now: datetime) -> None:
    door = reverse("events:door", args=[event.public_id])
    tell(event, person, "helps", about=f"{about(event)}:helps", path=door, more=in_words(event), now=now)


def overbooked(event: Event, organisers: Iterable[Person], *, now: datetime) -> None:
    """Two records that were one are two again, and both hold a seat."""
    path, why = reverse("events:coming", args=[event.public_id]), _("Two people who were held for one both come.")
    for person in organisers:
        tell(event, person, "overbooked", about=f"{about(event)}:overbooked", path=path, more=why, now=now)


def walked_in(event: Event, person: Person, *, now: datetime) -> None:
    """Somebody at the door said whose record she has, who came without a ticket: she may take it back."""
    path = reverse("events:walked_in", args=[event.public_id])
    tell(event, person, "walked_in", about=f"{about(event)}:walked_in", path=path, more=in_words(event), now=now)
