"""Of one person who stands on the list twice one seat is freed: by a press of the organisers, never by itself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import PROMISED, Companion, Event, Registration, Seat, Standing, TwoPeople
from vezi.activities.events.queries import doubles
from vezi.activities.events.services import queueing
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person


class NotDouble(Refused):
    sentence = _("In the meantime nobody of this name stands on the list twice.")


class BringsOthers(Refused):
    sentence = _("This seat stays: its guest has come, or brings others. Free the other one.")


@transaction.atomic
def free(*, event: Event, seat: str, by: Account | None, now: datetime) -> None:
    """Free one of two; whoever waits moves up, and both sides are told. Raises NotDouble, BringsOthers."""
    event = locked(event.pk)
    double = next((one for one in doubles.of(event) if seat in [place.seat.public_id for place in one.places]), None)
    if double is None:
        raise NotDouble
    place = next(one for one in double.places if one.seat.public_id == seat)
    if not place.may_go:
        raise BringsOthers
    mine = Registration.objects.select_related("person__account").get(pk=place.seat.registration_id)
    mine.event = event
    others = [one.seat.registration for one in double.places if one.seat.registration_id != mine.pk]
    _take_out(mine, place.seat, now=now)
    audit.record("events.free_double", by=by, at=now, subject=mine, club_id=event.club_id, person_id=mine.person_id)
    queueing.settle(event, now=now)
    telling.freed_double(mine, now=now)
    for other in {one.pk: one for one in others}.values():
        other.event = event
        telling.kept_double(other, now=now)


def _take_out(mine: Registration, seat: Seat, *, now: datetime) -> None:
    """What was paid for it is due back in the books."""
    seat.delete()
    if seat.number:
        mine.seats -= 1
        for place, one in enumerate(mine.people.order_by("number")):
            if one.number != place:
                Seat.objects.filter(pk=one.pk).update(number=place)
    elif mine.standing in PROMISED:
        mine.standing, mine.waits_as, mine.kept_until = Standing.NO, None, None
    mine.changed_at = now
    mine.save(update_fields=["standing", "waits_as", "kept_until", "seats", "changed_at"])


def take_over(*, event: Event, person: Person, now: datetime) -> bool:
    """She comes by her own answer instead of as somebody's companion; whether a seat was taken for her there, which is hers
    now. The event is locked by then. Raises NotDouble."""
    seat = doubles.brought(event, person)
    if seat is None:
        raise NotDouble
    theirs = Registration.objects.select_related("person__account").get(pk=seat.registration_id)
    theirs.event = event
    _take_out(theirs, seat, now=now)
    audit.record(
        "events.free_double", by=None, at=now, subject=theirs, club_id=event.club_id, person_id=theirs.person_id
    )
    telling.freed_double(theirs, now=now)
    return theirs.holds


def come_with(*, event: Event, person: Person) -> None:
    """She comes with whoever brings her, and has come when that seat has. The event is locked by then. Raises NotDouble."""
    seat = doubles.brought(event, person)
    if seat is None or Companion.objects.filter(seat=seat).exclude(person=person).exists():
        raise NotDouble
    Companion.objects.update_or_create(event=event, person=person, defaults={"seat": seat})


def come_alone(*, event: Event, person: Person) -> None:
    """Whatever she said before of coming with somebody."""
    Companion.objects.filter(event=event, person=person).delete()


@transaction.atomic
def are_several(*, event: Event, seats: Sequence[str], by: Account | None, now: datetime) -> int:
    """They are people of one name: it is not asked again; how many pairs."""
    event = locked(event.pk)
    found = list(Seat.objects.filter(registration__event=event, public_id__in=seats).order_by("pk"))
    pairs = [TwoPeople(one=one, other=other) for place, one in enumerate(found) for other in found[place + 1 :]]
    TwoPeople.objects.bulk_create(pairs, ignore_conflicts=True)
    audit.record("events.are_several", by=by, at=now, subject=event, club_id=event.club_id, pairs=len(pairs))
    return len(pairs)
