"""The link in a letter by which an event is answered without signing in.

It is signed, names one event and one person, and answers nothing by being opened: mail programs open links themselves.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from vezi.activities.events.models import Event
from vezi.network.people.models import Person
from vezi.network.people.queries import record_now

SALT = "events.answer"


class Unknown(Exception):
    """Nobody here made this link."""


@dataclass(frozen=True)
class Asked:
    event: Event
    person: Person


def address_of(event: Event, person: Person) -> str:
    return reverse("events:answer", args=[token_of(event, person)])


def token_of(event: Event, person: Person) -> str:
    return signing.dumps([event.public_id, person.public_id], salt=SALT)


def read(token: str) -> Asked | None:
    """What the link answers; None where either is gone, as with somebody who was erased. Raises Unknown."""
    try:
        event_id, person_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Unknown from wrong
    event = Event.objects.published().select_related("club__institution").filter(public_id=event_id).first()
    number = Person.objects.filter(public_id=person_id).values_list("pk", flat=True).first()
    person = record_now(number)
    return Asked(event, person) if event is not None and person is not None else None
