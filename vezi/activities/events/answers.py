"""The link in a letter by which an event is answered without signing in.

It is signed, names one event and one person, or somebody who asked to come to a public event and has no record yet
(`Guest`), and answers nothing by being opened: mail programs open links themselves.

The link to what is online is another: it stands in calendars, which others read along, and changes no answer.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from vezi.activities.events.models import Event, Guest, Registration, Standing
from vezi.network.people.models import Person
from vezi.network.people.queries import record_now

SALT, GUEST_SALT, ONLINE_SALT = "events.answer", "events.guest", "events.online"


class Unknown(Exception):
    """Nobody here made this link."""


@dataclass(frozen=True)
class Asked:
    """`guest` is somebody who is no `person` in the database yet: her first answer makes her one."""

    event: Event
    person: Person
    guest: Guest | None = None

    @property
    def registration(self) -> Registration | None:
        if self.guest is not None:
            return None
        mine = Registration.objects.filter(event=self.event, person=self.person)
        return mine.select_related("event__club").first()


def address_of(event: Event, person: Person) -> str:
    return reverse("events:answer", args=[token_of(event, person)])


def address_of_guest(guest: Guest) -> str:
    """The same after her first answer."""
    return reverse("events:answer", args=[signing.dumps([guest.event.public_id, guest.public_id], salt=GUEST_SALT)])


def token_of(event: Event, person: Person) -> str:
    return signing.dumps([event.public_id, person.public_id], salt=SALT)


def read(token: str) -> Asked | None:
    """What the link answers; None where either is gone, as with somebody who was erased. Raises Unknown."""
    try:
        event_id, person_id = _signed(token, SALT)
    except Unknown:
        event_id, guest_id = _signed(token, GUEST_SALT)
        return _of_guest(event_id, guest_id)
    return _asked(event_id, Person.objects.filter(public_id=person_id).values_list("pk", flat=True).first())


def way_online(event: Event, person: Person, standing: str | None) -> str:
    """Where who comes opens the link of the event; nothing for anybody else, or where there is none. The same each time, so
    that calendars see nothing new in it."""
    if standing != Standing.COMING or not event.way_online:
        return ""
    token = signing.Signer(salt=ONLINE_SALT).sign_object([event.public_id, person.public_id])
    return reverse("events:online", args=[token])


def in_full(address: str) -> str:
    """For letters and calendars."""
    return settings.SITE_ADDRESS + address if address else ""


def way_of(mine: Registration | None) -> str:
    return way_online(mine.event, mine.person, mine.standing) if mine is not None and mine.event.way_online else ""


def read_online(token: str) -> Asked | None:
    """The same as `read`, of the link to what is online. Raises Unknown."""
    try:
        event_id, person_id = signing.Signer(salt=ONLINE_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Unknown from wrong
    return _asked(event_id, Person.objects.filter(public_id=person_id).values_list("pk", flat=True).first())


def _signed(token: str, salt: str) -> tuple[str, str]:
    try:
        event_id, public_id = signing.loads(token, salt=salt)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Unknown from wrong
    return event_id, public_id


def _asked(event_id: str, number: int | None) -> Asked | None:
    event, person = _event(event_id), record_now(number)
    return Asked(event, person) if event is not None and person is not None else None


def _of_guest(event_id: str, guest_id: str) -> Asked | None:
    guest = Guest.objects.filter(public_id=guest_id, event__public_id=event_id).first()
    if guest is not None and guest.person_id is not None:
        return _asked(event_id, guest.person_id)
    event = _event(event_id)
    if guest is None or event is None:
        return None
    return Asked(event, Person(given=guest.given, family=guest.family, language=guest.language), guest)


def _event(public_id: str) -> Event | None:
    return Event.objects.published().select_related("club__institution").filter(public_id=public_id).first()
