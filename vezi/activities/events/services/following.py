"""Opening the link to what is online: leads there, and whoever does so about the time of the event has come."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models import Event, Registration, Seat, Standing, State
from vezi.activities.events.services.answering import CalledOff
from vezi.activities.events.services.arriving import Ear
from vezi.activities.events.services.counting import count_who_came
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.people.models import Person

#: So long before it begins people come in; whoever opens the link earlier tries whether it works.
COMES_IN = timedelta(minutes=30)


class NotComing(Refused):
    status = 403
    sentence = _("The link is for those who come.")


class NoLink(Refused):
    sentence = _("The organisers have not said yet where it is online.")


def counts_from(event: Event) -> datetime:
    return event.starts_at - COMES_IN


def counts(event: Event, *, now: datetime) -> bool:
    """Whether opening it now is coming."""
    return counts_from(event) <= now < event.ends_at


def why_not(event: Event, mine: Registration | None) -> Refused | None:
    """Why the link is not opened to her."""
    if event.state == State.CANCELLED:
        return CalledOff()
    if event.state == State.DRAFT or mine is None or mine.standing != Standing.COMING:
        return NotComing()
    return None if event.way_online else NoLink()


@transaction.atomic
def follow(*, event: Event, person: Person, now: datetime) -> str:
    """The link of the event as it stands now. That she came is written down once, however often she opens it; whether the door
    saw her, too, is another fact. Raises CalledOff, NotComing, NoLink."""
    event = locked(event.pk)
    mine = Registration.objects.filter(event=event, person=person).first()
    if (why := why_not(event, mine)) is not None:
        raise why
    seat = Seat.objects.get(registration=mine, number=0)
    if counts(event, now=now) and not seat.arrivals.filter(is_online=True).exists():
        Ear(event, door="", by=person.account, now=now).follow(seat)
        audit.record(
            "events.follow", by=person.account, at=now, subject=event, club_id=event.club_id, person_id=person.pk
        )
        count_who_came(event, now=now)
    return event.way_online
